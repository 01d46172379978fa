"""Reads of a joint meeting: who sits there, what each said, what waits."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils.translation import get_language

from huangyai.kernel import Actor, NotFound, Words
from huangyai.people.models import Person
from huangyai.targets.access import is_secretary, party_of, visible_candidates, visible_meetings
from huangyai.targets.models import (
    Candidate,
    Decision,
    JointMeeting,
    OpenQuestion,
    Outcome,
    Party,
    PartyWord,
    PastDecision,
    Reconsideration,
    RegisterRow,
    TargetList,
)
from huangyai.targets.rules.criteria import REGISTER_WORDS
from huangyai.targets.rules.minimising import ALWAYS_SHOWN, hidden_count, shown_reasons

_NO_VILLAGE = 1_000_000


@dataclass(frozen=True, slots=True)
class Told:
    """What a party said last of one name."""

    party: str
    confirms: bool
    reason: str


def meeting(actor: Actor, meeting_id: uuid.UUID) -> JointMeeting:
    """One joint meeting, or NotFound."""
    found = (
        visible_meetings(actor)
        .select_related("target_list__criterion", "target_list__problem", "closure")
        .filter(pk=meeting_id)
        .first()
    )
    if found is None:
        raise NotFound
    return found


def meetings_on(actor: Actor, target_list: TargetList) -> list[JointMeeting]:
    """The joint meetings on a list, newest first, with their parties."""
    return list(
        visible_meetings(actor)
        .filter(target_list=target_list)
        .select_related("closure")
        .prefetch_related("parties")
        .order_by("-held_on", "-made_at")
    )


def is_closed(meeting: JointMeeting) -> bool:
    """The meeting has ended."""
    return hasattr(meeting, "closure")


def words_on(meeting: JointMeeting, names: Iterable[Candidate]) -> Mapping[uuid.UUID, Sequence[Told]]:
    """The last word of each party on each of these names, in the order of their seats."""
    last: dict[uuid.UUID, dict[uuid.UUID, PartyWord]] = defaultdict(dict)
    said = PartyWord.objects.filter(party__meeting=meeting, candidate__in=[name.pk for name in names])
    for word in said.select_related("party").order_by("made_at", "pk"):
        last[word.candidate_id][word.party_id] = word
    return {
        name: [
            Told(word.party.name, word.outcome == Outcome.CONFIRMED, word.reason)
            for word in sorted(words.values(), key=lambda word: word.party.place)
        ]
        for name, words in last.items()
    }


def parties_that_spoke(meeting: JointMeeting, name: Candidate) -> frozenset[uuid.UUID]:
    """Who has said a word on a name."""
    said = PartyWord.objects.filter(party__meeting=meeting, candidate=name)
    return frozenset(said.values_list("party_id", flat=True))


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
    return sorted(names, key=lambda name: _place(name.candidate))


def _place(name: Candidate) -> tuple[int, str, uuid.UUID]:
    home = name.person.household
    return (home.village.number if home else _NO_VILLAGE, name.person.sort_key, name.pk)


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
    here = _place(after)
    rows = found.exclude(pk=after.pk).values_list("person__household__village__number", "person__sort_key", "pk")
    places = [(_NO_VILLAGE if number is None else number, key, pk) for number, key, pk in rows]
    following = next((place for place in places if place > here), places[0] if places else None)
    return found.filter(pk=following[2]).first() if following else None


def last_reason(actor: Actor, meeting: JointMeeting) -> str:
    """Why somebody last confirmed a name here: it often holds for the next one too."""
    said = PartyWord.objects.filter(party__meeting=meeting, outcome=Outcome.CONFIRMED, said_by_id=actor.user_id)
    return said.order_by("-made_at", "-pk").values_list("reason", flat=True).first() or ""


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
    rows = RegisterRow.objects.filter(person=name.person_id, register__newer__isnull=True).select_related("register")
    language = get_language() or "th"
    return [
        Fact(
            REGISTER_WORDS[row.register.kind].say(language)
            if row.register.kind in REGISTER_WORDS
            else row.register.title,
            said_in_words(row),
        )
        for row in rows.order_by("register__kind")
        if allowed is None or row.register.kind in allowed
    ]


def questions(meeting: JointMeeting) -> list[OpenQuestion]:
    """What has to be found out: the unanswered first."""
    found = OpenQuestion.objects.filter(meeting=meeting).select_related("candidate__person", "answer")
    return sorted(found, key=lambda question: (hasattr(question, "answer"), question.made_at))


def question(actor: Actor, question_id: uuid.UUID) -> OpenQuestion:
    """One question of a meeting that the actor sits at, or NotFound."""
    found = (
        OpenQuestion.objects.filter(meeting__in=visible_meetings(actor), pk=question_id)
        .select_related("meeting")
        .first()
    )
    if found is None:
        raise NotFound
    return found


def party(actor: Actor, meeting: JointMeeting, party_id: uuid.UUID) -> Party:
    """One party of a meeting, or NotFound."""
    found = Party.objects.filter(meeting=meeting, pk=party_id).select_related("meeting").first()
    if found is None or meeting.pk not in set(
        visible_meetings(actor).filter(pk=meeting.pk).values_list("pk", flat=True)
    ):
        raise NotFound
    return found


def age_of(person: Person, today: dt.date) -> int | None:
    """Full years of age."""
    born = person.birth_date
    return None if born is None else today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _seat_word(seat: Party, words: Sequence[Told], own: Party | None) -> SeatWord:
    told = next((word for word in words if word.party == seat.name), None)
    return SeatWord(seat, told, own is not None and own.pk == seat.pk)
