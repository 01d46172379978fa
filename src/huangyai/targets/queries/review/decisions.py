"""What was said of pairs, and what of it still stands."""

from __future__ import annotations

import uuid

from django.db import models

from huangyai.kernel import Actor, NotFound
from huangyai.targets.access import visible_pairs
from huangyai.targets.models import (
    Pair,
    PairDecision,
    RegisterRow,
)

Word = PairDecision.Word


FINAL = (Word.SAME, Word.DIFFERENT)


# Somebody chose these pairs by hand: nobody is asked about them.
NOT_ASKED = (Pair.Cause.BY_HAND, Pair.Cause.DISPUTED)


def standing(**conditions: object) -> models.QuerySet[PairDecision]:
    """Decisions that were not taken back."""
    return PairDecision.objects.filter(taken_back__isnull=True, **conditions)


def pair_decisions(actor: Actor) -> models.QuerySet[PairDecision]:
    """What was decided on pairs, newest first, taken-back decisions too."""
    return (
        PairDecision.objects.filter(pair__in=visible_pairs(actor))
        .select_related("pair__row__register__source", "decided_by", "taken_back__taken_back_by")
        .order_by("-made_at", "-pk")
    )


def my_last_decision(actor: Actor) -> PairDecision | None:
    """What this person decided last, if it still stands: what the key for undo takes back."""
    if not actor.user_id:
        return None
    return (
        standing(decided_by_id=actor.user_id, pair__in=visible_pairs(actor))
        .select_related("pair__row")
        .order_by("-made_at", "-pk")
        .first()
    )


def pair_decision(actor: Actor, decision_id: uuid.UUID) -> PairDecision:
    """One decision, or NotFound."""
    found = pair_decisions(actor).filter(pk=decision_id).first()
    if found is None:
        raise NotFound
    return found


def decisions_on(actor: Actor, pair: Pair) -> list[PairDecision]:
    """What was said of a pair so far, oldest first."""
    return list(pair_decisions(actor).filter(pair=pair).order_by("made_at", "pk"))


def word_on_row(row: RegisterRow) -> PairDecision | None:
    """The decision by which somebody said whose a row is, if anybody did."""
    return standing(pair__row=row, word=Word.SAME).first()
