from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils.translation import get_language

from huangyai.assembly.access import may_answer, may_hold_assembly, visible_problems
from huangyai.assembly.models import Answer, Assembly, Problem, ProblemMerge, ProblemRewording
from huangyai.assembly.rules import answer_key
from huangyai.kernel import Actor, NotFound
from huangyai.outbox.queries import Told, told
from huangyai.places.models import Village

_DRAWN = {
    Answer.State.STUDYING.value: "info",
    Answer.State.IN_PLAN.value: "good",
    Answer.State.ANSWERED.value: "good",
    Answer.State.IMPOSSIBLE.value: "none",
}

MOST_ON_MAP = 200
REWORDING_PURPOSE = "problem.before-rewording"
LARGEST_MARK = 14


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
    def speaker(self) -> str:
        """Who said it, where they wish to be named; otherwise nothing."""
        return self.problem.said_by.full_name if self.problem.said_openly and self.problem.said_by else ""

    @property
    def waiting(self) -> bool:
        """Nobody has answered yet."""
        return not self.state


def standing_alone(found: models.QuerySet[Problem]) -> models.QuerySet[Problem]:
    """Without those that are read as another one."""
    joined = ProblemMerge.objects.filter(alias=OuterRef("pk"), taken_back_at__isnull=True)
    return found.exclude(models.Exists(joined))


def with_answer(found: models.QuerySet[Problem]) -> models.QuerySet[Problem]:
    """Each with its newest answer, its assembly and village."""
    newest = Answer.objects.filter(problem=OuterRef("pk")).order_by("-made_at", "-id")
    return found.select_related("assembly", "village", "said_by").annotate(
        state=Subquery(newest.values("state")[:1]), reason=Subquery(newest.values("reason")[:1])
    )


def problems(
    actor: Actor,
    *,
    assembly: Assembly | None = None,
    waiting: bool = False,
    category: str = "",
    village: Village | None = None,
) -> models.QuerySet[Problem]:
    """Problems with their newest answer, most voices first; those that were joined to another are within that one."""
    found = with_answer(standing_alone(visible_problems(actor)))
    if assembly:
        found = found.filter(assembly=assembly)
    if category:
        found = found.filter(category=category)
    if village:
        found = found.filter(village=village)
    return found.filter(answers__isnull=True) if waiting else found


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
    found = with_answer(visible_problems(actor)).filter(pk=problem_id).first()
    if found is None:
        raise NotFound
    return found


def rewordings(actor: Actor, problem: Problem) -> list[ProblemRewording]:
    """That a sentence was put in other words, and when; why, only for those who answer problems: a reason may tell too much."""
    found = ProblemRewording.objects.filter(problem=problem, problem__in=visible_problems(actor))
    return list(found) if may_answer(actor) else list(found.defer("reason", "before_sealed"))


def meant_by(problem_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    """The problem within which each of these is read now; itself, where it was not joined to another."""
    ids = set(problem_ids)
    joined = ProblemMerge.objects.filter(alias__in=ids, taken_back_at__isnull=True)
    return {pk: pk for pk in ids} | dict(joined.values_list("alias_id", "canonical_id"))


def joined_into(actor: Actor, problem: Problem) -> list[ProblemMerge]:
    """What was said again and joined into this problem."""
    found = ProblemMerge.objects.filter(
        canonical=problem, taken_back_at__isnull=True, alias__in=visible_problems(actor)
    )
    return list(found.select_related("alias", "canonical").order_by("made_at"))


def joined_to(actor: Actor, problem: Problem) -> ProblemMerge | None:
    """The problem within which this one is shown, if it was joined."""
    found = ProblemMerge.objects.filter(alias=problem, taken_back_at__isnull=True, alias__in=visible_problems(actor))
    return found.select_related("canonical").first()


def joining(actor: Actor, merge_id: uuid.UUID) -> ProblemMerge:
    """One joining that holds, or NotFound."""
    found = ProblemMerge.objects.filter(pk=merge_id, alias__in=visible_problems(actor)).first()
    if found is None:
        raise NotFound
    return found


def alike(actor: Actor, problem: Problem) -> models.QuerySet[Problem]:
    """Problems that this one may be joined to: of the same subject, most voices first."""
    same = standing_alone(visible_problems(actor)).filter(category=problem.category).exclude(pk=problem.pk)
    return same.order_by("-voices", "made_at")


def places_said(actor: Actor, assembly: Assembly) -> list[Problem]:
    """Problems of an assembly whose place was written down, most voices first; for the map."""
    found = standing_alone(visible_problems(actor)).filter(assembly=assembly, latitude__isnull=False)
    return list(found.select_related("village").order_by("-voices", "pk")[:MOST_ON_MAP])


def map_of(places: Sequence[Problem]) -> dict[str, Any]:
    """Where the problems are, as points for a map: the more voices, the larger. Places, never people."""
    most = max((place.voices for place in places), default=0) or 1
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [place.longitude, place.latitude]},
                "properties": {
                    "name": place.place or place.sentence[:40],
                    "text": f"{place.sentence} ({place.voices:,})",
                    "tone": "1",
                    "size": 6 + LARGEST_MARK * (place.voices / most) ** 0.5,
                },
            }
            for place in places
        ],
    }


def told_of(actor: Actor, problem: Problem) -> Told | None:
    """How many of those who said a problem have heard its newest answer; only for those who hold assemblies."""
    newest = Answer.objects.filter(problem=problem).order_by("-made_at", "-id").values_list("pk", flat=True).first()
    if newest is None or not may_hold_assembly(actor):
        return None
    key = answer_key(newest)
    return told(actor, [key]).get(key)


def answers_to(actor: Actor, problem: Problem) -> list[Answer]:
    """Everything that was answered, newest first."""
    return list(
        Answer.objects.filter(problem=problem, problem__in=visible_problems(actor)).select_related("answered_by")
    )


def count_problems(actor: Actor) -> tuple[int, int]:
    """Problems heard, and how many of them have an answer; for the public page."""
    found = standing_alone(visible_problems(actor))
    return found.count(), found.filter(answers__isnull=False).distinct().count()
