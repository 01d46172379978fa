from __future__ import annotations

import uuid
from collections import Counter as CountOfMarks
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from huangyai.assembly.access import require_assembly_work, visible_assemblies
from huangyai.assembly.models import (
    Assembly,
    Ballot,
    BallotPaper,
    Count,
    HandCount,
    Proposal,
    Resolution,
    Vote,
    VoterMark,
    VoteWithdrawal,
)
from huangyai.assembly.rules import Sheet
from huangyai.kernel import Actor, NotFound, Words

# The counting rules that an officer may announce; the engine knows more.
RULE_LABELS = (
    ("equal-shares", _("equal shares: every voter has the same part of the money")),
    ("greedy", _("most votes first, while the money lasts")),
)

_MARKS = {
    Vote.Kind.APPROVAL.value: _("Marks"),
    Vote.Kind.KNAPSACK.value: _("Marks"),
    Vote.Kind.POINTS.value: _("Points"),
    Vote.Kind.RANKING.value: _("Points from the order"),
    Vote.Kind.HANDS.value: _("Hands"),
}


def votes(actor: Actor, assembly: Assembly) -> list[Vote]:
    """The assembly's votes with their proposals and count."""
    here = Vote.objects.filter(assembly=assembly, assembly__in=visible_assemblies(actor))
    return list(here.prefetch_related("proposals").select_related("count", "withdrawal").order_by("made_at"))


@dataclass(frozen=True, slots=True)
class ProposalResult:
    """A proposal on the ballot, and what the vote made of it."""

    proposal: Proposal
    marks: int
    won: bool
    reason: str


@dataclass(frozen=True, slots=True)
class TieLine:
    """Proposals that stood exactly equal when not all could be taken, and those that were; numbers for a sentence."""

    said: str
    taken: str


@dataclass(frozen=True, slots=True)
class VoteResult:
    """A vote ready to show; before the count nothing of its ballots is told but their number."""

    vote: Vote
    ballots: int
    counted: Count | None
    proposals: list[ProposalResult]
    voted: int

    @property
    def rule_label(self) -> str:
        """The counting rule in words."""
        if not self.vote.with_money:
            return str(_("most votes first"))
        return str(dict(RULE_LABELS).get(self.vote.rule, self.vote.rule))

    @property
    def marks_label(self) -> str:
        """What the figure beside a proposal counts."""
        return str(_MARKS[self.vote.kind])

    @property
    def by_hands(self) -> bool:
        """Hands are counted, not ballots."""
        return self.vote.kind == Vote.Kind.HANDS

    @property
    def chosen(self) -> int:
        """How many are chosen in a vote without money."""
        return int(self.vote.budget)

    @property
    def withdrawn(self) -> VoteWithdrawal | None:
        """That the vote was called off, if it was."""
        return getattr(self.vote, "withdrawal", None)

    @property
    def represented(self) -> tuple[Decimal, Decimal] | None:
        """Per cent of the voters with something chosen that they marked, and what it had been by most votes alone."""
        if not self.counted or self.counted.represented is None or self.counted.represented_by_greedy is None:
            return None
        return 100 * self.counted.represented, 100 * self.counted.represented_by_greedy

    @property
    def ties(self) -> list[TieLine]:
        """Where proposals stood exactly equal."""
        ties = self.counted.ties if self.counted else []
        return [TieLine(", ".join(map(str, tie["proposals"])), ", ".join(map(str, tie["taken"]))) for tie in ties]


def vote_results(actor: Actor, found: Sequence[Vote]) -> list[VoteResult]:
    """Votes with each proposal's marks, place and reason in the language of the page. Four queries for any number."""
    language = get_language() or "th"
    marks: dict[uuid.UUID, CountOfMarks[int]] = defaultdict(CountOfMarks)
    ballots: CountOfMarks[uuid.UUID] = CountOfMarks()
    kinds = {each.pk: each.kind for each in found}
    for vote_id, choices, points in Ballot.objects.filter(vote__in=found).values_list("vote_id", "choices", "points"):
        ballots[vote_id] += 1
        marks[vote_id].update(weights(kinds[vote_id], choices, points))
    for vote_id, hands in hands_of(found).items():
        ballots[vote_id] = sum(hands.values())
        marks[vote_id].update(hands)
    voted: CountOfMarks[uuid.UUID] = CountOfMarks(
        VoterMark.objects.filter(vote__in=found).values_list("vote_id", flat=True)
    )
    shown = []
    for each in found:
        counted = getattr(each, "count", None)
        winners = set(counted.winners) if counted else set()
        # Hands were raised for everybody to see; ballots stay closed until the count.
        told = counted or (each.kind == Vote.Kind.HANDS and not hasattr(each, "withdrawal"))
        lines = [
            ProposalResult(
                proposal,
                marks[each.pk][proposal.number] if told else 0,
                proposal.number in winners,
                Words.of(counted.reasons.get(str(proposal.number), "")).say(language) if counted else "",
            )
            for proposal in each.proposals.all()
        ]
        lines.sort(key=lambda line: (not line.won, -line.marks if counted else 0, line.proposal.number))
        shown.append(VoteResult(each, ballots[each.pk], counted, lines, voted[each.pk]))
    return shown


def weights(kind: str, choices: Sequence[int], points: Sequence[int]) -> dict[int, int]:
    """What one ballot gives each number on it; on a ranking the last place counts one, the next two, as in the count."""
    if kind == Vote.Kind.POINTS:
        return dict(zip(choices, points, strict=True))
    if kind == Vote.Kind.RANKING:
        return {choice: len(choices) - at for at, choice in enumerate(choices)}
    return dict.fromkeys(choices, 1)


def hands_of(found: Sequence[Vote]) -> dict[uuid.UUID, dict[int, int]]:
    """The hands raised in these votes, by the number of the proposal; the newest count of each holds."""
    raised: dict[uuid.UUID, dict[int, int]] = defaultdict(dict)
    rows = HandCount.objects.filter(vote__in=found).order_by("made_at", "pk")
    for vote_id, number, hands in rows.values_list("vote_id", "proposal__number", "hands"):
        raised[vote_id][number] = hands
    return raised


def sheet_of(vote: Vote) -> Sheet:
    """What may stand on a ballot of this vote."""
    costs = {proposal.number: proposal.cost for proposal in vote.proposals.all()}
    return Sheet(vote.kind, costs, vote.budget, vote.points)


def paper(actor: Actor, code: str) -> BallotPaper:
    """The printed ballot paper with this code, or NotFound."""
    require_assembly_work(actor)
    found = BallotPaper.objects.filter(code=code).select_related("vote__assembly").first()
    if found is None:
        raise NotFound
    return found


def papers(actor: Actor, vote: Vote) -> list[BallotPaper]:
    """The papers of a vote that have not come back, in the order of their codes."""
    require_assembly_work(actor)
    return list(BallotPaper.objects.filter(vote=vote, entered=False).order_by("code"))


def papers_out(actor: Actor, vote: Vote) -> tuple[int, int]:
    """How many papers were printed, and how many of them were entered."""
    require_assembly_work(actor)
    made = BallotPaper.objects.filter(vote=vote)
    return made.count(), made.filter(entered=True).count()


def resolutions(actor: Actor, assembly: Assembly) -> list[Resolution]:
    """What the assembly decided, in order."""
    return list(Resolution.objects.filter(assembly=assembly, assembly__in=visible_assemblies(actor)).order_by("number"))


def open_votes(actor: Actor, assembly: Assembly) -> list[Vote]:
    """Votes in which ballots can be cast now."""
    return [each for each in votes(actor, assembly) if is_open(each)]


def is_open(vote: Vote) -> bool:
    """Neither counted nor called off."""
    return not hasattr(vote, "count") and not hasattr(vote, "withdrawal")


def vote(actor: Actor, vote_id: uuid.UUID) -> Vote:
    """One vote, or NotFound."""
    found = (
        Vote.objects.filter(pk=vote_id, assembly__in=visible_assemblies(actor))
        .select_related("assembly", "count", "withdrawal", "municipality")
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
