"""When people of different lives can come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huangyai.activities.rules import (
    ASSUMED,
    HOURS,
    DaysOff,
    Life,
    PartOfDay,
    TimeSlot,
    keys_between,
    life_of,
    needs_ride,
    open_keys,
    slots_between,
)
from huangyai.kernel import Refusal


def free_slots(life: Life, slots: Sequence[TimeSlot], holidays: Iterable[dt.date]) -> frozenset[str]:
    """The slots of a life's assumed week."""
    return open_keys(ASSUMED[life], slots, DaysOff(frozenset(holidays)))


DAYS = st.dates(min_value=dt.date(2020, 1, 1), max_value=dt.date(2040, 12, 31))
AGES = st.none() | st.integers(0, 110)


@given(DAYS, st.sampled_from(PartOfDay))
def test_a_slots_key_names_it(day: dt.date, part: PartOfDay) -> None:
    slot = TimeSlot(day, part)
    assert TimeSlot.of_key(slot.key) == slot


@given(DAYS, st.integers(0, 91))
def test_every_part_of_every_day_is_a_slot_once(first: dt.date, more: int) -> None:
    slots = slots_between(first, first + dt.timedelta(days=more))
    assert len({slot.key for slot in slots}) == len(slots) == 3 * (more + 1)


@given(DAYS, st.integers(-50, -1) | st.integers(92, 400))
def test_too_many_days_or_none_are_refused(first: dt.date, more: int) -> None:
    with pytest.raises(Refusal) as refused:
        slots_between(first, first + dt.timedelta(days=more))
    assert refused.value.code == "days-out-of-range"


@given(st.sampled_from(Life), DAYS, st.integers(0, 20), st.sets(DAYS, max_size=3))
def test_free_slots_are_slots_that_were_offered(life: Life, first: dt.date, more: int, holidays: set[dt.date]) -> None:
    slots = slots_between(first, first + dt.timedelta(days=more))
    assert free_slots(life, slots, holidays) <= {slot.key for slot in slots}


@given(DAYS)
def test_pupils_come_on_days_without_school_only(day: dt.date) -> None:
    slots = slots_between(day, day)
    assert bool(free_slots(Life.SCHOOL, slots, [])) is (day.weekday() >= 5)
    assert free_slots(Life.SCHOOL, slots, [day]) == {
        TimeSlot(day, p).key for p in (PartOfDay.MORNING, PartOfDay.AFTERNOON)
    }


@given(DAYS)
def test_working_people_always_have_the_evening(day: dt.date) -> None:
    free = free_slots(Life.WORK, slots_between(day, day), [])
    assert TimeSlot(day, PartOfDay.EVENING).key in free
    assert (TimeSlot(day, PartOfDay.AFTERNOON).key in free) is (day.weekday() == 6)


@given(DAYS, st.sampled_from(Life))
def test_a_day_off_takes_no_slot_away(day: dt.date, life: Life) -> None:
    slots = slots_between(day, day)
    assert free_slots(life, slots, []) <= free_slots(life, slots, [day])


@given(AGES, st.booleans())
def test_everybody_has_one_life_and_pupils_are_pupils(age: int | None, in_school: bool) -> None:
    life = life_of(age, in_school=in_school)
    if in_school:
        assert life is Life.SCHOOL
    elif age is None or age < 6:
        assert life is Life.HOME
    elif age >= 60:
        assert life is Life.ELDER


@given(AGES)
def test_a_wheelchair_is_always_fetched_and_grown_ups_fetch_themselves(age: int | None) -> None:
    assert needs_ride(age, wheelchair=True)
    assert needs_ride(age, wheelchair=False) is not (age is not None and 15 <= age < 60)


@given(DAYS, st.sampled_from(PartOfDay))
def test_a_session_takes_up_its_own_part_of_the_day(day: dt.date, part: PartOfDay) -> None:
    begins, ends = HOURS[part]
    assert keys_between(dt.datetime.combine(day, begins), dt.datetime.combine(day, ends)) == {TimeSlot(day, part).key}


def test_a_long_session_takes_up_every_part_that_it_touches() -> None:
    day = dt.date(2026, 12, 14)
    touching = (dt.datetime.combine(day, dt.time(11)), dt.datetime.combine(day, dt.time(13, 30)))
    taken = keys_between(*touching)
    assert taken == {TimeSlot(day, PartOfDay.MORNING).key, TimeSlot(day, PartOfDay.AFTERNOON).key}
