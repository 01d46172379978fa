"""Every party says its word on each name; by the rule of agreement a name is settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from huangyai.kernel import Actor
from huangyai.ledger.actions import record
from huangyai.targets.access import (
    require_seat,
    require_secretary,
)
from huangyai.targets.actions.meeting.deciding import Verdict, decide, require_names_of, require_undecided
from huangyai.targets.models import (
    Candidate,
    JointMeeting,
    MeetingClosure,
    Outcome,
    Party,
    PartyWord,
)
from huangyai.targets.queries.meetings import words_on
from huangyai.targets.rules.agreement import AT_LEAST, Seat, Word, settle
from huangyai.targets.rules.decisions import require_meeting_reason, require_open


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one party says of one name."""

    candidate: Candidate
    confirms: bool
    reason: str


def say_words(*, actor: Actor, party: Party, opinions: Sequence[Opinion]) -> int:
    """A party says of names whether it confirms them, and why. Once every party has spoken, the name is settled.

    The secretary may write for every party at one screen; everybody else speaks only for their own. Returns how many
    names were settled by it.
    """
    return say_all_words(actor=actor, words=[(party, opinions)])


def say_all_words(*, actor: Actor, words: Sequence[tuple[Party, Sequence[Opinion]]]) -> int:
    """Several parties say their words at one screen; all are kept or none. Returns how many names were settled.

    A name is settled only after the last of these words, so that a party can change its word in the same breath.
    """
    with transaction.atomic():
        for party, opinions in words:
            _keep_words(actor, party, opinions)
        return sum(
            _settle(actor, meeting, list({name.pk: name for name in names}.values()))
            for meeting, names in _by_meeting(words).items()
        )


def _keep_words(actor: Actor, party: Party, opinions: Sequence[Opinion]) -> None:
    require_seat(actor, party)
    meeting = party.meeting
    require_open(closed=MeetingClosure.objects.filter(meeting=meeting).exists())
    names = [opinion.candidate for opinion in opinions]
    require_names_of(meeting, names)
    require_undecided(names)
    for opinion in opinions:
        require_meeting_reason(opinion.reason)
    PartyWord.objects.bulk_create(
        PartyWord(
            municipality_id=actor.municipality_id,
            party=party,
            candidate=opinion.candidate,
            outcome=Outcome.CONFIRMED if opinion.confirms else Outcome.DECLINED,
            reason=opinion.reason.strip()[:300],
            said_by_id=actor.user_id,
        )
        for opinion in opinions
    )
    record(
        actor=actor,
        verb="party.spoke",
        subject=party,
        names=[name.pk for name in names],
        confirms=sum(opinion.confirms for opinion in opinions),
    )


def _by_meeting(words: Sequence[tuple[Party, Sequence[Opinion]]]) -> dict[JointMeeting, list[Candidate]]:
    found: dict[JointMeeting, list[Candidate]] = {}
    for party, opinions in words:
        found.setdefault(party.meeting, []).extend(opinion.candidate for opinion in opinions)
    return found


def settle_names(*, actor: Actor, meeting: JointMeeting, candidates: Sequence[Candidate]) -> int:
    """Close names by the rule as it stands now; a party that stayed silent has left it to the others.

    Returns how many could be settled; the rest wait for another word.
    """
    require_secretary(actor)
    require_open(closed=MeetingClosure.objects.filter(meeting=meeting).exists())
    require_names_of(meeting, candidates)
    require_undecided(candidates)
    with transaction.atomic():
        return _settle(actor, meeting, candidates, only_those_who_spoke=True)


def _settle(
    actor: Actor, meeting: JointMeeting, names: Sequence[Candidate], *, only_those_who_spoke: bool = False
) -> int:
    seats = [Seat(party.name, party.chairs) for party in meeting.parties.all()]
    words = words_on(meeting, names)
    verdicts = []
    for name in names:
        said = {told.party: Word(told.confirms, told.reason) for told in words.get(name.pk, ())}
        # A name waits until everybody who sits here has spoken, even where the outcome is clear before.
        if not said or (len(said) < len(seats) and not only_those_who_spoke):
            continue
        # Where a number of parties must confirm, one that was silent still counts among those who could have.
        here = seats if meeting.rule == AT_LEAST else [seat for seat in seats if seat.name in said]
        settled = settle(meeting.rule, meeting.least, here, said)
        if settled:
            verdicts.append(Verdict(name, settled.confirmed, settled.reason(said)))
    decide(actor, meeting, verdicts)
    return len(verdicts)
