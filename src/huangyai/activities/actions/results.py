"""What a session gave its people: their answers, and their certificates."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from huangyai.activities.access import require_activity_work
from huangyai.activities.models import Certificate, FeedbackSheet, Session
from huangyai.activities.queries.enrolments import enrolment_with_code
from huangyai.activities.queries.results import those_who_earned
from huangyai.kernel import Actor, FiscalYear, Refusal
from huangyai.ledger.actions import record


def write_feedback(
    *, actor: Actor, session: Session, satisfaction: int | None, before: int | None, after: int | None
) -> FeedbackSheet:
    """Key in one paper sheet; it names nobody."""
    require_activity_work(actor)
    _require_answers(satisfaction, before, after)
    with transaction.atomic():
        sheet = FeedbackSheet.objects.create(
            municipality_id=actor.municipality_id,
            session=session,
            satisfaction=satisfaction,
            before=before,
            after=after,
            how=FeedbackSheet.How.PAPER,
            entered_by_id=actor.user_id,
        )
        record(actor=actor, verb="feedback.written", subject=sheet, session=session.pk)
    return sheet


def give_feedback(
    *, actor: Actor, session: Session, code: str, satisfaction: int | None, before: int | None, after: int | None
) -> None:
    """Somebody answers on their own phone, once, with their code; an unknown code does nothing and says nothing."""
    _require_answers(satisfaction, before, after)
    with transaction.atomic():
        card = enrolment_with_code(code)
        if card is None or card.session_id != session.pk or card.ended_at is not None:
            return
        _sheet, fresh = FeedbackSheet.objects.get_or_create(
            enrolment=card,
            defaults={
                "municipality_id": actor.municipality_id,
                "session": session,
                "satisfaction": satisfaction,
                "before": before,
                "after": after,
                "how": FeedbackSheet.How.PHONE,
            },
        )
        if fresh:
            # The record says that somebody answered, not who.
            record(actor=actor, verb="feedback.given", subject=session)


def issue_certificates(*, actor: Actor, session: Session) -> list[Certificate]:
    """Certificates for everybody who came often enough and has none yet, numbered within the fiscal year."""
    require_activity_work(actor)
    with transaction.atomic():
        Session.objects.select_for_update(of=("self",), no_key=True).get(pk=session.pk)
        earned = those_who_earned(session)
        if not earned:
            raise Refusal(
                "nobody-earned-one",
                th="ยังไม่มีผู้ที่ควรได้ใบรับรองเพิ่ม โปรดบันทึกผู้มาร่วมให้ครบก่อน",
                en="Nobody who came often enough is without a certificate; record who came first.",
            )
        year = FiscalYear.of(timezone.localdate(session.starts_at)).be
        of_year = Certificate.objects.filter(fiscal_year=year)
        # Whoever issues at the same moment waits for the highest number.
        list(of_year.order_by("-number").select_for_update(of=("self",))[:1])
        last = of_year.aggregate(last=Max("number"))["last"] or 0
        made = Certificate.objects.bulk_create(
            Certificate(
                municipality_id=actor.municipality_id,
                enrolment=enrolment,
                fiscal_year=year,
                number=number,
                issued_by_id=actor.user_id,
            )
            for number, enrolment in enumerate(earned, start=last + 1)
        )
        record(actor=actor, verb="certificates.issued", subject=session, count=len(made))
    return made


def _require_answers(*answers: int | None) -> None:
    if all(answer is None for answer in answers) or any(
        answer is not None and not 1 <= answer <= 5 for answer in answers
    ):
        raise Refusal(
            "answers-missing",
            th="โปรดตอบอย่างน้อยหนึ่งข้อ เป็นเลข 1 ถึง 5",
            en="Please answer at least one question with a number from 1 to 5.",
        )
