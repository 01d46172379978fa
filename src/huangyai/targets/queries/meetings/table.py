"""A name as one party sees it: no more than it needs to say its word."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import get_language

from huangyai.kernel import Actor, Words
from huangyai.people.models import Person
from huangyai.targets.access import is_secretary, party_of, visible_meetings
from huangyai.targets.models import (
    Candidate,
    JointMeeting,
    Party,
    Reconsideration,
    RegisterRow,
    TargetList,
    counts_now,
)
from huangyai.targets.queries.facts import register_words
from huangyai.targets.queries.meetings.words import Told, words_on
from huangyai.targets.rules.criteria import register_key
from huangyai.targets.rules.minimising import ALWAYS_SHOWN, hidden_count, shown_reasons


@dataclass(frozen=True, slots=True)
class SeatWord:
    """One party's place at a name: what it said, or nothing yet."""

    party: Party
    told: Told | None
    own: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """What one register says, under the register's name."""

    source: str
    says: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Raised:
    """Why a name that was decided is on the agenda again, in the language of the page."""

    cause: str
    words: str
    on: dt.datetime


@dataclass(frozen=True, slots=True)
class NameAtTable:
    """A name as one party sees it: no more than this party needs to say its word."""

    candidate: Candidate
    age: int | None
    reasons: list[str]
    hidden: int
    seats: list[SeatWord]
    again: list[Raised] = field(default_factory=list)

    @property
    def spoken(self) -> int:
        """How many parties have said their word."""
        return sum(seat.told is not None for seat in self.seats)


def sees(actor: Actor, meeting: JointMeeting) -> frozenset[str] | None:
    """Whose facts somebody may see at this table; None: everything, as the secretary does."""
    if is_secretary(actor):
        return None
    party = party_of(actor, meeting)
    return frozenset(party.sees) | ALWAYS_SHOWN if party else ALWAYS_SHOWN


def sees_on_list(actor: Actor, target_list: TargetList) -> frozenset[str] | None:
    """Whose facts somebody may see on a list: staff all, a party what its seat at the last meeting allows."""
    if actor.system or actor.is_staff:
        return None
    held = visible_meetings(actor).filter(target_list=target_list).order_by("-held_on", "-made_at").first()
    return sees(actor, held) if held else ALWAYS_SHOWN


def at_table(actor: Actor, meeting: JointMeeting, names: Sequence[Candidate], *, today: dt.date) -> list[NameAtTable]:
    """Names with what this party may know and what every party said. Three queries, whatever the number of names."""
    language, allowed = get_language() or "th", sees(actor, meeting)
    own = party_of(actor, meeting)
    seats = list(meeting.parties.all())
    words = words_on(meeting, names)
    again: dict[uuid.UUID, list[Raised]] = defaultdict(list)
    for raised in Reconsideration.objects.filter(candidate__in=[name.pk for name in names]).order_by("-made_at"):
        told = Raised(raised.get_cause_display(), Words.of(raised.reason).say(language), raised.made_at)
        again[raised.candidate_id].append(told)
    return [
        NameAtTable(
            name,
            age_of(name.person, today),
            [Words.of(reason).say(language) for reason in shown_reasons(name.reasons, allowed)],
            hidden_count(name.reasons, allowed),
            [_seat_word(seat, words.get(name.pk, ()), own) for seat in seats],
            again.get(name.pk, []),
        )
        for name in names
    ]


def facts_at_table(actor: Actor, meeting: JointMeeting, name: Candidate) -> list[Fact]:
    """What the registers that this party may see say of one name."""
    from huangyai.targets.queries.registers import said_in_words

    allowed = sees(actor, meeting)
    rows = (
        RegisterRow.objects.filter(counts_now("register__"), person=name.person_id)
        .select_related("register__source")
        .defer("register__original_sealed")
    )
    language, named = get_language() or "th", register_words()
    told = [(register_key(row.register.kind, row.register.source_id), row) for row in rows.order_by("register__kind")]
    return [
        Fact(named[key].say(language) if key in named else row.register.title, said_in_words(row))
        for key, row in told
        if allowed is None or key in allowed
    ]


def age_of(person: Person, today: dt.date) -> int | None:
    """Full years of age."""
    born = person.birth_date
    return None if born is None else today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _seat_word(seat: Party, words: Sequence[Told], own: Party | None) -> SeatWord:
    told = next((word for word in words if word.party == seat.name), None)
    return SeatWord(seat, told, own is not None and own.pk == seat.pk)
