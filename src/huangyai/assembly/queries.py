from __future__ import annotations

import uuid
from collections import Counter as CountOfMarks
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import models
from django.db.models import Count as CountOf
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from huangyai.assembly.access import visible_assemblies, visible_problems
from huangyai.assembly.models import Answer, Assembly, Ballot, Count, Problem, Proposal, Vote
from huangyai.kernel import Actor, NotFound, Words
from huangyai.places.models import Village

_DRAWN = {
    Answer.State.STUDYING.value: "info",
    Answer.State.IN_PLAN.value: "good",
    Answer.State.ANSWERED.value: "good",
    Answer.State.IMPOSSIBLE.value: "none",
}

# The counting rules that an officer may announce; the engine knows more.
RULE_LABELS = (
    ("equal-shares", _("equal shares: every voter has the same part of the money")),
    ("greedy", _("most votes first, while the money lasts")),
)


@dataclass(frozen=True, slots=True)
class AnsweredProblem:
    """A problem with its public state: heard until somebody answers."""

    problem: Problem
    state: str
    state_label: str
    reason: str

    @property
    def kind(self) -> str:
        """How the state is drawn: good, waiting, bad or info."""
        return _DRAWN.get(self.state, "waiting")

    @property
    def waiting(self) -> bool:
        """Nobody has answered yet."""
        return not self.state


def assemblies(actor: Actor) -> models.QuerySet[Assembly]:
    """Assemblies, newest first, with how many problems each heard."""
    found = visible_assemblies(actor).select_related("village", "closure").annotate(heard=CountOf("problems"))
    return found.order_by("-starts_at", "-pk")


def assembly(actor: Actor, assembly_id: uuid.UUID) -> Assembly:
    """One assembly, or NotFound."""
    found = assemblies(actor).filter(pk=assembly_id).first()
    if found is None:
        raise NotFound
    return found


def is_closed(assembly: Assembly) -> bool:
    """The assembly ended; its minutes are public. Asks nothing when it was read by `assembly` or `assemblies`."""
    return hasattr(assembly, "closure")


def next_assembly(actor: Actor) -> Assembly | None:
    """The next assembly to come, if one is called."""
    return (
        visible_assemblies(actor)
        .filter(starts_at__gte=timezone.now())
        .order_by("starts_at")
        .select_related("village")
        .first()
    )


def problems(
    actor: Actor,
    *,
    assembly: Assembly | None = None,
    waiting: bool = False,
    category: str = "",
    village: Village | None = None,
) -> models.QuerySet[Problem]:
    """Problems with their newest answer, most voices first."""
    newest = Answer.objects.filter(problem=OuterRef("pk")).order_by("-made_at", "-id")
    found = (
        visible_problems(actor)
        .select_related("assembly", "village")
        .annotate(state=Subquery(newest.values("state")[:1]), reason=Subquery(newest.values("reason")[:1]))
    )
    if assembly:
        found = found.filter(assembly=assembly)
    if category:
        found = found.filter(category=category)
    if village:
        found = found.filter(village=village)
    return found.filter(state__isnull=True) if waiting else found


def answered(found: models.QuerySet[Problem] | Sequence[Problem], most: int = 100) -> list[AnsweredProblem]:
    """Problems ready to show with what became of them, in the language of the page."""
    language = get_language() or "th"
    labels = dict(Answer.State.choices)
    return [
        AnsweredProblem(
            p,
            getattr(p, "state", "") or "",
            str(labels.get(getattr(p, "state", "") or "", "")),
            said.say(language) if (said := getattr(p, "reason", None)) else "",
        )
        for p in found[:most]
    ]


def problem(actor: Actor, problem_id: uuid.UUID) -> Problem:
    """One problem, or NotFound."""
    found = problems(actor).filter(pk=problem_id).first()
    if found is None:
        raise NotFound
    return found


def answers_to(actor: Actor, problem: Problem) -> list[Answer]:
    """Everything that was answered, newest first."""
    return list(
        Answer.objects.filter(problem=problem, problem__in=visible_problems(actor)).select_related("answered_by")
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


def count_problems(actor: Actor) -> tuple[int, int]:
    """Problems heard, and how many of them have an answer; for the public page."""
    found = visible_problems(actor)
    return found.count(), found.filter(answers__isnull=False).distinct().count()
