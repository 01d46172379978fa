"""A value is corrected, or two entries are one person."""

from __future__ import annotations

from huangyai.kernel import Refusal
from huangyai.people.models import (
    ID_PURPOSE,
    ChangeRequest,
    Merge,
    OtherName,
    Person,
)
from huangyai.people.queries.planning.asking import asked_day, asked_person, sealed_id
from huangyai.people.queries.planning.effects import make_row, masked, note_origin, set_values
from huangyai.people.rules import Effect, fold
from huangyai.vault.sealing import keyed_hash, unseal

# Values of a person that a correction may change. The id among them is shown by its last digits only.
CORRECTED = ("title", "given_name", "family_name", "sex", "birth_date", "phone", "national_id")


_FORMER_NAMES = {"given_name": OtherName.Kind.FORMER_GIVEN, "family_name": OtherName.Kind.FORMER_FAMILY}


def plan_merge(request: ChangeRequest) -> list[Effect]:
    """One entry is read as the other from now on."""
    alias, canonical = asked_person(request, "alias"), asked_person(request, "canonical")
    standing = Merge.objects.filter(taken_back_at__isnull=True)
    if standing.filter(alias__in=[alias, canonical]).exists() or standing.filter(canonical=alias).exists():
        raise Refusal(
            "already-merged",
            th="หนึ่งในสองรายการนี้รวมกับรายการอื่นอยู่แล้ว โปรดยกเลิกการรวมเดิมก่อน",
            en="One of these entries is already merged with another; take that merge back first.",
        )
    return [make_row("merge", alias.full_name, alias_id=alias.pk, canonical_id=canonical.pk, reason=request.reason)]


def plan_correction(request: ChangeRequest) -> list[Effect]:
    """One value of a person is put right, with where the right one comes from."""
    person, field = asked_person(request, "person"), str(request.asked["field"])
    source = str(request.asked["source"])
    if field == "national_id":
        return _id_correction(request, person)
    value = asked_day(request, "value") if field == "birth_date" and request.asked["value"] else request.asked["value"]
    before = getattr(person, field)
    if before == value:
        raise Refusal(
            "nothing-changes",
            th="ค่าที่เสนอเหมือนกับที่บันทึกไว้แล้ว",
            en="That is what the register says already.",
        )
    effects = [set_values("person", person, person.full_name, **{field: value})]
    if field in _FORMER_NAMES and before and not request.asked.get("misspelt"):
        effects.append(
            make_row(
                "other_name",
                person.full_name,
                person_id=person.pk,
                kind=_FORMER_NAMES[field].value,
                name=before,
                fold=fold(before),
                source=source[:60],
            )
        )
    return [*effects, note_origin(request, person, field, "" if value is None else str(value), source)]


def _id_correction(request: ChangeRequest, person: Person) -> list[Effect]:
    digits = sealed_id(request)
    wanted = keyed_hash(request.municipality_id, digits, purpose=ID_PURPOSE)
    require_free_id(wanted, person)
    before = (
        unseal(person.municipality_id, person.national_id_sealed, purpose=ID_PURPOSE)
        if person.national_id_sealed
        else ""
    )
    effect = Effect(
        "person",
        str(person.pk),
        person.full_name,
        {"national_id": masked(before)},
        {"national_id": masked(digits)},
    )
    return [effect, note_origin(request, person, "national_id", "", str(request.asked["source"]))]


def require_free_id(wanted: str, person: Person | None = None) -> None:
    """Refuse an id that somebody else in the register has."""
    others = Person.objects.filter(national_id_hash=wanted)
    if (others.exclude(pk=person.pk) if person else others).exists():
        raise Refusal(
            "id-of-another",
            th="เลขประจำตัวนี้เป็นของอีกรายการในทะเบียน ถ้าเป็นคนเดียวกันให้เสนอรวมสองรายการแทน",
            en="Another entry has this national id; if they are one person, propose to merge the two instead.",
        )
