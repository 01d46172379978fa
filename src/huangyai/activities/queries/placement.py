"""Who should come, and which times are taken already."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from huangyai.activities.models import Activity, Enrolment, PlacementRule, Session, Unplaced, Venue
from huangyai.activities.queries.availability import answers_of, weeks_of
from huangyai.activities.rules import Life, TimeSlot, Week, keys_between, life_of
from huangyai.kernel import Actor, NotFound
from huangyai.people.models import Person
from huangyai.people.rules import age_on, thai_sort_key
from huangyai.targets.models import RegisterRow
from huangyai.targets.queries import confirmed_people


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody the joint meeting confirmed for an activity, with how their week looks."""

    person: Person
    age: int | None
    life: Life
    week: Week
    village_id: uuid.UUID | None


def invited(activity: Activity, day: dt.date) -> list[Invited]:
    """Whom the joint meeting confirmed for this activity's project and the activity is designed for, with their weeks."""
    target_list = activity.project.target_list
    if target_list is None:
        return []
    pupils = set(
        RegisterRow.objects.filter(register__kind="school", person__isnull=False).values_list("person_id", flat=True)
    )
    people = list(confirmed_people(target_list).order_by("sort_key", "pk"))
    answers = answers_of([person.pk for person in people])
    ages = {person.pk: age_on(person.birth_date, day) for person in people}
    lives = {pk: Life(answers[pk].life) if pk in answers else life_of(ages[pk], in_school=pk in pupils) for pk in ages}
    welcome = [person for person in people if is_meant(activity, ages[person.pk], lives[person.pk])]
    weeks = weeks_of({person.pk: lives[person.pk] for person in welcome}, answers)
    return [
        Invited(
            person,
            ages[person.pk],
            lives[person.pk],
            weeks[person.pk],
            person.household.village_id if person.household else None,
        )
        for person in welcome
    ]


def life_today(person: Person) -> Life:
    """Of which life somebody seems to be, as long as nobody asked them."""
    pupil = RegisterRow.objects.filter(register__kind="school", person=person).exists()
    return life_of(age_on(person.birth_date, timezone.localdate()), in_school=pupil)


def is_meant(activity: Activity, age: int | None, life: Life) -> bool:
    """Whether somebody is of the age and life that the activity is designed for; an unknown age is not held against them."""
    if activity.life and activity.life != life:
        return False
    youngest, oldest = activity.youngest or 0, 200 if activity.oldest is None else activity.oldest
    return age is None or youngest <= age <= oldest


def placement_rules(activities: Sequence[Activity]) -> list[PlacementRule]:
    """The pins and bans in force for these activities, oldest first."""
    return list(
        PlacementRule.objects.filter(activity__in=activities, ended_at__isnull=True)
        .select_related("venue")
        .order_by("made_at")
    )


def why_unplaced(activity: Activity) -> Unplaced | None:
    """Why the last search found no time for an activity, unless a session was made since."""
    last = activity.unplaced.first()
    if last and not activity.sessions.filter(made_at__gt=last.made_at).exists():
        return last
    return None


def empty_sessions(activities: Sequence[Activity], slots: Sequence[TimeSlot]) -> list[Session]:
    """Sessions of these activities in these days that were placed and that nobody was promised: only these may be moved.
    What an officer set by hand, or somebody asked to join, stays.
    """
    days = (slots[0].day, slots[-1].day)
    found = Session.objects.filter(
        activity__in=activities,
        starts_at__date__range=days,
        enrolments__isnull=True,
        expenses__isnull=True,
        call_off__isnull=True,
        placement_reason__isnull=False,
        sign_ups__isnull=True,
        waitings__isnull=True,
    )
    return list(found.select_related("activity", "venue").order_by("starts_at"))


def venues() -> list[Venue]:
    """Where sessions can be held, in Thai order."""
    return sorted(Venue.objects.all(), key=lambda venue: thai_sort_key(venue.name))


def venue(actor: Actor, venue_id: uuid.UUID) -> Venue:
    """One place, or NotFound."""
    found = Venue.objects.filter(pk=venue_id).first()
    if found is None:
        raise NotFound
    return found


def taken_times(first: dt.date, last: dt.date, without: Sequence[Session] = ()) -> dict[uuid.UUID, set[str]]:
    """In which parts of the days between two days each venue and each person has a session already."""
    there = (
        Session.objects.filter(starts_at__date__range=(first, last), call_off__isnull=True)
        .exclude(pk__in=[session.pk for session in without])
        .values_list("pk", "venue_id", "starts_at", "ends_at")
    )
    keys = {pk: keys_between(timezone.localtime(first), timezone.localtime(last)) for pk, _, first, last in there}
    taken: dict[uuid.UUID, set[str]] = {}
    for pk, venue, _, _ in there:
        taken.setdefault(venue, set()).update(keys[pk])
    for session, person in Enrolment.objects.filter(session__in=keys, ended_at__isnull=True).values_list(
        "session_id", "person_id"
    ):
        taken.setdefault(person, set()).update(keys[session])
    return taken
