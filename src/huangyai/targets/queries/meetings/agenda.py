"""Which names a meeting has to decide on, and what it decided."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q

from huangyai.kernel import Actor
from huangyai.targets.access import is_secretary, party_of, visible_candidates
from huangyai.targets.models import (
    Candidate,
    Decision,
    JointMeeting,
    Outcome,
    Party,
    PartyWord,
    PastDecision,
    Reconsideration,
)

NO_VILLAGE = 1_000_000


def open_again() -> Exists:
    """A name that was decided and is on the agenda again, for annotating candidates."""
    return Exists(Reconsideration.objects.filter(candidate=OuterRef("pk"), made_at__gt=OuterRef("decision__made_at")))


def on_agenda() -> Q:
    """Names that a meeting has to decide on: never decided, or to be decided again."""
    return Q(decision__isnull=True) | Q(open_again())


def decided_names(names: Iterable[Candidate]) -> set[uuid.UUID]:
    """Those of these names whose word is in force and not on the agenda again."""
    found = Decision.objects.filter(candidate__in=[name.pk for name in names])
    again = Reconsideration.objects.filter(candidate=OuterRef("candidate_id"), made_at__gt=OuterRef("made_at"))
    return set(found.filter(~Exists(again)).values_list("candidate_id", flat=True))


@dataclass(frozen=True, slots=True)
class Agenda:
    """How far a meeting is."""

    names: int
    waiting: int
    confirmed: int
    declined: int

    @property
    def decided(self) -> int:
        """Names that this meeting has settled."""
        return self.confirmed + self.declined


def agenda(meeting: JointMeeting) -> Agenda:
    """How many names the meeting has decided, also those that a later one decided anew, and how many wait."""
    waiting = Candidate.objects.filter(on_agenda(), target_list=meeting.target_list_id).count()
    counts = Count("pk", filter=Q(outcome=Outcome.CONFIRMED)), Count("pk", filter=Q(outcome=Outcome.DECLINED))
    now = Decision.objects.filter(meeting=meeting).aggregate(confirmed=counts[0], declined=counts[1])
    then = PastDecision.objects.filter(meeting=meeting).aggregate(confirmed=counts[0], declined=counts[1])
    confirmed, declined = now["confirmed"] + then["confirmed"], now["declined"] + then["declined"]
    return Agenda(waiting + confirmed + declined, waiting, confirmed, declined)


@dataclass(frozen=True, slots=True)
class DecidedName:
    """What a meeting said of a name, whatever a later one said after it."""

    candidate: Candidate
    confirmed: bool
    reason: str


def decided_at(meeting: JointMeeting) -> list[DecidedName]:
    """The names that this meeting decided, as it decided them, village by village in Thai order."""
    found: list[Decision | PastDecision] = []
    for table in (Decision, PastDecision):
        found += table.objects.filter(meeting=meeting).select_related("candidate__person__household__village")
    names = [DecidedName(one.candidate, one.outcome == Outcome.CONFIRMED, one.reason) for one in found]
    return sorted(names, key=lambda name: place_of(name.candidate))


def place_of(name: Candidate) -> tuple[int, str, uuid.UUID]:
    """Where a name stands on the agenda: by village, then in Thai order."""
    home = name.person.household
    return (home.village.number if home else NO_VILLAGE, name.person.sort_key, name.pk)


def names_waiting(actor: Actor, meeting: JointMeeting) -> models.QuerySet[Candidate]:
    """The names that the meeting has to decide on, village by village in Thai order."""
    return (
        visible_candidates(actor)
        .filter(on_agenda(), target_list=meeting.target_list_id)
        .select_related("person__household__village")
        .order_by(F("person__household__village__number").asc(nulls_last=True), "person__sort_key", "pk")
    )


def unspoken(actor: Actor, meeting: JointMeeting, party: Party) -> models.QuerySet[Candidate]:
    """The names on which a party has not said its word yet."""
    spoken = PartyWord.objects.filter(party=party, candidate=OuterRef("pk"))
    return names_waiting(actor, meeting).filter(~Exists(spoken))


def spoken_of(actor: Actor, meeting: JointMeeting) -> models.QuerySet[Candidate]:
    """Names that wait although at least one party has said its word."""
    spoken = PartyWord.objects.filter(party__meeting=meeting, candidate=OuterRef("pk"))
    return names_waiting(actor, meeting).filter(Exists(spoken))


def waits(name: Candidate) -> bool:
    """The meeting has still to decide on this name."""
    return not decided_names([name])


def next_name(actor: Actor, meeting: JointMeeting, *, after: Candidate | None = None) -> Candidate | None:
    """The name to speak of next: for a party one on which it was silent; after the last comes the first again."""
    own = None if is_secretary(actor) else party_of(actor, meeting)
    found = unspoken(actor, meeting, own) if own else names_waiting(actor, meeting)
    if after is None:
        return found.first()
    here = place_of(after)
    rows = found.exclude(pk=after.pk).values_list("person__household__village__number", "person__sort_key", "pk")
    places = [(NO_VILLAGE if number is None else number, key, pk) for number, key, pk in rows]
    following = next((place for place in places if place > here), places[0] if places else None)
    return found.filter(pk=following[2]).first() if following else None
