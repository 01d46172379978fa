from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db import models
from django.db.models import Count as CountOf
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from huangyai.assembly.access import visible_assemblies, visible_problems
from huangyai.assembly.models import Answer, Assembly, Count, Problem, Proposal, Vote
from huangyai.kernel import Actor, NotFound


@dataclass(frozen=True, slots=True)
class AnsweredProblem:
    """A problem with its public state: heard until somebody answers."""

    problem: Problem
    state: str
    state_label: str
    reason: str

    @property
    def waiting(self) -> bool:
        """Nobody has answered yet."""
        return not self.state


def assemblies(actor: Actor) -> models.QuerySet[Assembly]:
    """Assemblies, newest first, with how many problems each heard."""
    return visible_assemblies(actor).select_related("village", "closure").annotate(heard=CountOf("problems"))


def assembly(actor: Actor, assembly_id: uuid.UUID) -> Assembly:
    """One assembly, or NotFound."""
    found = assemblies(actor).filter(pk=assembly_id).first()
    if found is None:
        raise NotFound
    return found


def next_assembly(actor: Actor) -> Assembly | None:
    """The next assembly to come, if one is called."""
    return (
        visible_assemblies(actor)
        .filter(starts_at__gte=timezone.now())
        .order_by("starts_at")
        .select_related("village")
        .first()
    )


def problems(actor: Actor, *, assembly: Assembly | None = None, waiting: bool = False) -> models.QuerySet[Problem]:
    """Problems with their newest answer, most voices first."""
    newest = Answer.objects.filter(problem=OuterRef("pk")).order_by("-made_at", "-id")
    found = (
        visible_problems(actor)
        .select_related("assembly", "village")
        .annotate(state=Subquery(newest.values("state")[:1]), reason=Subquery(newest.values("reason")[:1]))
    )
    if assembly:
        found = found.filter(assembly=assembly)
    return found.filter(state__isnull=True) if waiting else found


def answered(found: models.QuerySet[Problem], most: int = 100) -> list[AnsweredProblem]:
    """Problems ready to show with what became of them."""
    labels = dict(Answer.State.choices)
    return [
        AnsweredProblem(
            p,
            getattr(p, "state", "") or "",
            str(labels.get(getattr(p, "state", "") or "", "")),
            getattr(p, "reason", "") or "",
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
    return list(Answer.objects.filter(problem=problem).select_related("answered_by"))


def votes(actor: Actor, assembly: Assembly) -> list[Vote]:
    """The assembly's votes with their proposals and count."""
    return list(Vote.objects.filter(assembly=assembly).prefetch_related("proposals").select_related("count"))


def vote(actor: Actor, vote_id: uuid.UUID) -> Vote:
    """One vote, or NotFound."""
    found = (
        Vote.objects.filter(pk=vote_id, assembly__in=visible_assemblies(actor))
        .select_related("assembly", "count")
        .first()
    )
    if found is None:
        raise NotFound
    return found


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
