"""Seven in the morning: promised times are kept, and what moved is said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone
from tests.activities.conftest import FIRST_DAY, Held, enter_people, hold_session
from tests.transport.conftest import Fetched

from huangyai.activities.actions import enrol
from huangyai.activities.actions.enrolments import call_off
from huangyai.activities.models import Attendance, Enrolment
from huangyai.kernel import Actor, NotAllowed, Refusal, Role
from huangyai.outbox.models import Delivery
from huangyai.transport.actions import (
    add_ride,
    add_vehicle,
    buy_fuel,
    cancel_ride,
    mend_vehicle,
    move_rider,
    note_paper,
    note_trip,
    plan_day,
    plan_rides,
    record_arrival,
    record_boarding,
    replan_without,
    report_breakdown,
    take_attendance,
    weigh_move,
)
from huangyai.transport.documents import car_log_pdf, car_request_pdf
from huangyai.transport.models import RidePlan, Stop, Vehicle
from huangyai.transport.queries import (
    car_log,
    cars_on,
    could_ride,
    day_of,
    expected_no_more,
    live_state,
    overlooked,
    runs_on,
)
from huangyai.walls.entry import acting

STANDS: dict[str, Any] = {"latitude": 12.5625, "longitude": 102.0592}


def _told(plan: RidePlan) -> dict[Any, tuple[dt.datetime, str]]:
    stops = Stop.objects.filter(route__plan=plan, kind=Stop.Kind.FETCH, replaced_by__isnull=True)
    return {one.person_id: (one.arrives_at, one.route.vehicle.name) for one in stops.select_related("route__vehicle")}


def _each_is_fetched_once(plan: RidePlan) -> None:
    stops = Stop.objects.filter(route__plan=plan, replaced_by__isnull=True)
    said = sorted((str(one.person_id), one.kind) for one in stops)
    assert len(said) == len(set(said))


@pytest.fixture
def spare(officer: Actor, fetched: Fetched) -> Vehicle:
    with acting(officer):
        return add_vehicle(actor=officer, name="ลิฟต์", seats=4, wheelchair_places=1, **STANDS)


def test_who_cancels_is_passed_by_and_everybody_else_keeps_the_minute(officer: Actor, fetched: Fetched) -> None:
    with acting(officer):
        before = _told(fetched.plan)
        gone = fetched.held.people[1]
        done = cancel_ride(actor=officer, plan=fetched.plan, person=gone, why="ไปหาลูก")
        after = _told(fetched.plan)
        assert after == {who: told for who, told in before.items() if who != gone.pk}
        assert [line["person"] for line in done.changes] == [str(gone.pk)]
        # Nobody rings up who said it, and their first message is not read out any more.
        assert not Delivery.objects.filter(person=gone, steps__ended_at__isnull=True, steps__kind="prepared").exists()
        with pytest.raises(Refusal, check=lambda refusal: refusal.code == "not-riding"):
            cancel_ride(actor=officer, plan=fetched.plan, person=gone)
        # They come after all: fitted in again.
        add_ride(actor=officer, plan=fetched.plan, person=gone, seconds=0.1)
        again = _told(fetched.plan)
        assert set(again) == set(before)
        assert all(abs(again[who][0] - after[who][0]) <= dt.timedelta(minutes=10) for who in after)
        _each_is_fetched_once(fetched.plan)


def test_somebody_new_is_fitted_in_and_told(officer: Actor, fetched: Fetched) -> None:
    with acting(officer):
        before = _told(fetched.plan)
        (new,) = enter_people(officer, [(2, "9", (12.564, 102.056), "บัวลอย", False)])
        done = add_ride(actor=officer, plan=fetched.plan, person=new, seconds=0.1)
        after = _told(fetched.plan)
        assert set(after) == {*before, new.pk}
        assert all(abs(after[who][0] - before[who][0]) <= dt.timedelta(minutes=10) for who in before)
        assert str(new.pk) in {line["person"] for line in done.changes}
        assert Enrolment.objects.get(person=new).needs_ride
        assert Delivery.objects.filter(person=new).count() == 1
        with pytest.raises(Refusal, check=lambda refusal: refusal.code == "riding-already"):
            add_ride(actor=officer, plan=fetched.plan, person=new, seconds=0.1)


def test_the_others_take_over_from_a_broken_car_and_nobody_is_forgotten(
    officer: Actor, fetched: Fetched, spare: Vehicle
) -> None:
    with acting(officer):
        before = _told(fetched.plan)
        done = replan_without(actor=officer, plan=fetched.plan, vehicle=fetched.car, why="ยางแตก", seconds=0.15)
        after = _told(fetched.plan)
        left = {one["person"] for one in RidePlan.objects.get().unserved}
        assert {str(who) for who in after} | left == {str(who) for who in before}
        assert {car for _, car in after.values()} == {"ลิฟต์"}
        assert {line["person"] for line in done.changes} == {str(who) for who in before}
        assert all(abs(after[who][0] - before[who][0]) <= dt.timedelta(minutes=10) for who in after)
        _each_is_fetched_once(fetched.plan)
        # The broken car is offered again when it is mended, and not before.
        with pytest.raises(Refusal, check=lambda refusal: refusal.code == "car-stays"):
            weigh_move(actor=officer, plan=fetched.plan, person=fetched.held.people[0], to=fetched.car)
        mend_vehicle(actor=officer, vehicle=fetched.car)
        weigh_move(actor=officer, plan=fetched.plan, person=fetched.held.people[0], to=fetched.car)


def test_whoever_is_on_board_stays_as_promised(officer: Actor, fetched: Fetched, spare: Vehicle) -> None:
    with acting(officer):
        first, *others = fetched.pickups
        record_boarding(actor=officer, stop=first, on_board=True)
        (new,) = enter_people(officer, [(2, "9", (12.564, 102.056), "บัวลอย", False)])
        before = _told(fetched.plan)
        add_ride(actor=officer, plan=fetched.plan, person=new, seconds=0.1)
        after = _told(fetched.plan)
        # The trip that has begun is driven to its end as it was promised.
        assert {who: after[who] for who in before} == before
        assert new.pk in after
        # It breaks down on its way: who is inside is named, the others are fetched by the other car.
        replan_without(actor=officer, plan=fetched.plan, vehicle=fetched.car, why="เครื่องดับ", seconds=0.15)
        assert str(first.person_id) in {one["person"] for one in RidePlan.objects.get().unserved}
        moved = _told(fetched.plan)
        assert all(moved[stop.person_id][1] == "ลิฟต์" for stop in others if stop.person_id in moved)
        _each_is_fetched_once(fetched.plan)


def test_whom_no_car_could_fetch_stays_named_and_is_tried_again(officer: Actor, held: Held) -> None:
    with acting(officer):
        add_vehicle(actor=officer, name="รถตู้", seats=8, **STANDS)
        plan = plan_rides(actor=officer, session=held.session, seconds=0.05)
        (chair,) = [one for one in held.people if one.wheelchair]
        assert [one["person"] for one in plan.unserved] == [str(chair.pk)]
        (new,) = enter_people(officer, [(2, "9", (12.564, 102.056), "บัวลอย", False)])
        add_ride(actor=officer, plan=plan, person=new, seconds=0.1)
        plan.refresh_from_db()
        assert [one["person"] for one in plan.unserved] == [str(chair.pk)]
        # With a lift van there, the next change fetches them too, and they hear it.
        add_vehicle(actor=officer, name="ลิฟต์", seats=4, wheelchair_places=1, **STANDS)
        cancel_ride(actor=officer, plan=plan, person=new)
        add_ride(actor=officer, plan=plan, person=new, seconds=0.15)
        plan.refresh_from_db()
        assert plan.unserved == []
        assert _told(plan)[chair.pk][1] == "ลิฟต์"


def test_a_tap_from_before_a_change_counts_at_the_stop_that_took_its_place(officer: Actor, fetched: Fetched) -> None:
    with acting(officer):
        (new,) = enter_people(officer, [(2, "9", (12.564, 102.056), "บัวลอย", False)])
        add_ride(actor=officer, plan=fetched.plan, person=new, seconds=0.1)
        for old in fetched.pickups:
            boarding = record_boarding(actor=officer, stop=old, on_board=True)
            assert boarding.stop.replaced_by_id is None
            assert boarding.stop.person_id == old.person_id
        assert take_attendance(actor=officer, plan=fetched.plan) == len(fetched.pickups)


def test_who_gets_in_after_all_has_a_way_home(officer: Actor, fetched: Fetched) -> None:
    with acting(officer):
        late, *_ = fetched.pickups
        record_boarding(actor=officer, stop=late, on_board=False)
        (new,) = enter_people(officer, [(2, "9", (12.564, 102.056), "บัวลอย", False)])
        add_ride(actor=officer, plan=fetched.plan, person=new, seconds=0.1)
        record_boarding(actor=officer, stop=late, on_board=True)
        fetched.plan.refresh_from_db()
        assert [one["person"] for one in fetched.plan.unserved] == [str(late.person_id)]
        assert late.person in could_ride(fetched.plan)
        add_ride(actor=officer, plan=fetched.plan, person=late.person, seconds=0.15)
        kinds = Stop.objects.filter(route__plan=fetched.plan, person=late.person_id, replaced_by__isnull=True)
        assert sorted(kinds.values_list("kind", flat=True)) == sorted(Stop.Kind.values)
        fetched.plan.refresh_from_db()
        assert fetched.plan.unserved == []


def test_a_car_that_broke_down_before_is_taken_out_of_later_days_too(
    officer: Actor, fetched: Fetched, spare: Vehicle
) -> None:
    with acting(officer):
        before = day_of(fetched.plan) - dt.timedelta(days=1)
        report_breakdown(actor=officer, vehicle=fetched.car, day=before, why="ยางแตก")
        replan_without(actor=officer, plan=fetched.plan, vehicle=fetched.car, why="ย" * 200, seconds=0.15)
        assert {car for _, car in _told(fetched.plan).values()} == {"ลิฟต์"}


def test_the_board_names_who_asked_since_and_who_called_off(officer: Actor, fetched: Fetched) -> None:
    with acting(officer):
        (new,) = enter_people(officer, [(2, "9", (12.564, 102.056), "บัวลอย", False)])
        session, gone = fetched.held.session, fetched.held.people[0]
        enrol(actor=officer, session=session, person=new, needs_ride=True)
        call_off(actor=officer, enrolment=Enrolment.objects.get(session=session, person=gone))
        assert overlooked(fetched.plan) == [new]
        assert list(expected_no_more(fetched.plan)) == [gone]
        add_ride(actor=officer, plan=fetched.plan, person=new, seconds=0.1)
        cancel_ride(actor=officer, plan=fetched.plan, person=gone)
        assert overlooked(fetched.plan) == []
        assert not expected_no_more(fetched.plan).exists()


def test_a_hand_sees_what_breaks_before_it_is_saved(officer: Actor, fetched: Fetched) -> None:
    with acting(officer):
        small = add_vehicle(actor=officer, name="เก๋ง", seats=3, **STANDS)
        walker, _other, chair = fetched.held.people
        assert chair.wheelchair
        before = _told(fetched.plan)
        weighed = weigh_move(actor=officer, plan=fetched.plan, person=chair, to=small)
        assert weighed.breaks
        assert not any(str(one.pk) in words.th for one in fetched.held.people for words in weighed.breaks)
        with pytest.raises(Refusal, check=lambda refusal: refusal.code == "move-breaks"):
            move_rider(actor=officer, plan=fetched.plan, person=chair, to=small)
        fine = weigh_move(actor=officer, plan=fetched.plan, person=walker, to=small)
        assert fine.breaks == ()
        assert _told(fetched.plan) == before
        move_rider(actor=officer, plan=fetched.plan, person=walker, to=small)
        after = _told(fetched.plan)
        assert after[walker.pk][1] == "เก๋ง"
        assert {who: car for who, (_, car) in after.items() if who != walker.pk} == {
            who: car for who, (_, car) in before.items() if who != walker.pk
        }
        _each_is_fetched_once(fetched.plan)


def test_a_whole_day_is_planned_at_once_and_no_car_is_promised_twice(officer: Actor, held: Held) -> None:
    with acting(officer):
        add_vehicle(actor=officer, name="รถตู้", seats=8, wheelchair_places=1, **STANDS)
    other = hold_session(officer, held.project, "ร้องเพลง", FIRST_DAY + dt.timedelta(days=20))
    with acting(officer):
        other.session.starts_at = held.session.ends_at + dt.timedelta(hours=1)
        other.session.ends_at = other.session.starts_at + dt.timedelta(hours=2)
        other.session.save()
        for person in held.people:
            enrol(actor=officer, session=other.session, person=person, needs_ride=True)
        day = timezone.localtime(held.session.starts_at).date()
        plans = plan_day(actor=officer, day=day, seconds=0.1)
        assert {plan.session_id for plan in plans} == {held.session.pk, other.session.pk}
        (run,) = runs_on(day)
        assert [stop.order for stop in run.stops] == list(range(1, len(run.stops) + 1))
        assert all(one.leaves_at <= two.arrives_at for one, two in zip(run.stops, run.stops[1:], strict=False))
        assert all(plan.kilometres > 0 for plan in plans)


def test_papers_out_of_date_keep_a_car_at_home(officer: Actor, held: Held, user_of: Callable[[Role], Any]) -> None:
    with acting(officer):
        van = add_vehicle(
            actor=officer, name="รถตู้", seats=8, wheelchair_places=1, driver=user_of(Role.DRIVER), **STANDS
        )
        day = timezone.localtime(held.session.starts_at).date()
        yesterday, same_day = day - dt.timedelta(days=1), day
        for kind in ("tax", "licence"):
            note_paper(actor=officer, vehicle=van, kind=kind, valid_until=yesterday)
            with pytest.raises(Refusal, check=lambda refusal: refusal.code == "no-car-may-go") as refused:
                plan_rides(actor=officer, session=held.session, seconds=0.05)
            assert "รถตู้" in refused.value.words.th
            note_paper(actor=officer, vehicle=van, kind=kind, valid_until=same_day)
        assert plan_rides(actor=officer, session=held.session, seconds=0.05).unserved == []


def test_one_driver_drives_one_car_a_day(officer: Actor, held: Held, user_of: Callable[[Role], Any]) -> None:
    driver = user_of(Role.DRIVER)
    with acting(officer):
        van = add_vehicle(actor=officer, name="รถตู้", seats=8, wheelchair_places=1, driver=driver, **STANDS)
        add_vehicle(actor=officer, name="กระบะ", seats=4, driver=driver, **STANDS)
        day = timezone.localtime(held.session.starts_at).date()
        (at_home,) = [car for car in cars_on(day) if not car.may_go]
        assert at_home.vehicle.name == "กระบะ"
        assert all(word in at_home.faults.stops[0].th for word in ("กระบะ", "รถตู้", driver.display_name))
        plan = plan_rides(actor=officer, session=held.session, seconds=0.05)
        assert set(plan.routes.values_list("vehicle__name", flat=True)) == {"รถตู้"}
        # Whoever drove the broken car drives the other one.
        replan_without(actor=officer, plan=plan, vehicle=van, why="ยางแตก", seconds=0.05)
        assert {car.vehicle.name for car in cars_on(day) if car.may_go} == {"กระบะ"}


def test_a_driver_drives_only_in_their_hours(officer: Actor, held: Held) -> None:
    with acting(officer):
        begins = timezone.localtime(held.session.starts_at)
        late = (begins - dt.timedelta(minutes=1)).time()
        add_vehicle(actor=officer, name="รถตู้", seats=8, wheelchair_places=1, works_from=late, **STANDS)
        plan = plan_rides(actor=officer, session=held.session, seconds=0.05)
        assert {one["person"] for one in plan.unserved} == {str(one.pk) for one in held.people}


def test_the_day_is_driven_to_the_attendance_list_and_paid(
    officer: Actor, fetched: Fetched, actor_of: Callable[[Role], Actor]
) -> None:
    driver = actor_of(Role.DRIVER)
    first, *others = fetched.pickups
    with acting(driver):
        record_boarding(actor=driver, stop=first, on_board=False)
        for stop in others:
            record_arrival(actor=driver, stop=stop)
            record_boarding(actor=driver, stop=stop, on_board=True)
        arrive = fetched.route.stops.filter(kind=Stop.Kind.ARRIVE).order_by("order")
        record_arrival(actor=driver, stop=arrive[0])
        # A word that a phone kept for an hour does not undo what was said since.
        record_boarding(actor=driver, stop=others[0], on_board=False, at=timezone.now() - dt.timedelta(hours=1))
        with pytest.raises(NotAllowed):
            take_attendance(actor=driver, plan=fetched.plan)
    with acting(officer):
        (live,) = live_state(runs_on(day_of(fetched.plan)), timezone.now())
        assert (live.fetched, live.missed, live.left) == (2, 1, 0)
        assert take_attendance(actor=officer, plan=fetched.plan) == 2
        assert not Attendance.objects.filter(enrolment__person=first.person).exists()
        begins = fetched.held.session.starts_at
        trip = {"left_at": begins - dt.timedelta(hours=1), "back_at": begins + dt.timedelta(hours=4)}
        trip |= {"actor": officer, "vehicle": fetched.car, "session": fetched.held.session}
        with pytest.raises(Refusal, check=lambda refusal: refusal.code == "log-backwards"):
            note_trip(**trip, odometer_out=100, odometer_back=90)
        note_trip(**trip, odometer_out=100, odometer_back=142)
        fuel = {"vehicle": fetched.car, "session": fetched.held.session, "bought_on": begins.date()}
        with pytest.raises(Refusal, check=lambda refusal: refusal.code == "more-than-given"):
            buy_fuel(actor=officer, **fuel, litres=Decimal(9000), baht=Decimal(900_000))
        buy_fuel(actor=officer, **fuel, litres=Decimal("12.5"), baht=Decimal(450), receipt="ก 12")
        log = car_log(fetched.car)
        assert (log.kilometres, log.litres, log.baht) == (42, Decimal("12.5"), Decimal(450))
        assert car_request_pdf(officer, fetched.route).startswith(b"%PDF")
        assert car_log_pdf(officer, fetched.car).startswith(b"%PDF")
