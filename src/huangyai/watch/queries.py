from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from django.db import models
from django.db.models import Count, Q
from django.utils import timezone

from huangyai.kernel import Actor, NotFound
from huangyai.people.models import Household, Person
from huangyai.people.rules import age_on
from huangyai.plan.models import Project
from huangyai.targets.models import RegisterRow
from huangyai.vault.sealing import keyed_hash, unseal
from huangyai.volunteers.models import Volunteer
from huangyai.watch.access import visible_planned_visits, visible_rounds, visible_signals
from huangyai.watch.models import Help, PlannedVisit, Signal, SignalHandling, Visit, VisitRound, Watching
from huangyai.watch.rules import answer_due, read_receipt, walking_minutes

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


NOTE_PURPOSE = "visit.note"
SIGNAL_PURPOSE = "signal.words"
ABOUT_PURPOSE = "signal.about"
RECEIPT_PURPOSE = "signal.receipt"


class HomeCounts(TypedDict):
    """What a list counts beside each row."""

    homes: int
    done: int


@dataclass(frozen=True, slots=True)
class WaitingSignal:
    """A signal that nobody has taken up yet, with its clock."""

    signal: Signal
    due_at: dt.datetime
    late: bool


def rounds(actor: Actor) -> models.QuerySet[WithAnnotations[VisitRound, HomeCounts]]:
    """Visit rounds, newest first, with how many homes and how many are done."""
    return (
        visible_rounds(actor)
        .select_related("volunteer__user", "volunteer__village", "project")
        .annotate(homes=Count("planned"), done=Count("planned", filter=Q(planned__visit__isnull=False)))
        .order_by("-day", "volunteer__village__number")
    )


def visit_round(actor: Actor, round_id: uuid.UUID) -> WithAnnotations[VisitRound, HomeCounts]:
    """One round, or NotFound."""
    found = rounds(actor).filter(pk=round_id).first()
    if found is None:
        raise NotFound
    return found


def planned_visits(actor: Actor, visit_round: VisitRound) -> list[PlannedVisit]:
    """The homes of a round, in walking order."""
    return list(
        visible_planned_visits(actor)
        .filter(round=visit_round)
        .select_related("person__household__village", "visit", "round__volunteer")
    )


def planned_visit(actor: Actor, planned_id: uuid.UUID) -> PlannedVisit:
    """One home of a round, or NotFound."""
    found = (
        visible_planned_visits(actor)
        .select_related("person__household__village", "round__volunteer", "visit")
        .filter(pk=planned_id)
        .first()
    )
    if found is None:
        raise NotFound
    return found


def note_of(visit: Visit) -> str:
    """What the volunteer wrote in confidence."""
    return unseal(visit.municipality_id, visit.note_sealed, purpose=NOTE_PURPOSE) if visit.note_sealed else ""


def waiting_signals(actor: Actor) -> list[WaitingSignal]:
    """Signals that nobody has taken up, the most pressing clock first."""
    now = timezone.now()
    found = [
        WaitingSignal(
            signal,
            answer_due(signal.urgency, signal.made_at),
            answer_due(signal.urgency, signal.made_at) < now,
        )
        for signal in visible_signals(actor).filter(handling__isnull=True)
    ]
    return sorted(found, key=lambda waiting: waiting.due_at)


def signal(actor: Actor, signal_id: uuid.UUID) -> Signal:
    """One signal, or NotFound."""
    found = visible_signals(actor).filter(pk=signal_id).first()
    if found is None:
        raise NotFound
    return found


def words_of(signal: Signal) -> str:
    """What the reporter said."""
    return unseal(signal.municipality_id, signal.words_sealed, purpose=SIGNAL_PURPOSE)


def about_whom(signal: Signal) -> uuid.UUID | None:
    """The person that a signal is about, if the reporter knew."""
    if not signal.about_sealed:
        return None
    return uuid.UUID(unseal(signal.municipality_id, signal.about_sealed, purpose=ABOUT_PURPOSE))


def signal_of_receipt(municipality_id: uuid.UUID, receipt: str) -> Signal | None:
    """What became of a report, for whoever holds its code; says nothing about anybody."""
    wanted = keyed_hash(municipality_id, read_receipt(receipt), purpose=RECEIPT_PURPOSE)
    return Signal.objects.select_related("handling").filter(receipt_hash=wanted).first()


def homes_of_account(actor: Actor) -> set[uuid.UUID]:
    """The households that the volunteer behind an account watches over."""
    if not actor.user_id:
        return set()
    own = Watching.objects.filter(volunteer__user_id=actor.user_id)
    return set(own.values_list("household_id", flat=True))


def homes_watched(volunteer: Volunteer) -> list[Household]:
    """The households that a volunteer watches over."""
    return list(Household.objects.filter(pk__in=Watching.objects.filter(volunteer=volunteer).values("household_id")))


def unvisited_people(village_id: uuid.UUID, since: dt.date) -> models.QuerySet[Person]:
    """People on the visit list of a village whom nobody has visited since a day: who is not reached."""
    visited = Visit.objects.filter(visited_at__date__gte=since).exclude(outcome=Visit.Outcome.NOBODY_HOME)
    wanted = RegisterRow.objects.filter(register__kind="visits", person__isnull=False)
    return (
        Person.objects.filter(household__village_id=village_id, pk__in=wanted.values("person_id"))
        .exclude(pk__in=visited.values("planned__person_id"))
        .select_related("household")
        .order_by("sort_key", "pk")
    )


def waiting_homes(since: dt.date) -> models.QuerySet[PlannedVisit]:
    """Homes of rounds from this day on that nobody has knocked at yet."""
    return PlannedVisit.objects.filter(round__day__gte=since, visit__isnull=True)


def visits_of_project(project: Project) -> models.QuerySet[Visit]:
    """Home visits made under a project."""
    return Visit.objects.filter(planned__round__project=project).select_related("planned__person")


def help_of_project(project: Project) -> list[Help]:
    """Help given after a project's visits."""
    return list(Help.objects.filter(visit__planned__round__project=project))


def count_visits() -> int:
    """Homes visited; public."""
    return (
        Visit.objects.exclude(outcome=Visit.Outcome.NOBODY_HOME)
        .values("planned__person__household_id")
        .distinct()
        .count()
    )


def visited_people() -> set[uuid.UUID]:
    """Everybody whom somebody found at home."""
    found = Visit.objects.exclude(outcome=Visit.Outcome.NOBODY_HOME)
    return set(found.values_list("planned__person_id", flat=True))


def last_visits() -> dict[uuid.UUID, dt.date]:
    """When each person was last found at home, for criteria cards and the work list of forgotten people."""
    found = Visit.objects.exclude(outcome=Visit.Outcome.NOBODY_HOME)
    rows = found.values_list("planned__person_id").annotate(last=models.Max("visited_at"))
    return {person: timezone.localdate(last) for person, last in rows}


def visits_of_person(actor: Actor, person: Person) -> list[PlannedVisit]:
    """When somebody was visited at home; newest first."""
    found = visible_planned_visits(actor).filter(person=person).select_related("round__volunteer__user", "visit")
    return list(found.order_by("-round__day")[:50])


def last_visit_before(planned: PlannedVisit) -> Visit | None:
    """The visit to this person before this one."""
    found = Visit.objects.filter(planned__person_id=planned.person_id).exclude(planned=planned)
    return found.order_by("-visited_at").first()


def next_home(homes: Sequence[PlannedVisit], planned: PlannedVisit) -> PlannedVisit | None:
    """The next home of the round that nobody has knocked at yet."""
    return next((home for home in homes if home.order > planned.order and not hasattr(home, "visit")), None)


def lives_alone(person: Person) -> bool:
    """Nobody else is registered in the house."""
    return person.household_id is not None and Person.objects.filter(household_id=person.household_id).count() == 1


def minutes_on_foot(planned: PlannedVisit, following: PlannedVisit) -> int | None:
    """How long the walk to the next home takes; None where a house is not on the map."""
    places = [
        (home.latitude, home.longitude)
        for home in (planned.person.household, following.person.household)
        if home and home.latitude is not None and home.longitude is not None
    ]
    return walking_minutes(places[0], places[1]) if len(places) == 2 else None


def age_of(person: Person) -> int | None:
    """Full years of age today."""
    return age_on(person.birth_date, timezone.localdate())


def is_handled(signal: Signal) -> bool:
    """Somebody has taken it up."""
    return SignalHandling.objects.filter(signal=signal).exists()
