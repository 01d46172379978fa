from __future__ import annotations

import uuid
from collections import Counter as CountOfMarks
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from huangyai.assembly.access import visible_assemblies
from huangyai.assembly.models import Assembly, Ballot, Count, Proposal, Vote
from huangyai.kernel import Actor, NotFound, Words

# The counting rules that an officer may announce; the engine knows more.
RULE_LABELS = (
    ("equal-shares", _("equal shares: every voter has the same part of the money")),
    ("greedy", _("most votes first, while the money lasts")),
)


def votes(actor: Actor, assembly: Assembly) -> list[Vote]:
    """The assembly's votes with their proposals and count."""
    here = Vote.objects.filter(assembly=assembly, assembly__in=visible_assemblies(actor))
    return list(here.prefetch_related("proposals").select_related("count").order_by("made_at"))


@dataclass(frozen=True, slots=True)
class ProposalResult:
    """A proposal on the ballot, and what the vote made of it."""

    proposal: Proposal
    marks: int
    won: bool
    reason: str


@dataclass(frozen=True, slots=True)
class VoteResult:
    """A vote ready to show; before the count nothing of its ballots is told but their number."""

    vote: Vote
    ballots: int
    counted: Count | None
    proposals: list[ProposalResult]

    @property
    def rule_label(self) -> str:
        """The counting rule in words."""
        return str(dict(RULE_LABELS).get(self.vote.rule, self.vote.rule))


def vote_results(actor: Actor, found: Sequence[Vote]) -> list[VoteResult]:
    """Votes with each proposal's marks, place and reason in the language of the page. Two queries for any number."""
    language = get_language() or "th"
    marks: dict[uuid.UUID, CountOfMarks[int]] = defaultdict(CountOfMarks)
    ballots: CountOfMarks[uuid.UUID] = CountOfMarks()
    for vote_id, choices in Ballot.objects.filter(vote__in=found).values_list("vote_id", "choices"):
        ballots[vote_id] += 1
        marks[vote_id].update(choices)
    shown = []
    for each in found:
        counted = getattr(each, "count", None)
        winners = set(counted.winners) if counted else set()
        lines = [
            ProposalResult(
                proposal,
                marks[each.pk][proposal.number] if counted else 0,
                proposal.number in winners,
                Words.of(counted.reasons.get(str(proposal.number), "")).say(language) if counted else "",
            )
            for proposal in each.proposals.all()
        ]
        lines.sort(key=lambda line: (not line.won, -line.marks if counted else 0, line.proposal.number))
        shown.append(VoteResult(each, ballots[each.pk], counted, lines))
    return shown


def vote(actor: Actor, vote_id: uuid.UUID) -> Vote:
    """One vote, or NotFound."""
    found = (
        Vote.objects.filter(pk=vote_id, assembly__in=visible_assemblies(actor))
        .select_related("assembly", "count", "municipality")
        .prefetch_related("proposals")
        .first()
    )
    if found is None:
        raise NotFound
    return found


def published_ballots(actor: Actor, vote_id: uuid.UUID) -> str:
    """The counted vote's ballots as a Pabulib file, or NotFound before the count."""
    found = vote(actor, vote_id)
    counted: Count | None = getattr(found, "count", None)
    if counted is None:
        raise NotFound
    return counted.pabulib


def winning_proposals(actor: Actor) -> list[Proposal]:
    """What residents voted for, over all counted votes."""
    found: list[Proposal] = []
    for counted in Count.objects.select_related("vote").prefetch_related("vote__proposals__problem"):
        found += [proposal for proposal in counted.vote.proposals.all() if proposal.number in counted.winners]
    return found
