"""What a comparison found is kept: sure rows are joined, unsure ones are asked about, people's decisions stay."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from huangyai.kernel import Actor
from huangyai.people.models import Person
from huangyai.targets.actions.joining.settling import keep_offers, settle_circumstances
from huangyai.targets.bridge import Double, Likeness
from huangyai.targets.models import Pair, PairDecision, Register, RegisterRow
from huangyai.targets.queries.review import FINAL, standing
from huangyai.targets.queries.written import row_ids, written_rows
from huangyai.targets.rules.difference import compare_editions
from huangyai.targets.rules.review import NEWS, Band, Terms, band_of
from huangyai.walls.statistics import refresh_statistics


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows were joined at once, how many somebody is asked about, how many stay alone, how many people had decided."""

    joined: int
    asked: int
    alone: int
    kept: int


def keep_likenesses(
    actor: Actor,
    registers: Sequence[Register],
    likenesses: Sequence[Likeness],
    written: Mapping[uuid.UUID, Mapping[str, str]],
    terms: Terms,
) -> Tally:
    """Join the sure rows, put the unsure into the queue, leave alone what people decided."""
    carry_decisions_on(registers)
    rows = {row.pk: row for row in RegisterRow.objects.filter(register__in=registers).select_for_update(of=("self",))}
    decided = _decided_by_people(rows)
    refused = set(
        standing(word=PairDecision.Word.DIFFERENT, pair__row__in=rows).values_list("pair__row_id", "pair__person_id")
    )
    candidates: dict[uuid.UUID, list[Likeness]] = defaultdict(list)
    for found in likenesses:
        if found.row_id in rows and (found.row_id, found.person_id) not in refused:
            candidates[found.row_id].append(found)
    before = {row.person_id for row in rows.values() if row.person_id}
    asked: dict[uuid.UUID, list[Likeness]] = {}
    changed: list[RegisterRow] = []
    joined = 0
    for row_id, row in rows.items():
        if row_id in decided:
            continue
        ranked = sorted(candidates[row_id], key=lambda found: (-found.probability, found.person_id))
        band = _band(ranked, terms)
        if band is Band.ASK:
            asked[row_id] = [found for found in ranked if found.probability >= terms.ask_from]
        sure = ranked[0] if band is Band.JOIN else None
        joined += sure is not None
        was = (row.person_id, row.probability, row.why)
        row.person_id = sure.person_id if sure else None
        row.probability = sure.probability if sure else None
        row.why = sure.why if sure else None
        if (row.person_id, row.probability, row.why) != was:
            changed.append(row)
    RegisterRow.objects.bulk_update(changed, ["person", "probability", "why"], batch_size=1000)
    _keep_pairs(actor, rows, decided, asked)
    keep_offers(actor, {row_id: said for row_id, said in written.items() if row_id in rows})
    settle_circumstances(actor, before | {row.person_id for row in rows.values() if row.person_id})
    refresh_statistics(RegisterRow, Pair, Person)
    return Tally(joined, len(asked), len(rows) - joined - len(asked) - len(decided), len(decided))


def carry_decisions_on(registers: Sequence[Register]) -> None:
    """What people said of a row holds for the same row of the next edition: its pairs go over to the newer list."""
    for register in registers:
        earlier = register.previous
        if earlier is None or not Pair.objects.filter(row__register=earlier, decisions__isnull=False).exists():
            continue
        same = compare_editions(list(written_rows(earlier).items()), list(written_rows(register).items())).kept_people
        before, after = row_ids(earlier), row_ids(register)
        now = {before[old]: after[new] for new, old in same.items() if old in before and new in after}
        pairs = [pair for pair in Pair.objects.filter(row__register=earlier) if pair.row_id in now]
        taken = set(Pair.objects.filter(row__register=register).values_list("row_id", "person_id"))
        for pair in pairs:
            pair.row_id = now[pair.row_id] if pair.row_id else None
        Pair.objects.bulk_update(
            [pair for pair in pairs if (pair.row_id, pair.person_id) not in taken], ["row"], batch_size=1000
        )


def keep_doubles(actor: Actor, doubles: Sequence[Double]) -> int:
    """Put entries that may be one person into the queue; nothing is merged by itself. Returns how many wait."""
    now = timezone.now()
    there = {(pair.person_id, pair.other_id): pair for pair in Pair.objects.filter(cause=Pair.Cause.TWICE)}
    new: list[Pair] = []
    again: list[Pair] = []
    for found in doubles:
        pair = there.pop((found.first, found.second), None)
        if pair is None:
            new.append(
                Pair(
                    municipality_id=actor.municipality_id,
                    person_id=found.first,
                    other_id=found.second,
                    cause=Pair.Cause.TWICE,
                    probability=found.probability,
                    why=found.why,
                    evidence_at=now,
                )
            )
            continue
        if pair.why != found.why or abs((pair.probability or 0) - found.probability) >= NEWS:
            pair.evidence_at = now
        pair.probability, pair.why = found.probability, found.why
        again.append(pair)
    Pair.objects.filter(pk__in=[pair.pk for pair in there.values()], decisions__isnull=True).delete()
    Pair.objects.bulk_create(new, batch_size=1000)
    Pair.objects.bulk_update(again, ["probability", "why", "evidence_at"], batch_size=1000)
    return len(doubles)


def _decided_by_people(rows: Mapping[uuid.UUID, RegisterRow]) -> set[uuid.UUID]:
    said = set(standing(word=PairDecision.Word.SAME, pair__row__in=rows).values_list("pair__row_id", flat=True))
    by_hand = {row_id for row_id, row in rows.items() if row.person_id and row.probability is None}
    return {row_id for row_id in said if row_id} | by_hand


def _band(ranked: Sequence[Likeness], terms: Terms) -> Band:
    if not ranked:
        return Band.LEAVE
    rival = len(ranked) > 1 and ranked[1].probability >= terms.ask_from
    return band_of(ranked[0].probability, terms, contradicts=ranked[0].contradicts, has_rival=rival)


def _keep_pairs(
    actor: Actor,
    rows: Mapping[uuid.UUID, RegisterRow],
    decided: set[uuid.UUID],
    asked: Mapping[uuid.UUID, Sequence[Likeness]],
) -> None:
    now = timezone.now()
    there = {(pair.row_id, pair.person_id): pair for pair in Pair.objects.filter(row__in=rows)}
    final = set(standing(word__in=FINAL, pair__row__in=rows).values_list("pair_id", flat=True))
    new: list[Pair] = []
    again: list[Pair] = []
    for row_id, candidates in asked.items():
        for found in candidates:
            pair = there.get((row_id, found.person_id))
            cause = _cause(found, candidates)
            if pair is None:
                new.append(
                    Pair(
                        municipality_id=actor.municipality_id,
                        row_id=row_id,
                        person_id=found.person_id,
                        cause=cause,
                        probability=found.probability,
                        why=found.why,
                        evidence_at=now,
                    )
                )
            elif pair.pk not in final:
                if pair.why != found.why or abs((pair.probability or 0) - found.probability) >= NEWS:
                    pair.evidence_at = now
                pair.cause, pair.probability, pair.why = cause, found.probability, found.why
                again.append(pair)
    wanted = {(row_id, found.person_id) for row_id, candidates in asked.items() for found in candidates}
    # No longer in doubt: forgotten where nobody said a word, kept with its history where somebody did.
    idle = [
        pair.pk
        for key, pair in there.items()
        if key not in wanted and pair.row_id not in decided and pair.pk not in final
    ]
    Pair.objects.filter(pk__in=idle, decisions__isnull=True).delete()
    Pair.objects.filter(pk__in=idle).update(cause=Pair.Cause.BY_HAND, probability=None, why=None)
    Pair.objects.bulk_create(new, batch_size=1000)
    Pair.objects.bulk_update(again, ["cause", "probability", "why", "evidence_at"], batch_size=1000)


def _cause(found: Likeness, candidates: Sequence[Likeness]) -> Pair.Cause:
    if found.contradicts:
        return Pair.Cause.CONTRADICTION
    return Pair.Cause.RIVALS if len(candidates) > 1 else Pair.Cause.UNSURE
