"""The terms of joining, the comparisons, and what was learnt."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence

from django.db import models
from django.db.models import Max

from huangyai.kernel import Actor, NotFound
from huangyai.targets.access import visible_joinings, visible_lessons
from huangyai.targets.models import (
    Joining,
    JoiningTerms,
    Lesson,
    PairDecision,
)
from huangyai.targets.queries.review.decisions import FINAL, standing
from huangyai.targets.rules.review import Terms


def terms(actor: Actor) -> Terms:
    """The terms that hold now."""
    kept = JoiningTerms.objects.order_by("-made_at", "-pk").first()
    return Terms(kept.join_from, kept.ask_from) if kept else Terms()


def joinings(actor: Actor) -> models.QuerySet[Joining]:
    """Comparisons of the lists, newest first."""
    return visible_joinings(actor).select_related("end", "asked_by", "end__ended_by").order_by("-made_at", "-pk")


def joining(actor: Actor, joining_id: uuid.UUID) -> Joining:
    """One comparison, or NotFound."""
    found = joinings(actor).filter(pk=joining_id).first()
    if found is None:
        raise NotFound
    return found


def lessons(actor: Actor) -> models.QuerySet[Lesson]:
    """What was learnt here, newest first."""
    return visible_lessons(actor).select_related("learnt_by").order_by("-version")


def model_in_use() -> str | None:
    """The model that the next joining uses, as text; None for the one that comes with the program."""
    newest = Lesson.objects.order_by("-version").first()
    return json.dumps(newest.model) if newest and newest.model else None


def lesson_version() -> int:
    """The number of the newest lesson; 0 before the first."""
    return Lesson.objects.aggregate(newest=Max("version"))["newest"] or 0


def models_by_version() -> dict[int, str | None]:
    """Every model that was in use here, by its version."""
    kept = Lesson.objects.values_list("version", "model")
    return {0: None, **{version: json.dumps(model) if model else None for version, model in kept}}


def decided_for_learning() -> Sequence[PairDecision]:
    """The standing words of same or different on pairs of which the comparison had said how likely they are."""
    return list(
        standing(word__in=FINAL, pair__probability__isnull=False).select_related("pair").order_by("made_at", "pk")
    )
