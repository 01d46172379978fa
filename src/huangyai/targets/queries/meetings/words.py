"""What each party said."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from huangyai.kernel import Actor
from huangyai.targets.models import (
    Candidate,
    JointMeeting,
    Outcome,
    PartyWord,
)


@dataclass(frozen=True, slots=True)
class Told:
    """What a party said last of one name."""

    party: str
    confirms: bool
    reason: str


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


def last_reason(actor: Actor, meeting: JointMeeting) -> str:
    """Why somebody last confirmed a name here: it often holds for the next one too."""
    said = PartyWord.objects.filter(party__meeting=meeting, outcome=Outcome.CONFIRMED, said_by_id=actor.user_id)
    return said.order_by("-made_at", "-pk").values_list("reason", flat=True).first() or ""
