"""What officers do with activities, what is refused, and what the ledger says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from tests.activities.conftest import FIRST_DAY, GIVEN, Held, enter_people, hold_session

from huangyai.activities.actions import (
    add_venue,
    design_activity,
    enrol,
    pay_expense,
    place_sessions,
    record_attendance,
)
from huangyai.activities.models import Activity, Attendance, Enrolment, Expense, Session, Venue
from huangyai.activities.queries import spent_on
from huangyai.kernel import Actor, NotAllowed, Refusal, Role
from huangyai.ledger.models import Entry
from huangyai.walls.entry import acting


def _refused(code: str) -> Any:
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


def _entries(verb: str) -> int:
    return Entry.objects.filter(verb=verb).count()


def test_an_activity_is_placed_when_its_people_can_come(officer: Actor, held: Held) -> None:
    with acting(officer):
        assert held.session.placement_reason
        assert set(held.session.enrolments.values_list("person_id", flat=True)) == {p.pk for p in held.people}
        # People of eighty are fetched.
        assert held.session.enrolments.filter(needs_ride=True).count() == 3
        assert [_entries(verb) for verb in ("activity.designed", "venue.added", "sessions.placed")] == [1, 1, 1]
        told = Entry.objects.get(verb="sessions.placed").facts
    assert told["can_come"] == told["of"] == 3
    assert not any(person.given_name in str(told) for person in held.people)


def test_nobody_and_no_hall_is_in_two_places_at_once(officer: Actor, held: Held) -> None:
    with acting(officer):
        again = [
            design_activity(actor=officer, project=held.project, kind="health", name=f"รอบ {n}", capacity=10)
            for n in range(3)
        ]
        place_sessions(
            actor=officer,
            activities=again,
            venues=[held.venue],
            first_day=FIRST_DAY,
            last_day=FIRST_DAY + dt.timedelta(days=2),
            seconds=0.05,
        )
        times = list(Session.objects.values_list("venue_id", "starts_at"))
        assert len(times) > 1
        assert len(set(times)) == len(times)
        enrolled = list(Enrolment.objects.values_list("person_id", "session__starts_at"))
        assert len(set(enrolled)) == len(enrolled)


def test_a_full_day_places_nothing_and_says_why(officer: Actor, held: Held) -> None:
    with acting(officer):
        for n in range(3):
            activity = design_activity(actor=officer, project=held.project, kind="health", name=f"รอบ {n}")
            placed = place_sessions(
                actor=officer,
                activities=[activity],
                venues=[held.venue],
                first_day=held.session.starts_at.date(),
                last_day=held.session.starts_at.date(),
                seconds=0.05,
            )
        assert not placed.sessions
        assert placed.unplaced[activity.pk]


def test_an_activity_waits_for_the_announcement(officer: Actor, actor_of: Callable[[Role], Actor]) -> None:
    from huangyai.plan.actions import ProjectFacts, add_strategy, begin_plan, design_project

    planner = actor_of(Role.PLANNER)
    facts = ProjectFacts(
        name="ค่าย",
        objective="ก",
        target_output="ก",
        indicator="ก",
        expected_result="ก",
        responsible_unit="ก",
        programme="ก",
        money={2570: Decimal(1)},
    )
    with acting(officer):
        plan = begin_plan(actor=planner, first_year=2566, last_year=2570)
        strategy = add_strategy(actor=planner, plan=plan, number="1", name="ก")
        draft = design_project(actor=planner, plan=plan, strategy=strategy, facts=facts)
        with _refused("plan-not-approved"):
            design_activity(actor=officer, project=draft, kind="youth", name="ค่าย")
        assert not Activity.objects.exists()
        assert _entries("activity.designed") == 0


def test_placing_needs_people_a_hall_and_a_span(officer: Actor, held: Held) -> None:
    last = FIRST_DAY + dt.timedelta(days=1)
    with acting(officer):
        with _refused("no-venue"):
            place_sessions(
                actor=officer, activities=[held.activity], venues=[], first_day=FIRST_DAY, last_day=last, seconds=0.05
            )
        with _refused("days-out-of-range"):
            place_sessions(
                actor=officer, activities=[held.activity], venues=[held.venue], first_day=last, last_day=FIRST_DAY
            )
        held.activity.project.target_list = None
        with _refused("nobody-confirmed"):
            place_sessions(
                actor=officer, activities=[held.activity], venues=[held.venue], first_day=FIRST_DAY, last_day=last
            )
        assert Session.objects.count() == 1


def test_one_more_person_is_expected_once_and_never_more_than_fit(officer: Actor, held: Held) -> None:
    with acting(officer):
        more = enter_people(officer, [(2, f"9/{n}", (12.5, 102.0), f"คน{n}", False) for n in range(8)])
        for person in [*more[:7], more[0]]:
            enrol(actor=officer, session=held.session, person=person, needs_ride=False)
        assert held.session.enrolments.count() == 10
        with _refused("session-full"):
            enrol(actor=officer, session=held.session, person=more[7], needs_ride=False)
        # Somebody who has a place keeps it.
        enrol(actor=officer, session=held.session, person=more[0], needs_ride=True)
        assert held.session.enrolments.count() == 10
        assert _entries("person.enrolled") == 9


def test_a_name_ticked_twice_came_once(officer: Actor, held: Held) -> None:
    with acting(officer):
        expected = list(held.session.enrolments.all())
        assert record_attendance(actor=officer, session=held.session, enrolments=expected[:2]) == 2
        assert record_attendance(actor=officer, session=held.session, enrolments=expected) == 1
        assert Attendance.objects.count() == 3
        assert [entry.facts for entry in Entry.objects.filter(verb="attendance.recorded").order_by("position")] == [
            {"came": 2},
            {"came": 1},
        ]


def test_names_of_another_session_are_refused(officer: Actor, held: Held) -> None:
    other = hold_session(officer, held.project, "รำวง", FIRST_DAY + dt.timedelta(days=7))
    with acting(officer), _refused("other-session"):
        record_attendance(actor=officer, session=held.session, enrolments=list(other.session.enrolments.all()))
    with acting(officer):
        assert not Attendance.objects.exists()


def test_no_more_is_spent_than_was_given(officer: Actor, held: Held) -> None:
    day = FIRST_DAY
    with acting(officer):
        pay_expense(actor=officer, session=held.session, baht=GIVEN - 1, what="ค่ารถ", paid_on=day)
        with _refused("more-than-given"):
            pay_expense(actor=officer, session=held.session, baht=Decimal("1.01"), what="น้ำดื่ม", paid_on=day)
        pay_expense(actor=officer, session=held.session, baht=Decimal(1), what="น้ำดื่ม", paid_on=day)
        assert spent_on(held.project) == GIVEN
        assert _entries("expense.paid") == 2
        for wrong in (Decimal(0), Decimal(-5)):
            with _refused("amount-not-positive"):
                pay_expense(actor=officer, session=held.session, baht=wrong, what="ก", paid_on=day)
        assert Expense.objects.count() == 2


def _attempts(actor: Actor, held: Held) -> list[Callable[[], Any]]:
    return [
        lambda: add_venue(actor=actor, name="ก", capacity=1),
        lambda: design_activity(actor=actor, project=held.project, kind="health", name="ก"),
        lambda: enrol(actor=actor, session=held.session, person=held.people[0], needs_ride=False),
        lambda: pay_expense(actor=actor, session=held.session, baht=Decimal(1), what="ก", paid_on=FIRST_DAY),
        lambda: place_sessions(
            actor=actor, activities=[held.activity], venues=[held.venue], first_day=FIRST_DAY, last_day=FIRST_DAY
        ),
    ]


def test_only_officers_hold_activities(held: Held, actor_of: Callable[[Role], Actor]) -> None:
    for role in set(Role) - {Role.OFFICER}:
        actor = actor_of(role)
        with acting(actor):
            for attempt in _attempts(actor, held):
                with pytest.raises(NotAllowed):
                    attempt()
            if role is not Role.VOLUNTEER:
                with pytest.raises(NotAllowed):
                    record_attendance(actor=actor, session=held.session, enrolments=[])
            assert Venue.objects.count() == Activity.objects.count() == Session.objects.count() == 1


def test_a_volunteer_ticks_who_came(held: Held, actor_of: Callable[[Role], Actor]) -> None:
    volunteer = actor_of(Role.VOLUNTEER)
    with acting(volunteer):
        record_attendance(actor=volunteer, session=held.session, enrolments=list(held.session.enrolments.all()))
        assert set(Attendance.objects.values_list("recorded_by_id", flat=True)) == {volunteer.user_id}
