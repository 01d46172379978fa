"""Times come from answers; pins, bans and promises are kept; every baht counts once; who earns is followed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.activities.conftest import FIRST_DAY, Held

from huangyai.activities import queries
from huangyai.activities.actions import (
    Answer,
    Design,
    design_activity,
    end_placement_rule,
    pay_expense,
    place_sessions,
    record_attendance,
    rule_placement,
    settle_expenses,
    write_coming_times,
    write_days,
    write_livelihood,
    write_school_year,
)
from huangyai.activities.models import CalendarSpan, ComingTimes, Enrolment, Livelihood, PlacementRule, Session
from huangyai.activities.rules import ASSUMED, BREAK, Life, PartOfDay
from huangyai.kernel import Actor, NotAllowed, Refusal, Role
from huangyai.plan.models import MoneyStep
from huangyai.plan.rules.following import Stage
from huangyai.walls.entry import acting

WEDNESDAY_EVENING = frozenset({(2, PartOfDay.EVENING)})
LAST_DAY = FIRST_DAY + dt.timedelta(days=6)


def _refused(code: str) -> Any:
    return pytest.raises(Refusal, check=lambda refusal: refusal.code == code)


def _place(officer: Actor, held: Held, activity: Any, first: dt.date = FIRST_DAY, last: dt.date = LAST_DAY) -> Any:
    return place_sessions(
        actor=officer, activities=[activity], venues=[held.venue], first_day=first, last_day=last, seconds=0.05
    )


def _when(session: Session) -> tuple[int, int]:
    local = timezone.localtime(session.starts_at)
    return local.weekday(), local.hour


def test_a_course_is_placed_when_its_people_said_they_can_come(officer: Actor, held: Held) -> None:
    with acting(officer):
        for person in held.people:
            write_coming_times(actor=officer, person=person, answer=Answer(Life.FARM, WEDNESDAY_EVENING))
        course = design_activity(
            actor=officer, project=held.project, kind="occupation", name="ทำขนม", design=Design(meetings=3, youngest=60)
        )
        made = _place(officer, held, course).sessions
        assert [_when(session) for session in made] == [(2, 17)] * 3
        assert {session.enrolments.count() for session in made} == {3}
        # Nobody of the age: nobody is invited.
        young = design_activity(actor=officer, project=held.project, kind="youth", name="ค่าย", design=Design(oldest=17))
        with _refused("nobody-confirmed"):
            _place(officer, held, young)
        # What stands in the way is kept and shown.
        second = design_activity(actor=officer, project=held.project, kind="occupation", name="ทำขนมรุ่น 2")
        rule = rule_placement(actor=officer, activity=second, kind="ban", part="evening", why="ถนนมืด")
        assert not _place(officer, held, second, LAST_DAY, LAST_DAY + dt.timedelta(days=6)).sessions
        told = queries.why_unplaced(second)
        assert told is not None
        assert told.why.th
        end_placement_rule(actor=officer, rule=rule)
        assert not queries.placement_rules([second])


def test_pins_hold_and_promises_do_not_move(officer: Actor, held: Held) -> None:
    with acting(officer):
        activity = design_activity(actor=officer, project=held.project, kind="health", name="โยคะ")
        rule_placement(actor=officer, activity=activity, kind="pin", weekday=4, part="afternoon", why="วิทยากรว่างศุกร์บ่าย")
        first = _place(officer, held, activity).sessions[0]
        assert _when(first) == (4, 13)
        promised = held.session.starts_at
        Enrolment.objects.filter(session=first).delete()
        PlacementRule.objects.all().update(weekday=3)
        moved = _place(officer, held, activity).sessions
        # Nobody was promised the Friday, so it moved; the session with people stayed.
        assert [(session.pk, _when(session)) for session in moved] == [(first.pk, (3, 13))]
        assert Session.objects.get(pk=held.session.pk).starts_at == promised
        with _refused("rule-says-nothing"):
            rule_placement(actor=officer, activity=activity, kind="ban", why="ก")


def test_the_calendar_is_the_regulations_until_somebody_writes_it_down(officer: Actor, held: Held) -> None:
    with acting(officer):
        monday = dt.date(2026, 10, 19)
        assert all(line.row is None and line.verified_on is None for line in queries.calendar_lines(2026))
        assert queries.days_off(monday, monday).is_off(monday, school=True)
        assert not queries.days_off(monday, monday).is_off(monday, school=False)
        write_school_year(actor=officer, year=2026)
        with _refused("school-year-there"):
            write_school_year(actor=officer, year=2026)
        CalendarSpan.objects.filter(kind=BREAK, begins_on__month=10).update(ends_on=dt.date(2026, 10, 18))
        assert not queries.days_off(monday, monday).is_off(monday, school=True)
        write_days(actor=officer, kind="holiday", name="งานวัด", first=monday, last=monday, source="ประกาศอำเภอ")
        assert queries.days_off(monday, monday).is_off(monday, school=False)
        pupils = [ASSUMED[Life.SCHOOL]] * 4
        assert [n for _, n in queries.heat_map(pupils, monday)[0].counts] == [4, 4, 0]
        assert [n for _, n in queries.heat_map(pupils, monday)[1].counts] == [0, 0, 0]


def test_every_baht_counts_once(officer: Actor, held: Held, planner: Actor) -> None:
    with acting(officer):
        expense = pay_expense(
            actor=officer, session=held.session, baht=Decimal(900), what="อาหาร", paid_on=dt.date(2026, 10, 1)
        )
        assert queries.spent_on(held.project) == 900
        # The way to a payment (requests, signatures, commitments) is the plan room's own affair.
        step = MoneyStep.objects.create(
            municipality_id=officer.municipality_id,
            project=held.project,
            year=2570,
            stage=Stage.PAID.value,
            baht=Decimal(1_000),
            day=dt.date(2026, 10, 2),
            document_number="1",
        )
        assert queries.spent_on(held.project) == queries.spent_in_all() == 1_900
        settle_expenses(actor=officer, step=step, expenses=[expense])
        assert queries.spent_on(held.project) == queries.spent_in_all() == 1_000
        assert [payment.left for payment in queries.payments_with_room(held.project)] == [100]
        more = pay_expense(
            actor=officer, session=held.session, baht=Decimal(101), what="น้ำ", paid_on=dt.date(2026, 10, 1)
        )
        with _refused("payment-too-small"):
            settle_expenses(actor=officer, step=step, expenses=[more])
        assert queries.spent_on(held.project) == 1_101


def test_who_learnt_is_asked_again(officer: Actor, held: Held) -> None:
    with acting(officer):
        course = design_activity(actor=officer, project=held.project, kind="occupation", name="จักสาน")
        session = _place(officer, held, course).sessions[0]
        one, two, _ = list(session.enrolments.all())
        record_attendance(actor=officer, session=session, enrolments=[one])
        today = timezone.localdate()
        learnt = today - dt.timedelta(days=100)
        with _refused("never-came"):
            write_livelihood(actor=officer, activity=course, person=two.person, step="skill", day=learnt)
        write_livelihood(actor=officer, activity=course, person=one.person, step="skill", day=learnt)
        assert queries.follow_ups_due(officer, today) == {course: 1}
        write_livelihood(
            actor=officer,
            activity=course,
            person=one.person,
            step="after_3_months",
            day=today,
            baht_a_month=Decimal(800),
        )
        assert not queries.follow_ups_due(officer, today)
        with _refused("not-an-occupation"):
            write_livelihood(actor=officer, activity=held.activity, person=one.person, step="skill", day=learnt)


def test_the_pages_ask_show_and_keep(
    officer: Actor, held: Held, browser_of: Callable[..., Client], actor_of: Callable[[Role], Actor]
) -> None:
    browser, person = browser_of(Role.OFFICER), held.people[0]
    one = f"/sessions/times/people/{person.pk}/"
    sent = {"life": "farm", "cells": ["2-evening", "8-x"], "harvest": ["4", "5"], "furthest_km": "3"}
    assert browser.post(one, sent).status_code == 422
    assert browser.post(one, sent | {"cells": ["2-evening"]}).status_code == 302
    assert browser.post("/sessions/times/?life=elder", {"cells": ["0-morning"]}).status_code == 302
    assert browser.post("/sessions/times/school-years/").status_code == 302
    page = f"/activities/{held.activity.pk}/"
    pinned = {"kind": "pin", "weekday": "2", "part": "evening", "why": "ว่างเย็นวันพุธ"}
    assert browser.post(f"{page}rules/", pinned).status_code == 302
    assert "ว่างเย็นวันพุธ" in browser.get(page).content.decode()
    heat = browser.get("/sessions/placement/", {"activity": str(held.activity.pk), "week": "14/12/2569"})
    # One was asked for Wednesday evening, the two others come on Monday mornings.
    assert [[n for _, n in row.counts] for row in heat.context["heat"]][:3] == [[2, 0, 0], [0, 0, 0], [0, 0, 1]]
    with acting(officer):
        assert ComingTimes.objects.count() == 2
        assert not Livelihood.objects.exists()
    for role in (Role.PARTNER, Role.RESIDENT, Role.DRIVER):
        assert browser_of(role).get(one).status_code == 403
        assert browser_of(role).post("/sessions/times/", {"cells": ["0-morning"]}).status_code == 403
        with acting(officer), pytest.raises(NotAllowed):
            write_coming_times(actor=actor_of(role), person=person, answer=Answer(Life.HOME))


def test_a_volunteer_asks_the_people_of_the_homes_that_they_watch_over(
    officer: Actor, held: Held, user_of: Any, browser_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from huangyai.watch import queries as watch_queries

    own, other = held.people[0], held.people[1]
    monkeypatch.setattr(watch_queries, "homes_of_account", lambda actor: {own.household_id})
    browser = browser_of(Role.VOLUNTEER)
    assert browser.get(f"/sessions/times/people/{own.pk}/").status_code == 200
    assert browser.get(f"/sessions/times/people/{other.pk}/").status_code == 404
    sent = browser.post(f"/sessions/times/people/{own.pk}/", {"life": "home", "like_others": "on"})
    assert sent.status_code == 302
    assert browser.post(f"/sessions/times/people/{other.pk}/", {"life": "home"}).status_code == 404
