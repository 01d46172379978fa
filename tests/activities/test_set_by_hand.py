"""Sessions that an officer sets, moves or calls off; designs, places and cars that are put right."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.activities.conftest import FIRST_DAY, Held, enter_people

from huangyai.activities import queries
from huangyai.activities.actions import (
    Design,
    add_venue,
    call_off_session,
    change_activity,
    change_venue,
    design_activity,
    enrol,
    hold_session,
    move_session,
    place_sessions,
    record_attendance,
)
from huangyai.activities.actions.enrolments import sign_up_person
from huangyai.activities.models import Enrolment, Session, SessionCallOff, Venue, Waiting
from huangyai.activities.queries.enrolments import enrolment_with_code, standing_enrolments, standing_waitings
from huangyai.kernel import Actor, NotAllowed, Refusal, Role
from huangyai.ledger.models import Entry
from huangyai.outbox.models import Delivery, DeliveryStep, Message
from huangyai.places.models import Municipality
from huangyai.walls.entry import acting

NEXT_WEEK = FIRST_DAY + dt.timedelta(days=8)
WHY = "วิทยากรติดราชการ"


def at(day: dt.date, hour: int) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour)))


def refused(code: str, attempt: Callable[[], object]) -> None:
    with pytest.raises(Refusal) as answer:
        attempt()
    assert answer.value.code == code


def heard(part: str) -> set[Any]:
    """Who hears a sentence with these words, and was not told to forget it."""
    found = Delivery.objects.filter(message__key__startswith=part)
    gone = DeliveryStep.objects.filter(kind=DeliveryStep.Kind.WITHDRAWN, ended_at__isnull=True).values("delivery")
    return set(found.exclude(pk__in=gone).values_list("person_id", flat=True))


def test_a_session_set_by_hand_expects_the_list_and_tells_it(officer: Actor, held: Held) -> None:
    with acting(officer):
        other = design_activity(actor=officer, project=held.project, kind="health", name="ตรวจสุขภาพ", capacity=2)
        session = hold_session(
            actor=officer, activity=other, venue=held.venue, starts_at=at(NEXT_WEEK, 9), ends_at=at(NEXT_WEEK, 11),
            expect_list=True,
        )  # fmt: skip
        expected = set(standing_enrolments(session).values_list("person_id", flat=True))
        assert len(expected) == 2
        assert heard(f"session-place:{session.pk}") == expected
        empty = hold_session(
            actor=officer, activity=other, venue=held.venue, starts_at=at(NEXT_WEEK, 20), ends_at=at(NEXT_WEEK, 21)
        )
        assert not standing_enrolments(empty).exists()


def test_a_hall_holds_one_thing_at_a_time_and_hours_are_possible(officer: Actor, held: Held) -> None:
    begins, ends = held.session.starts_at, held.session.ends_at

    def hold(first: dt.datetime, last: dt.datetime) -> Callable[[], object]:
        return lambda: hold_session(
            actor=officer, activity=held.activity, venue=held.venue, starts_at=first, ends_at=last
        )

    with acting(officer):
        refused("venue-taken", hold(begins + dt.timedelta(minutes=30), ends + dt.timedelta(hours=1)))
        refused("session-hours", hold(ends, begins))
        refused("session-in-the-past", hold(at(dt.date(2026, 1, 5), 9), at(dt.date(2026, 1, 5), 12)))
        hold(ends, ends + dt.timedelta(hours=1))()
        assert Session.objects.count() == 2


def test_whoever_is_moved_keeps_code_ride_and_turn_and_hears_of_it(officer: Actor, held: Held) -> None:
    with acting(officer):
        place = add_venue(actor=officer, name="วัด", capacity=2)
        late = enter_people(officer, [(2, "99", (12.5, 102.0), "ลำไย", False)])[0]
        before = {one.person_id: (one.code, one.needs_ride) for one in standing_enrolments(held.session)}
        held.activity.capacity = 3
        held.activity.save()
        assert sign_up_person(
            actor=officer, session=held.session, person=late, needs_ride=True, how="counter"
        ).waiting  # fmt: skip
        Waiting.objects.update(made_at=timezone.now() + dt.timedelta(minutes=1))
        starts = held.session.starts_at + dt.timedelta(days=1)
        moved = move_session(
            actor=officer, session=held.session, venue=place, starts_at=starts, ends_at=starts + dt.timedelta(hours=2),
            reason=WHY,
        )  # fmt: skip
        now = {one.person_id: (one.code, one.needs_ride) for one in standing_enrolments(moved)}
        # Two fit at the new place; the third comes before whoever waited already.
        assert len(now) == 2
        assert now.items() <= before.items()
        assert [one.person_id for one in standing_waitings(moved)] == [*(set(before) - set(now)), late.pk]
        assert not standing_enrolments(held.session).exists()
        assert not standing_waitings(held.session).exists()
        assert heard(f"session-move:{moved.pk}") == set(now)
        # Who has no seat any more hears that too.
        assert heard(f"session-waiting:{moved.pk}") == (set(before) - set(now)) | {late.pk}
        code = next(iter(now.values()))[0]
        found = enrolment_with_code(str(code))
        assert found is not None
        assert found.session_id == moved.pk
        assert SessionCallOff.objects.get().instead == moved
        assert Enrolment.objects.filter(ending=Enrolment.Ending.NOT_HELD).count() == 3
        assert Entry.objects.get(verb="session.moved").facts["people"] == 2
        refused(
            "session-not-held",
            lambda: enrol(actor=officer, session=held.session, person=late, needs_ride=False),
        )


def test_a_larger_hall_takes_those_who_wait(officer: Actor, held: Held) -> None:
    with acting(officer):
        held.activity.capacity = 4
        held.activity.save()
        held.venue.capacity = 3
        held.venue.save()
        late = enter_people(officer, [(2, "99", (12.5, 102.0), "ลำไย", False)])[0]
        sign_up_person(actor=officer, session=held.session, person=late, needs_ride=False, how="counter")
        place = add_venue(actor=officer, name="วัด", capacity=50)
        starts = held.session.starts_at
        moved = move_session(
            actor=officer, session=held.session, venue=place, starts_at=starts, ends_at=held.session.ends_at, reason=WHY
        )
        assert standing_enrolments(moved).count() == 4
        assert heard(f"session-moved-up:{moved.pk}") == {late.pk}


def test_what_is_not_held_expects_nobody_and_everybody_hears(
    officer: Actor, held: Held, municipality: Municipality, client: Client, browser_of: Callable[[Role], Client]
) -> None:
    address = reverse("activities:session_call_off", args=[held.session.pk])
    clerk = browser_of(Role.OFFICER)
    assert clerk.post(address, {"reason": ""}).status_code == 422
    assert clerk.post(address, {"reason": WHY}).status_code == 302
    with acting(officer):
        assert heard(f"session-off:{held.session.pk}") == {person.pk for person in held.people}
        assert not queries.enrolments(officer, held.session).exists()
        assert list(queries.coming_sessions()) == []
        refused(
            "session-not-held",
            lambda: call_off_session(actor=officer, session=held.session, reason=WHY),
        )
        # The hall is free again.
        hold_session(
            actor=officer, activity=held.activity, venue=held.venue, starts_at=held.session.starts_at,
            ends_at=held.session.ends_at,
        )  # fmt: skip
    public = reverse("activities:public_session_detail", args=[municipality.slug, held.session.pk])
    page = client.get(public).content.decode()
    assert WHY in page
    assert "session_sign_up" not in page
    assert "/sign-up/" not in page
    assert WHY in clerk.get(reverse("activities:session_detail", args=[held.session.pk])).content.decode()


def test_what_somebody_came_to_is_neither_moved_nor_called_off(officer: Actor, held: Held) -> None:
    with acting(officer):
        record_attendance(actor=officer, session=held.session, enrolments=list(held.session.enrolments.all())[:1])
        refused("somebody-came", lambda: call_off_session(actor=officer, session=held.session, reason=WHY))


def test_a_course_goes_on_without_one_meeting_and_another_is_set_for_its_people(officer: Actor, held: Held) -> None:
    with acting(officer):
        course = design_activity(
            actor=officer, project=held.project, kind="health", name="ยืดเหยียด", capacity=2, design=Design(meetings=3)
        )
        days = {"first_day": FIRST_DAY + dt.timedelta(days=7), "last_day": FIRST_DAY + dt.timedelta(days=9)}
        meetings = place_sessions(
            actor=officer, activities=[course], venues=[held.venue], seconds=0.05, **days
        ).sessions
        assert len(meetings) == 3
        seated = set(standing_enrolments(meetings[0]).values_list("person_id", flat=True))
        left = next(person for person in held.people if person.pk not in seated)
        waits = sign_up_person(actor=officer, session=meetings[0], person=left, needs_ride=False, how="counter").waiting
        assert waits is not None
        call_off_session(actor=officer, session=meetings[0], reason=WHY)
        # Whoever waits, waits for the course.
        assert [one.person_id for one in standing_waitings(meetings[1])] == [left.pk]
        assert left.pk not in heard(f"session-off:{meetings[0].pk}")
        instead = hold_session(
            actor=officer, activity=course, venue=held.venue, starts_at=at(NEXT_WEEK + dt.timedelta(days=1), 9),
            ends_at=at(NEXT_WEEK + dt.timedelta(days=1), 11), expect_list=True,
        )  # fmt: skip
        assert set(standing_enrolments(instead).values_list("person_id", flat=True)) == seated


def test_what_was_set_by_hand_is_not_moved_by_finding_times(officer: Actor, held: Held) -> None:
    with acting(officer):
        other = design_activity(actor=officer, project=held.project, kind="health", name="ตรวจตา", capacity=5)
        by_hand = hold_session(
            actor=officer, activity=other, venue=held.venue, starts_at=at(NEXT_WEEK, 9), ends_at=at(NEXT_WEEK, 11)
        )
        place_sessions(
            actor=officer, activities=[other], venues=[held.venue], first_day=NEXT_WEEK,
            last_day=NEXT_WEEK + dt.timedelta(days=2), seconds=0.05,
        )  # fmt: skip
        assert Session.objects.get(pk=by_hand.pk).starts_at == by_hand.starts_at


def test_finding_times_twice_gives_nobody_a_second_place(officer: Actor, held: Held) -> None:
    again = {
        "actor": officer, "activities": [held.activity], "venues": [held.venue], "first_day": FIRST_DAY,
        "last_day": FIRST_DAY + dt.timedelta(days=2), "seconds": 0.05,
    }  # fmt: skip
    with acting(officer):
        refused("everybody-has-place", lambda: place_sessions(**again))
        assert Session.objects.count() == 1
        # Another round, on later days.
        later = place_sessions(**again | {
            "first_day": FIRST_DAY + dt.timedelta(days=7), "last_day": FIRST_DAY + dt.timedelta(days=9)
        })  # fmt: skip
        assert len(later.sessions) == 1
        assert later.served == 3


def test_those_who_found_no_seat_get_one_in_the_next_round(officer: Actor, project: Any) -> None:
    with acting(officer):
        activity = design_activity(actor=officer, project=project, kind="health", name="นวดเท้า", capacity=2)
        venue = add_venue(actor=officer, name="ศาลา", capacity=20)
        days = {"first_day": FIRST_DAY, "last_day": FIRST_DAY + dt.timedelta(days=2), "seconds": 0.05}
        first = place_sessions(actor=officer, activities=[activity], venues=[venue], tell=True, **days)
        assert (first.served, first.total) == (2, 3)
        assert len(heard("session-place:")) == 2
        second = place_sessions(actor=officer, activities=[activity], venues=[venue], tell=True, **days)
        assert (second.served, second.total) == (3, 3)
        assert len(heard("session-place:")) == 3
        people = list(Enrolment.objects.values_list("person_id", flat=True))
        assert len(people) == len(set(people)) == 3


def test_the_seat_goes_to_whom_the_timetable_gave_it(
    officer: Actor, project: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One seat in A and one in B; two people who want A, of whom only one wants B too: nobody is left with nothing."""
    from huangyai.activities.actions import placement

    with acting(officer):
        first = design_activity(actor=officer, project=project, kind="health", name="ก", capacity=1)
        second = design_activity(actor=officer, project=project, kind="health", name="ข", capacity=1)
        venue = add_venue(actor=officer, name="ศาลา", capacity=20)
        everybody = placement.invited(first, FIRST_DAY)[:2]
        wanting = {first.pk: everybody, second.pk: everybody[:1]}
        monkeypatch.setattr(placement, "invited", lambda activity, day: wanting[activity.pk])
        placed = place_sessions(
            actor=officer, activities=[first, second], venues=[venue], first_day=FIRST_DAY,
            last_day=FIRST_DAY + dt.timedelta(days=2), seconds=1,
        )  # fmt: skip
        assert (placed.served, placed.total) == (2, 2)
        seats = dict(Enrolment.objects.values_list("session__activity__name", "person_id"))
        assert seats == {"ก": everybody[1].person.pk, "ข": everybody[0].person.pk}


def test_designs_and_places_are_put_right(officer: Actor, held: Held, browser_of: Callable[[Role], Client]) -> None:
    clerk = browser_of(Role.OFFICER)
    page = reverse("activities:activity_change", args=[held.activity.pk])
    assert held.activity.name in clerk.get(page).content.decode()
    clerk.post(page, {"name": "รำไทเก๊ก", "kind": "health", "capacity": "12", "meetings": "2", "youngest": "60"})
    clerk.post(
        reverse("activities:venue_change", args=[held.venue.pk]),
        {"name": "ศาลาใหม่", "kind": "hall", "capacity": "9", "latitude": "12.6", "longitude": "102.1"},
    )
    with acting(officer):
        held.activity.refresh_from_db()
        assert (held.activity.name, held.activity.capacity, held.activity.youngest) == ("รำไทเก๊ก", 12, 60)
        venue = Venue.objects.get()
        assert (venue.name, venue.latitude) == ("ศาลาใหม่", 12.6)
    listed = clerk.get(reverse("activities:activity_list")).content.decode()
    assert "รำไทเก๊ก" in listed
    assert "ศาลาใหม่" in listed


def test_only_officers_set_and_change(held: Held, actor_of: Callable[[Role], Actor]) -> None:
    starts = held.session.starts_at + dt.timedelta(days=1)
    when: dict[str, Any] = {"venue": held.venue, "starts_at": starts, "ends_at": starts + dt.timedelta(hours=1)}
    for role in (Role.PLANNER, Role.LEADER, Role.VOLUNTEER, Role.PARTNER, Role.RESIDENT):
        actor = actor_of(role)
        with acting(actor):
            for attempt in (
                lambda actor=actor: hold_session(actor=actor, activity=held.activity, **when),
                lambda actor=actor: move_session(actor=actor, session=held.session, reason=WHY, **when),
                lambda actor=actor: call_off_session(actor=actor, session=held.session, reason=WHY),
                lambda actor=actor: change_activity(
                    actor=actor, activity=held.activity, kind="health", name="ก", capacity=1, design=Design()
                ),
                lambda actor=actor: change_venue(
                    actor=actor, venue=held.venue, name="ก", capacity=1, latitude=None, longitude=None, kind=""
                ),
            ):
                with pytest.raises(NotAllowed):
                    attempt()


def test_the_session_page_leads_to_its_cars(officer: Actor, held: Held, browser_of: Callable[[Role], Client]) -> None:
    clerk = browser_of(Role.OFFICER)
    page = clerk.get(reverse("activities:session_detail", args=[held.session.pk])).content.decode()
    cars = reverse("transport:session_rides", args=[held.session.pk])
    assert cars in page
    form = clerk.get(cars, follow=True)
    assert f'value="{held.session.pk}" selected' in form.content.decode()
    with acting(officer):
        assert Message.objects.filter(key__startswith="rides:").count() == 0
        assert Waiting.objects.count() == 0
