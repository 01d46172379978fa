"""Sign-ups by name and phone number: from the public page, or keyed in from the paper sheet."""

from __future__ import annotations

from django.db import transaction

from huangyai.activities.access import require_activity_work
from huangyai.activities.actions.enrolments import end_enrolment, give_place_or_wait, require_coming
from huangyai.activities.models import Enrolment, How, Session, SignUp, SignUpAnswer
from huangyai.activities.queries.enrolments import enrolment_with_code
from huangyai.activities.queries.sign_ups import who_is_meant
from huangyai.activities.rules.enrolling import SheetLine, read_sheet
from huangyai.kernel import Actor, Refusal
from huangyai.ledger.actions import record
from huangyai.people.models import Person
from huangyai.people.rules import phone_digits


def sign_up(*, actor: Actor, session: Session, name: str, phone: str, needs_ride: bool) -> None:
    """Somebody signs up on the public page by name and phone number.

    Where exactly one resident has both, they get a place or wait for one at once; otherwise an officer answers. Nothing
    comes back, so that no page can tell who is known here and who stands on a list; they are told by the way they have.
    """
    if len(name.strip()) < 2 or not phone_digits(phone):
        raise Refusal(
            "name-or-phone-missing",
            th="โปรดกรอกชื่อ-สกุล และเบอร์โทรศัพท์ 9 หรือ 10 หลัก",
            en="Please give your name and a phone number of 9 or 10 digits.",
        )
    require_coming(session)
    with transaction.atomic():
        _receive(actor, session, SheetLine(name.strip(), phone_digits(phone), needs_ride), How.THEMSELVES)


def sign_up_by_code(*, actor: Actor, session: Session, code: str, needs_ride: bool) -> None:
    """Somebody signs up with the code on a card of theirs, of any session; an unknown code does nothing and says nothing."""
    require_coming(session)
    with transaction.atomic():
        card = enrolment_with_code(code)
        if card is None:
            return
        give_place_or_wait(actor, session, card.person, needs_ride=needs_ride, how=How.THEMSELVES)


def call_off_by_code(*, actor: Actor, session: Session, code: str) -> None:
    """Somebody calls off with their code for this session; an unknown code does nothing and says nothing."""
    with transaction.atomic():
        card = enrolment_with_code(code)
        if card is None or card.session_id != session.pk or card.ended_at is not None or hasattr(card, "attendance"):
            return
        end_enrolment(actor, card, only_this=False, ending=Enrolment.Ending.THEMSELVES)


def key_sign_up_sheet(*, actor: Actor, session: Session, text: str) -> tuple[int, int]:
    """Key in the paper sheet, a line each; returns how many were read and how many of them an officer must look at.

    Raises `BadInput` naming each line that can't be read; nothing is kept then.
    """
    require_activity_work(actor)
    require_coming(session)
    lines = read_sheet(text)
    with transaction.atomic():
        doubtful = sum(_receive(actor, session, line, How.PAPER) is None for line in lines)
    return len(lines), doubtful


def answer_sign_up(*, actor: Actor, sign_up: SignUp, person: Person | None, reason: str = "") -> SignUpAnswer:
    """An officer says who wrote this, and gives them a place or a line on the waiting list; or declines with a reason."""
    require_activity_work(actor)
    with transaction.atomic():
        SignUp.objects.select_for_update(of=("self",)).get(pk=sign_up.pk)
        if SignUpAnswer.objects.filter(sign_up=sign_up).exists():
            raise Refusal(
                "sign-up-answered",
                th="คำขอนี้มีผู้ตอบแล้ว โปรดเปิดหน้านี้ใหม่",
                en="This sign-up is answered already; open the page again.",
            )
        if person:
            return _answer(actor, sign_up, person)
        if len(reason.strip()) < 5:
            raise Refusal(
                "reason-missing",
                th="โปรดเลือกว่าเป็นใคร หรือเขียนเหตุผลที่ไม่รับ",
                en="Choose who it is, or write why not.",
            )
        return _keep(actor, sign_up, SignUpAnswer.Outcome.DECLINED, None, None, reason.strip()[:300])


def _receive(actor: Actor, session: Session, line: SheetLine, how: str) -> SignUpAnswer | None:
    kept = SignUp.objects.create(
        municipality_id=actor.municipality_id,
        session=session,
        name=line.name[:160],
        phone=line.phone,
        needs_ride=line.needs_ride,
        how=how,
        entered_by_id=actor.user_id,
    )
    record(actor=actor, verb="sign-up.received", subject=kept, session=session.pk, how=str(how))
    person = who_is_meant(actor.municipality_id, line.name, line.phone)
    return _answer(actor, kept, person) if person else None


def _answer(actor: Actor, kept: SignUp, person: Person) -> SignUpAnswer:
    standing = give_place_or_wait(actor, kept.session, person, needs_ride=kept.needs_ride, how=kept.how)
    outcome = SignUpAnswer.Outcome.ENROLLED if standing.enrolment else SignUpAnswer.Outcome.WAITING
    return _keep(actor, kept, outcome, person, standing.enrolment, "")


def _keep(
    actor: Actor, kept: SignUp, outcome: str, person: Person | None, enrolment: Enrolment | None, reason: str
) -> SignUpAnswer:
    answer = SignUpAnswer.objects.create(
        municipality_id=actor.municipality_id,
        sign_up=kept,
        outcome=outcome,
        person=person,
        enrolment=enrolment,
        reason=reason,
        answered_by_id=actor.user_id,
    )
    record(actor=actor, verb="sign-up.answered", subject=kept, outcome=str(outcome))
    return answer
