"""Which pairs wait, in which order, and how far the review is."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db import models
from django.db.models import Count, Exists, F, Min, OuterRef, Q, Window
from django.db.models.functions import Abs, Coalesce

from huangyai.kernel import Actor, NotFound
from huangyai.targets.access import visible_pairs
from huangyai.targets.models import (
    Pair,
    Register,
    counts_now,
)
from huangyai.targets.queries.review.decisions import FINAL, NOT_ASKED, Word, standing
from huangyai.targets.queries.review.records import aliases


def waiting_pairs(actor: Actor, *, register_id: uuid.UUID | None = None) -> models.QuerySet[Pair]:
    """Pairs that this person may decide now, the most useful first: closest to even odds, one office's row after another."""
    this = standing(pair=OuterRef("pk"))
    settled_row = standing(pair__row=OuterRef("row"), pair__row__isnull=False, word=Word.SAME)
    both_keys = (
        standing(pair__row__isnull=True, word=Word.SAME)
        .order_by()
        .values("pair")
        .annotate(keys=Count("decided_by", distinct=True))
        .filter(keys__gte=2)
        .values("pair")
    )
    found = (
        visible_pairs(actor)
        .exclude(cause__in=NOT_ASKED)
        .filter(Q(row__isnull=True) | counts_now("row__register__") & Q(row__person__isnull=True))
        .exclude(Exists(this.filter(word__in=FINAL).exclude(_awaits_second_key(actor))))
        .exclude(Exists(this.filter(word=Word.UNSURE, made_at__gte=OuterRef("evidence_at"))))
        .exclude(Exists(this.filter(word=Word.SECOND, decided_by_id=actor.user_id)))
        .exclude(Exists(settled_row))
        .exclude(pk__in=both_keys)
        .exclude(Q(row__isnull=True) & (Q(person__in=aliases()) | Q(other__in=aliases())))
    )
    if register_id:
        found = found.filter(row__register_id=register_id)
    return _most_useful_first(found)


def _awaits_second_key(actor: Actor) -> Q:
    """Two entries of the register become one only when somebody else says so too."""
    return Q(word=Word.SAME, pair__row__isnull=True) & ~Q(decided_by_id=actor.user_id)


def _most_useful_first(found: models.QuerySet[Pair]) -> models.QuerySet[Pair]:
    doubt = Abs(Coalesce(F("probability"), 0.5) - 0.5)
    group = Coalesce(F("row_id"), F("pk"))
    return found.annotate(
        doubt=doubt,
        group=group,
        group_doubt=Window(Min(doubt), partition_by=[group]),
    ).order_by("group_doubt", "group", "-probability", "pk")


def asked_of_others(actor: Actor) -> models.QuerySet[Pair]:
    """Pairs on which somebody else wants a second word: asked for, or two entries that need two keys."""
    others = standing(pair=OuterRef("pk")).exclude(decided_by_id=actor.user_id)
    wanted = others.filter(Q(word=Word.SECOND) | Q(word=Word.SAME, pair__row__isnull=True))
    return waiting_pairs(actor).filter(Exists(wanted))


def put_aside(actor: Actor) -> models.QuerySet[Pair]:
    """Pairs of which somebody could not tell, until new evidence comes."""
    this = standing(pair=OuterRef("pk"))
    found = (
        visible_pairs(actor)
        .filter(Q(row__isnull=True) | counts_now("row__register__") & Q(row__person__isnull=True))
        .filter(Exists(this.filter(word=Word.UNSURE, made_at__gte=OuterRef("evidence_at"))))
        .exclude(Exists(this.filter(word__in=FINAL)))
    )
    return _most_useful_first(found)


def pair(actor: Actor, pair_id: uuid.UUID) -> Pair:
    """One pair with both its records, or NotFound."""
    found = (
        visible_pairs(actor)
        .select_related("row__register__source", "person__household__village", "other__household__village")
        .filter(pk=pair_id)
        .first()
    )
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True, slots=True)
class Queue:
    """How far the review is, and which pair comes after the one that is open."""

    decided: int
    waiting: int
    asked_of_me: int
    aside: int
    earlier: uuid.UUID | None = None
    later: uuid.UUID | None = None
    place: int = 0

    @property
    def total(self) -> int:
        """Decided and waiting."""
        return self.decided + self.waiting


# So many pairs are held in order at once; the rest come after them.
_ORDERED = 2000


def queue(actor: Actor, *, register_id: uuid.UUID | None = None, at: Pair | None = None) -> Queue:
    """The state of the queue, seen from one pair."""
    ids = list(waiting_pairs(actor, register_id=register_id).values_list("pk", flat=True)[:_ORDERED])
    decided = visible_pairs(actor).filter(Exists(standing(pair=OuterRef("pk"), word__in=FINAL)))
    if register_id:
        decided = decided.filter(row__register_id=register_id)
    place = ids.index(at.pk) if at and at.pk in ids else -1
    return Queue(
        decided=decided.exclude(cause__in=NOT_ASKED).exclude(pk__in=ids).count(),
        waiting=len(ids),
        asked_of_me=asked_of_others(actor).count(),
        aside=put_aside(actor).count(),
        earlier=ids[place - 1] if place > 0 else None,
        later=ids[place + 1] if 0 <= place < len(ids) - 1 else (ids[0] if ids and place < 0 else None),
        place=place + 1,
    )


def next_pair(actor: Actor, *, register_id: uuid.UUID | None = None, after: Pair | None = None) -> uuid.UUID | None:
    """The next pair to look at: another candidate of the same row first, so that a row is thought about once."""
    waiting = waiting_pairs(actor, register_id=register_id)
    if after is not None and after.row_id:
        same_row = waiting.filter(row_id=after.row_id).exclude(pk=after.pk).values_list("pk", flat=True).first()
        if same_row:
            return same_row
    return waiting.values_list("pk", flat=True).first()


@dataclass(frozen=True, slots=True)
class RegisterShare:
    """How many pairs wait for one list."""

    register: Register
    waiting: int


def waiting_by_register(actor: Actor) -> list[RegisterShare]:
    """Lists with pairs that wait, most first."""
    counts = dict(
        waiting_pairs(actor)
        .filter(row__isnull=False)
        .order_by()
        .values_list("row__register_id")
        .annotate(n=Count("pk", distinct=True))
        .values_list("row__register_id", "n")
    )
    found = Register.objects.defer("original_sealed").select_related("source").in_bulk(list(counts))
    shares = [RegisterShare(found[key], n) for key, n in counts.items()]
    return sorted(shares, key=lambda share: (-share.waiting, share.register.title))
