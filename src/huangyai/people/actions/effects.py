"""Carry out what a change does to each row, and undo it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.db.models.deletion import ProtectedError
from django.utils import timezone

from huangyai.kernel import Actor, Refusal
from huangyai.people.actions.names import fold_names, know_names
from huangyai.people.models import (
    ID_PURPOSE,
    Address,
    Death,
    Household,
    HouseholdMember,
    Kinship,
    Merge,
    OtherName,
    Person,
    ValueSource,
)
from huangyai.people.rules import Effect
from huangyai.vault.sealing import keyed_hash, seal, unseal

_TABLES: dict[str, type[models.Model]] = {
    "address": Address,
    "death": Death,
    "household": Household,
    "kinship": Kinship,
    "member": HouseholdMember,
    "merge": Merge,
    "other_name": OtherName,
    "person": Person,
    "value_source": ValueSource,
}
_ID = "national_id"


def carry_out_effects(actor: Actor, effects: Sequence[Effect], digits: str = "") -> bytes | None:
    """Write every row as the plan says; `digits` is the id that it brings. Returns the sealed id that was replaced."""
    replaced: bytes | None = None
    for effect in effects:
        row = _fresh(actor, effect) if effect.makes else _row(effect)
        _write(row, {field: value for field, value in effect.after.items() if field != _ID})
        if isinstance(row, Person):
            if _ID in effect.after:
                replaced = bytes(row.national_id_sealed) if row.national_id_sealed else None
                _give_id(row, digits)
            fold_names(row)
        row.save(force_insert=effect.makes)
    _know_again(actor, effects)
    return replaced


def undo_effects(actor: Actor, effects: Sequence[Effect], replaced: bytes | None) -> None:
    """Put every row back as it was, the last first; refuse if somebody has changed one of them since."""
    for effect in reversed(effects):
        row = _row(effect)
        _require_unchanged(row, effect)
        if isinstance(row, Merge):
            row.taken_back_at, row.taken_back_by_id = timezone.now(), actor.user_id
            row.save(update_fields=["taken_back_at", "taken_back_by"])
        elif effect.makes:
            _remove(row)
        else:
            _write(row, {field: value for field, value in effect.before.items() if field != _ID})
            if isinstance(row, Person):
                if _ID in effect.before:
                    _give_id(row, unseal(actor.municipality_id, replaced, purpose=ID_PURPOSE) if replaced else "")
                fold_names(row)
            row.save()
    _know_again(actor, [effect for effect in effects if not effect.makes])


def _know_again(actor: Actor, effects: Iterable[Effect]) -> None:
    people = [effect.row for effect in effects if effect.what == "person"]
    others = [effect.row for effect in effects if effect.what == "other_name"]
    if people or others:
        know_names(actor, list(Person.objects.filter(pk__in=people)), list(OtherName.objects.filter(pk__in=others)))


def _fresh(actor: Actor, effect: Effect) -> models.Model:
    return _TABLES[effect.what](pk=uuid.UUID(effect.row), municipality_id=actor.municipality_id)


def _row(effect: Effect) -> models.Model:
    try:
        return _TABLES[effect.what]._default_manager.select_for_update().get(pk=effect.row)
    except ObjectDoesNotExist:
        raise _changed_since(effect) from None


def _write(row: models.Model, values: Mapping[str, Any]) -> None:
    for field, value in values.items():
        setattr(row, field, _typed(row, field, value))


def _typed(row: models.Model, field: str, value: Any) -> Any:
    """A value as its column keeps it; from a kept document it comes as text."""
    column = next(column for column in row._meta.concrete_fields if column.attname == field)
    return column.to_python(value)


def _require_unchanged(row: models.Model, effect: Effect) -> None:
    for field, value in effect.after.items():
        if field == _ID:
            continue
        if getattr(row, field) != _typed(row, field, value):
            raise _changed_since(effect)


def _give_id(person: Person, digits: str) -> None:
    here = person.municipality_id
    person.national_id_sealed = seal(here, digits, purpose=ID_PURPOSE) if digits else None
    person.national_id_hash = keyed_hash(here, digits, purpose=ID_PURPOSE) if digits else ""


def _remove(row: models.Model) -> None:
    try:
        row.delete()
    except ProtectedError:
        raise Refusal(
            "used-since",
            th="มีงานอื่นอ้างถึงข้อมูลที่เกิดจากการเปลี่ยนแปลงนี้แล้ว จึงถอนคืนไม่ได้ โปรดเสนอการแก้ไขใหม่แทน",
            en="Other work refers to what this change made; it can't be undone. Propose a new change instead.",
        ) from None


def _changed_since(effect: Effect) -> Refusal:
    return Refusal(
        "changed-since",
        th=f"ข้อมูลของ {effect.whom} ถูกเปลี่ยนหลังจากนั้นแล้ว จึงถอนคืนไม่ได้ โปรดถอนรายการหลังสุดก่อน",
        en=f"What is known of {effect.whom} was changed again since; undo the later change first.",
    )
