"""Signing up in four ways, waiting, calling off, coming by code, and what is said afterwards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.activities.conftest import Held, enter_people, hold_session

from huangyai.activities.actions.enrolments import call_off, enrol, record_attendance, sign_up_person
from huangyai.activities.actions.results import give_feedback, issue_certificates, write_feedback
from huangyai.activities.actions.sign_ups import (
    answer_sign_up,
    call_off_by_code,
    key_sign_up_sheet,
    sign_up,
    sign_up_by_code,
)
from huangyai.activities.actions.telling import remind_session
from huangyai.activities.models import Certificate, Enrolment, FeedbackSheet, How, Session, SignUp, Waiting
from huangyai.activities.queries.enrolments import standing_enrolments, standing_waitings
from huangyai.activities.queries.results import feedback
from huangyai.activities.rules.codes import spaced_code
from huangyai.activities.rules.enrolling import earns_certificate, read_sheet
from huangyai.kernel import Actor, BadInput, NotAllowed, Refusal, Role
from huangyai.outbox.models import Delivery
from huangyai.people.models import Person
from huangyai.walls.entry import acting

BrowserOf = Callable[..., Client]
PHONE = "0812345678"
MORE = ((1, "21", (12.560, 102.051), "ประนอม", False), (2, "33", (12.561, 102.050), "สำเนียง", False))


def _refused(code: str) -> Any:
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


@pytest.fixture
def coming(officer: Actor, project: Any) -> Held:
    """A session in two weeks with its three people and room for four."""
    held = hold_session(officer, project, first_day=timezone.localdate() + dt.timedelta(days=14))
    with acting(officer):
        enter_people(officer, MORE)
        held.activity.capacity = 4
        held.activity.save(update_fields=["capacity"])
        held.session = Session.objects.select_related("activity", "venue").get(pk=held.session.pk)
    return held


def _named(given_name: str) -> Person:
    return Person.objects.get(given_name=given_name)


def _begin(session: Session) -> Session:
    """The clock goes on: the session has begun."""
    Session.objects.filter(pk=session.pk).update(starts_at=timezone.now() - dt.timedelta(hours=1))
    session.refresh_from_db()
    return session


def test_a_name_with_its_number_gets_a_place_and_then_a_line_on_the_waiting_list(coming: Held) -> None:
    nobody = Actor.public(coming.session.municipality_id)
    with acting(nobody):
        for given in ("ประนอม", "สำเนียง"):
            sign_up(actor=nobody, session=coming.session, name=f"{given} ทองดี", phone="081-234-5678", needs_ride=True)
        first = standing_enrolments(coming.session).get(person=_named("ประนอม"))
        assert (first.how, first.needs_ride, len(first.code or "")) == (How.THEMSELVES, True, 8)
        assert [one.person for one in standing_waitings(coming.session)] == [_named("สำเนียง")]
        assert SignUp.objects.filter(answer__isnull=False).count() == 2
        assert Delivery.objects.filter(message__key=f"session-place:{coming.session.pk}").count() == 1

        # Whoever calls off with the code makes room for whoever waits.
        call_off_by_code(actor=nobody, session=coming.session, code=f"{first.code}")
        assert set(standing_enrolments(coming.session).values_list("person_id", flat=True)) >= {_named("สำเนียง").pk}
        assert not standing_enrolments(coming.session).filter(person=_named("ประนอม")).exists()
        assert Waiting.objects.get().ending == Waiting.Ending.MOVED_UP
        moved = Delivery.objects.get(message__key=f"session-moved-up:{coming.session.pk}")
        assert moved.person == _named("สำเนียง")

        # With a card of hers, she comes back to the end of the list; an unknown code does nothing.
        sign_up_by_code(actor=nobody, session=coming.session, code=f"{first.code}".lower(), needs_ride=False)
        sign_up_by_code(actor=nobody, session=coming.session, code="AAAABBBB", needs_ride=False)
        assert [one.person for one in standing_waitings(coming.session)] == [_named("ประนอม")]


def test_a_doubtful_name_waits_for_an_officer(officer: Actor, coming: Held) -> None:
    nobody = Actor.public(coming.session.municipality_id)
    with acting(officer):
        sign_up(actor=nobody, session=coming.session, name="ไม่รู้จัก คนนี้", phone=PHONE, needs_ride=False)
        sign_up(actor=nobody, session=coming.session, name="ประนอม ทองดี", phone="0999999999", needs_ride=False)
        assert standing_enrolments(coming.session).count() == 3
        stranger, known = SignUp.objects.order_by("made_at")
        with _refused("reason-missing"):
            answer_sign_up(actor=officer, sign_up=stranger, person=None)
        answer_sign_up(actor=officer, sign_up=stranger, person=None, reason="ไม่ใช่คนในพื้นที่")
        answer_sign_up(actor=officer, sign_up=known, person=_named("ประนอม"))
        with _refused("sign-up-answered"):
            answer_sign_up(actor=officer, sign_up=known, person=_named("ประนอม"))
        assert standing_enrolments(coming.session).filter(person=_named("ประนอม")).exists()


def test_the_paper_sheet_is_keyed_in_whole_or_not_at_all(officer: Actor, coming: Held) -> None:
    with acting(officer):
        with pytest.raises(BadInput):
            key_sign_up_sheet(actor=officer, session=coming.session, text=f"ประนอม ทองดี {PHONE}\n{PHONE}")
        assert not SignUp.objects.exists()
        text = f"นางประนอม ทองดี ๐๘๑-๒๓๔๕๖๗๘ รถ\n\nใครก็ไม่รู้ {PHONE}"
        assert key_sign_up_sheet(actor=officer, session=coming.session, text=text) == (2, 1)
        made = standing_enrolments(coming.session).get(person=_named("ประนอม"))
        assert (made.how, made.needs_ride) == (How.PAPER, True)


def test_a_volunteer_signs_up_only_the_people_of_their_homes(
    officer: Actor, actor_of: Callable[[Role], Actor], user_of: Callable[[Role], Any], coming: Held
) -> None:
    from huangyai.places.models import Village
    from huangyai.volunteers.actions import welcome_volunteer
    from huangyai.watch.actions import watch_over

    volunteer = actor_of(Role.VOLUNTEER)
    with acting(officer):
        welcomed = welcome_volunteer(actor=officer, user=user_of(Role.VOLUNTEER), village=Village.objects.get(number=1))
        own, other = _named("ประนอม"), _named("สำเนียง")
        assert own.household
        watch_over(actor=officer, volunteer=welcomed, households=[own.household])
        made = sign_up_person(actor=volunteer, session=coming.session, person=own, needs_ride=True, how=How.VOLUNTEER)
        assert made.enrolment
        with pytest.raises(NotAllowed):
            sign_up_person(actor=volunteer, session=coming.session, person=other, needs_ride=False, how=How.VOLUNTEER)
        with pytest.raises(NotAllowed):
            call_off(actor=volunteer, enrolment=standing_enrolments(coming.session).get(person=coming.people[0]))


def test_a_course_is_signed_up_for_as_a_whole(officer: Actor, coming: Held) -> None:
    with acting(officer):
        coming.activity.meetings = 2
        coming.activity.save(update_fields=["meetings"])
        first = Session.objects.select_related("activity", "venue").get(pk=coming.session.pk)
        week = dt.timedelta(days=7)
        second = Session.objects.create(
            municipality_id=officer.municipality_id,
            activity=first.activity,
            venue=first.venue,
            starts_at=first.starts_at + week,
            ends_at=first.ends_at + week,
        )
        enrolment = enrol(actor=officer, session=first, person=_named("ประนอม"), needs_ride=False)
        assert standing_enrolments(second).count() == 1
        call_off(actor=officer, enrolment=standing_enrolments(second).get(), only_this=True)
        assert standing_enrolments(first).filter(pk=enrolment.pk).exists()
        enrol(actor=officer, session=first, person=_named("ประนอม"), needs_ride=False)
        call_off(actor=officer, enrolment=enrolment)
        assert not standing_enrolments(second).exists()
        with _refused("not-expected"):
            call_off(actor=officer, enrolment=enrolment)


def test_who_calls_off_and_comes_after_all_is_told_their_new_code(officer: Actor, coming: Held) -> None:
    with acting(officer):
        person = _named("ประนอม")
        first = sign_up_person(
            actor=officer, session=coming.session, person=person, needs_ride=False, how=How.COUNTER
        ).enrolment
        assert first
        call_off(actor=officer, enrolment=first)
        again = sign_up_person(
            actor=officer, session=coming.session, person=person, needs_ride=False, how=How.COUNTER
        ).enrolment
        assert again
        assert again.code != first.code
        told = Delivery.objects.filter(person=person).order_by("-made_at", "-pk").first()
        assert told
        assert told.own_text
        assert spaced_code(again.code) in told.own_text.th


def test_a_car_that_is_asked_for_later_is_written_down(officer: Actor, coming: Held) -> None:
    nobody = Actor.public(coming.session.municipality_id)
    with acting(officer):
        card = standing_enrolments(coming.session).filter(needs_ride=False).order_by("pk").first()
        card = card or standing_enrolments(coming.session).order_by("pk")[0]
        Enrolment.objects.filter(pk=card.pk).update(needs_ride=False)
        sign_up_by_code(actor=nobody, session=coming.session, code=f"{card.code}", needs_ride=True)
        card.refresh_from_db()
        assert card.needs_ride


def test_nobody_has_passed_a_course_after_its_first_meeting(officer: Actor, coming: Held) -> None:
    with acting(officer):
        coming.activity.meetings = 3
        coming.activity.save(update_fields=["meetings"])
        later = [coming.session.starts_at + dt.timedelta(days=days) for days in (7, 14)]
        for begins in later:
            Session.objects.create(
                municipality_id=coming.session.municipality_id,
                activity=coming.activity,
                venue=coming.session.venue,
                starts_at=begins,
                ends_at=begins + dt.timedelta(hours=2),
            )
        session = _begin(coming.session)
        record_attendance(actor=officer, session=session, enrolments=list(standing_enrolments(session)), how="list")
        with _refused("nobody-earned-one"):
            issue_certificates(actor=officer, session=session)


def test_reminders_name_each_ones_own_code_once(officer: Actor, coming: Held) -> None:
    with acting(officer):
        assert remind_session(actor=officer, session=coming.session) == 3
        remind_session(actor=officer, session=coming.session)
        told = Delivery.objects.filter(message__key=f"session-reminder:{coming.session.pk}")
        assert told.count() == 3
        codes = dict(standing_enrolments(coming.session).values_list("person_id", "code"))
        for one in told:
            assert one.own_text
            assert [pk for pk, code in codes.items() if code and f"{code[:4]}-{code[4:]}" in one.own_text.th] == [
                one.person_id
            ]
        with _refused("session-begun"):
            remind_session(actor=officer, session=_begin(coming.session))


def test_answers_are_told_together_and_certificates_are_numbered(officer: Actor, coming: Held) -> None:
    nobody = Actor.public(coming.session.municipality_id)
    with acting(officer):
        session = _begin(coming.session)
        cards = list(standing_enrolments(session).order_by("pk"))
        with _refused("nobody-earned-one"):
            issue_certificates(actor=officer, session=session)
        record_attendance(actor=officer, session=session, enrolments=cards[:2], how="code")
        assert [one.number for one in issue_certificates(actor=officer, session=session)] == [1, 2]
        record_attendance(actor=officer, session=session, enrolments=cards[2:], how="paper")
        assert [one.number for one in issue_certificates(actor=officer, session=session)] == [3]
        assert Certificate.objects.count() == 3

        for _again in range(2):
            give_feedback(
                actor=nobody, session=session, code=f"{cards[0].code}", satisfaction=5, before=None, after=None
            )
        give_feedback(actor=nobody, session=session, code="NOBODYS2", satisfaction=1, before=1, after=1)
        for before, after in ((1, 4), (2, 4), (2, 5)):
            write_feedback(actor=officer, session=session, satisfaction=4, before=before, after=after)
        assert not feedback(session).speaks
        write_feedback(actor=officer, session=session, satisfaction=5, before=None, after=None)
        said = feedback(session)
        assert (said.speaks, said.sheets) == (True, 5)
        assert said.satisfaction == pytest.approx(4.4)
        assert said.before == pytest.approx(5 / 3)
        assert said.after == pytest.approx(13 / 3)
        with _refused("answers-missing"):
            write_feedback(actor=officer, session=session, satisfaction=None, before=None, after=None)
        assert FeedbackSheet.objects.filter(enrolment__isnull=True).count() == 4


def test_the_public_page_answers_everybody_alike(coming: Held, client: Client, officer: Actor) -> None:
    slug = coming.session.municipality.slug
    page = f"/m/{slug}/sessions/{coming.session.pk}/"
    with acting(officer):
        code = standing_enrolments(coming.session).earliest("made_at").code
    sent = (
        {"name": "ประนอม ทองดี", "phone": PHONE},
        {"name": "สมศรี ทองดี", "phone": PHONE},
        {"name": "ไม่มี ตัวตน", "phone": "0899999999"},
        {"code": code},
        {"code": "ZZZZ-ZZZZ"},
    )
    said = []
    for each in sent:
        answer = client.post(f"{page}sign-up/", each, follow=True)
        content = answer.content.decode()
        assert answer.status_code == 200
        assert not any(name in content for name in ("สมศรี", "ประนอม", "ทองดี"))
        said.append([str(message) for message in answer.context["messages"]])
    assert said.count(said[0]) == len(said)
    with acting(officer):
        assert standing_enrolments(coming.session).count() == 4
    offs = [client.post(f"{page}sign-off/", {"code": each}, follow=True) for each in (code, "ZZZZ-ZZZZ")]
    assert len({str(next(iter(answer.context["messages"]))) for answer in offs}) == 1
    assert client.post(f"{page}sign-up/", {"name": "ก"}).status_code == 422
    feed = client.get(f"{page}calendar.ics").content.decode()
    assert feed.startswith("BEGIN:VCALENDAR\r\n")
    assert feed.count("BEGIN:VEVENT") == 1
    assert all(len(line.encode()) <= 75 for line in feed.split("\r\n"))
    assert client.get(f"/m/{slug}/sessions.ics").status_code == client.get(f"/m/{slug}/sessions/").status_code == 200


def test_the_counter_and_the_door(coming: Held, browser_of: BrowserOf, officer: Actor) -> None:
    browser = browser_of(Role.OFFICER)
    page = f"/sessions/{coming.session.pk}/"
    found = browser.post(f"{page}enrolments/", {"who": "ประนอม"}).content.decode()
    assert "ประนอม" in found
    with acting(officer):
        wanted = _named("ประนอม").pk
    for _again in range(2):
        assert browser.post(f"{page}enrolments/", {"person": str(wanted), "needs_ride": "1"}).status_code == 302
    with acting(officer):
        card = Enrolment.objects.get(person_id=wanted)
        assert (card.how, card.needs_ride) == (How.COUNTER, True)
    assert browser.get(f"/arrivals/{card.code}/").status_code == 200
    assert browser.post(f"{page}attendance/", {"code": "ZZZZZZZZ"}).status_code == 302
    assert browser.post(f"{page}attendance/", {"code": f"{card.code}"}).status_code == 302
    with acting(officer):
        assert Enrolment.objects.get(attendance__isnull=False).attendance.how == "code"
    for paper in ("sign-up-sheet", "cards"):
        assert browser.get(f"{page}{paper}.pdf").content.startswith(b"%PDF")
    assert browser_of(Role.PLANNER).get(f"/arrivals/{card.code}/").status_code == 403


def test_the_page_of_a_session_asks_the_same_whatever_waits(
    coming: Held, browser_of: BrowserOf, officer: Actor, django_assert_max_num_queries: Any
) -> None:
    browser = browser_of(Role.OFFICER)
    nobody = Actor.public(coming.session.municipality_id)
    with acting(officer):
        for given in ("ประนอม", "สำเนียง", "คนอื่น", "ใครสักคน"):
            sign_up(actor=nobody, session=coming.session, name=f"{given} ทองดี", phone=PHONE, needs_ride=False)
    browser.get(f"/sessions/{coming.session.pk}/")
    with django_assert_max_num_queries(45):
        assert browser.get(f"/sessions/{coming.session.pk}/").status_code == 200


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("นายแดง ใจดี 0812345678 รถ", ("นายแดง ใจดี", "0812345678", True)),
        ("แดง ใจดี, ๐๘๑ ๒๓๔ ๕๖๗๘", ("แดง ใจดี", "0812345678", False)),
        ("มารถ ใจดี 0812345678", ("มารถ ใจดี", "0812345678", False)),
        ("แดง ใจดี ขอรถรับส่ง", ("แดง ใจดี", "", True)),
    ],
)
def test_a_line_of_the_sheet_is_read(line: str, read: tuple[str, str, bool]) -> None:
    (found,) = read_sheet(line)
    assert (found.name, found.phone, found.needs_ride) == read


def test_four_of_five_meetings_earn_a_certificate() -> None:
    assert [earns_certificate(came, 5) for came in range(6)] == [False, False, False, False, True, True]
    assert (earns_certificate(1, 1), earns_certificate(0, 0)) == (True, False)
