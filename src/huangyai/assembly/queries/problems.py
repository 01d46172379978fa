from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils.translation import get_language

from huangyai.assembly.access import visible_problems
from huangyai.assembly.models import Answer, Assembly, Problem
from huangyai.kernel import Actor, NotFound
from huangyai.places.models import Village

_DRAWN = {
    Answer.State.STUDYING.value: "info",
    Answer.State.IN_PLAN.value: "good",
    Answer.State.ANSWERED.value: "good",
    Answer.State.IMPOSSIBLE.value: "none",
}


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


def count_problems(actor: Actor) -> tuple[int, int]:
    """Problems heard, and how many of them have an answer; for the public page."""
    found = visible_problems(actor)
    return found.count(), found.filter(answers__isnull=False).distinct().count()
