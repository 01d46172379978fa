"""What a proposed change would do, row by row: shown before anybody decides, and carried out when somebody approved."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Sequence
from typing import Any

from django.db import models
from django.utils import timezone

from huangyai.kernel import Refusal, new_id
from huangyai.people.models import (
    ID_PURPOSE,
    ChangeRequest,
    Death,
    HouseholdMember,
    Kinship,
    Merge,
    OtherName,
    Person,
)
from huangyai.people.rules import Effect, fold, place_key, require_past_day
from huangyai.places.models import Village
from huangyai.vault.sealing import keyed_hash, unseal

# Values of a person that a correction may change. The id among them is shown by its last digits only.
CORRECTED = ("title", "given_name", "family_name", "sex", "birth_date", "phone", "national_id")
_Stay, _Part = HouseholdMember.Stay, HouseholdMember.Part
_FORMER_NAMES = {"given_name": OtherName.Kind.FORMER_GIVEN, "family_name": OtherName.Kind.FORMER_FAMILY}


def planned_effects(request: ChangeRequest) -> list[Effect]:
    """What approving this request would do now; a Refusal when it can't be done any more."""
    return _PLANS[request.kind](request)


def sealed_id(request: ChangeRequest) -> str:
    """The thirteen digits that a request brings, opened; nothing if it brings none."""
    if not request.asked_sealed:
        return ""
    return unseal(request.municipality_id, request.asked_sealed, purpose=ID_PURPOSE)


def _merge(request: ChangeRequest) -> list[Effect]:
    alias, canonical = _person(request, "alias"), _person(request, "canonical")
    standing = Merge.objects.filter(taken_back_at__isnull=True)
    if standing.filter(alias__in=[alias, canonical]).exists() or standing.filter(canonical=alias).exists():
        raise Refusal(
            "already-merged",
            th="หนึ่งในสองรายการนี้รวมกับรายการอื่นอยู่แล้ว โปรดยกเลิกการรวมเดิมก่อน",
            en="One of these entries is already merged with another; take that merge back first.",
        )
    return [_make("merge", alias.full_name, alias_id=alias.pk, canonical_id=canonical.pk, reason=request.reason)]


def _correction(request: ChangeRequest) -> list[Effect]:
    person, field = _person(request, "person"), str(request.asked["field"])
    source = str(request.asked["source"])
    if field == "national_id":
        return _id_correction(request, person)
    value = _day(request, "value") if field == "birth_date" and request.asked["value"] else request.asked["value"]
    before = getattr(person, field)
    if before == value:
        raise Refusal(
            "nothing-changes",
            th="ค่าที่เสนอเหมือนกับที่บันทึกไว้แล้ว",
            en="That is what the register says already.",
        )
    effects = [_set("person", person, person.full_name, **{field: value})]
    if field in _FORMER_NAMES and before and not request.asked.get("misspelt"):
        effects.append(
            _make(
                "other_name",
                person.full_name,
                person_id=person.pk,
                kind=_FORMER_NAMES[field].value,
                name=before,
                fold=fold(before),
                source=source[:60],
            )
        )
    return [*effects, _said(request, person, field, "" if value is None else str(value), source)]


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
    return [effect, _said(request, person, "national_id", "", str(request.asked["source"]))]


def require_free_id(wanted: str, person: Person | None = None) -> None:
    """Refuse an id that somebody else in the register has."""
    others = Person.objects.filter(national_id_hash=wanted)
    if (others.exclude(pk=person.pk) if person else others).exists():
        raise Refusal(
            "id-of-another",
            th="เลขประจำตัวนี้เป็นของอีกรายการในทะเบียน ถ้าเป็นคนเดียวกันให้เสนอรวมสองรายการแทน",
            en="Another entry has this national id; if they are one person, propose to merge the two instead.",
        )


def _death(request: ChangeRequest) -> list[Effect]:
    person, day = _living(request, "person"), _day(request, "on")
    left = [_end(member, day) for member in _current(person)]
    gone = [_set("person", person, person.full_name, household_id=None)] if person.household_id else []
    source = str(request.asked.get("source", ""))[:60]
    return [_make("death", person.full_name, person_id=person.pk, died_on=day, source=source), *left, *gone]


def _move(request: ChangeRequest) -> list[Effect]:
    asked, day = request.asked, _day(request, "on")
    moves, elsewhere = str(asked["moves"]), str(asked.get("elsewhere", ""))
    home, effects = _house_asked(request)
    for person in _people(request):
        _require_living(person)
        kept = {"home": _Stay.REGISTERED.value, "registration": _Stay.LIVES.value}.get(moves)
        arrives = {"home": _Stay.LIVES.value, "registration": _Stay.REGISTERED.value}.get(moves, _Stay.BOTH.value)
        for member in _current(person):
            if home and str(member.household_id) == home:
                raise _lives_there(person)
            effects.append(_end(member, day))
            if kept and member.stay in {_Stay.BOTH, kept}:
                effects.append(_begin(person, str(member.household_id), member.part, kept, day, request))
        if home:
            effects.append(_begin(person, home, _Part.MEMBER.value, arrives, day, request))
        else:
            effects.append(_away(person, moves, elsewhere, day, request))
        if moves != "registration" and (home or moves == "both"):
            effects.append(_set("person", person, person.full_name, household_id=home or None))
    return effects


def _head(request: ChangeRequest) -> list[Effect]:
    day, head = _day(request, "on"), _living(request, "head")
    effects: list[Effect] = []
    for member in _members_of(request.household_id):
        if member.person_id == head.pk:
            effects += [_end(member, day), _again(member, _Part.HEAD.value, day, request)]
        elif member.part == _Part.HEAD:
            effects += [_end(member, day), _again(member, str(request.asked["former_part"]), day, request)]
    if not any(effect.makes and effect.after["part"] == _Part.HEAD.value for effect in effects):
        raise _not_of_this_house(head)
    return effects


def _split(request: ChangeRequest) -> list[Effect]:
    day, leaving = _day(request, "on"), _people(request)
    members = {member.person_id: member for member in _members_of(request.household_id)}
    home, effects = _house_asked(request)
    for person in leaving:
        if person.pk not in members:
            raise _not_of_this_house(person)
        member = members.pop(person.pk)
        part = _Part.HEAD.value if str(person.pk) == request.asked["head"] else _without_headship(member.part)
        effects += [
            _end(member, day),
            _begin(person, home, part, member.stay, day, request),
            _set("person", person, person.full_name, household_id=home),
        ]
    if not members:
        raise Refusal(
            "nobody-stays",
            th="ถ้าทุกคนย้ายออก ให้ใช้คำขอย้ายที่อยู่แทนการแยกครัวเรือน",
            en="If everybody leaves, ask for a move instead of a split.",
        )
    return effects


def _birth(request: ChangeRequest) -> list[Effect]:
    asked, born = request.asked, _day(request, "birth_date")
    name = f"{asked['title']}{asked['given_name']} {asked['family_name']}".strip()
    digits, source = sealed_id(request), str(asked.get("source", ""))[:60]
    if digits:
        require_free_id(keyed_hash(request.municipality_id, digits, purpose=ID_PURPOSE))
    child = _make(
        "person",
        name,
        household_id=request.household_id,
        birth_date=born,
        **{field: asked[field] for field in ("title", "given_name", "family_name", "sex")},
        **({"national_id": masked(digits)} if digits else {}),
    )
    member = _make(
        "member",
        name,
        household_id=request.household_id,
        person_id=child.row,
        part=_Part.DEPENDANT.value,
        stay=_Stay.BOTH.value,
        begins_on=born,
        source=source,
    )
    parents = [
        _make(
            "kinship",
            f"{_person(request, role).full_name} – {name}",
            person_id=asked[role],
            relative_id=child.row,
            kind=Kinship.Kind.PARENT.value,
            begins_on=born,
            source=source,
        )
        for role in ("mother", "father")
        if asked.get(role)
    ]
    return [child, member, *parents]


_PLANS: dict[str, Callable[[ChangeRequest], list[Effect]]] = {
    ChangeRequest.Kind.MERGE.value: _merge,
    ChangeRequest.Kind.CORRECTION.value: _correction,
    ChangeRequest.Kind.DEATH.value: _death,
    ChangeRequest.Kind.MOVE.value: _move,
    ChangeRequest.Kind.HEAD.value: _head,
    ChangeRequest.Kind.SPLIT.value: _split,
    ChangeRequest.Kind.BIRTH.value: _birth,
}


def masked(digits: str) -> str:
    """An id by its last digits, to compare with a card."""
    return f"x-xxxx-xxxxx-{digits[10:12]}-{digits[12]}" if digits else ""


def _make(what: str, whom: str, **values: Any) -> Effect:
    return Effect(what, str(new_id()), whom, {}, values, makes=True)


def _set(what: str, row: models.Model, whom: str, **values: Any) -> Effect:
    return Effect(what, str(row.pk), whom, {field: getattr(row, field) for field in values}, values)


def _end(member: HouseholdMember, day: dt.date) -> Effect:
    return _set("member", member, member.person.full_name, ends_on=day)


def _begin(person: Person, home: str, part: str, stay: str, day: dt.date, request: ChangeRequest) -> Effect:
    return _make(
        "member",
        person.full_name,
        household_id=home,
        person_id=person.pk,
        part=part,
        stay=stay,
        begins_on=day,
        source=str(request.asked.get("source", ""))[:60],
    )


def _again(member: HouseholdMember, part: str, day: dt.date, request: ChangeRequest) -> Effect:
    return _begin(member.person, str(member.household_id), part, member.stay, day, request)


def _away(person: Person, moves: str, elsewhere: str, day: dt.date, request: ChangeRequest) -> Effect:
    return _make(
        "address",
        person.full_name,
        person_id=person.pk,
        kind="registered" if moves == "registration" else "lives",
        elsewhere=elsewhere,
        begins_on=day,
        source=str(request.asked.get("source", ""))[:60],
    )


def _said(request: ChangeRequest, person: Person, field: str, value: str, source: str) -> Effect:
    return _make(
        "value_source",
        person.full_name,
        person_id=person.pk,
        field=field,
        value=value[:120],
        source=source[:120],
        said_on=timezone.localdate(),
        noted_by_id=request.proposed_by_id,
    )


def _house_asked(request: ChangeRequest) -> tuple[str, list[Effect]]:
    """The house that people go to: one that stands, a new one, or none here."""
    asked = request.asked
    if asked.get("to"):
        return str(asked["to"]), []
    if not asked.get("village"):
        return "", []
    house = _make(
        "household",
        str(asked["house_no"]),
        village_id=asked["village"],
        house_no=asked["house_no"],
        latitude=asked.get("latitude"),
        longitude=asked.get("longitude"),
        place_key=place_key(Village.objects.get(pk=asked["village"]).code, str(asked["house_no"])),
    )
    return house.row, [house]


def _person(request: ChangeRequest, role: str) -> Person:
    return Person.objects.get(pk=request.asked[role])


def _living(request: ChangeRequest, role: str) -> Person:
    person = _person(request, role)
    _require_living(person)
    return person


def _require_living(person: Person) -> None:
    if Death.objects.filter(person=person).exists():
        raise Refusal(
            "has-died",
            th=f"ทะเบียนบันทึกแล้วว่า {person.full_name} เสียชีวิต",
            en=f"The register says already that {person.full_name} has died.",
        )


def _people(request: ChangeRequest) -> list[Person]:
    wanted = [uuid.UUID(pk) for pk in request.asked["people"]]
    found = Person.objects.in_bulk(wanted)
    return [found[pk] for pk in wanted]


def _current(person: Person) -> Sequence[HouseholdMember]:
    return list(HouseholdMember.objects.filter(person=person, ends_on__isnull=True).select_related("person"))


def _members_of(household_id: uuid.UUID | None) -> Sequence[HouseholdMember]:
    if household_id is None:
        return []
    rows = HouseholdMember.objects.filter(household_id=household_id, ends_on__isnull=True)
    return list(rows.select_related("person").order_by("made_at", "pk"))


def _day(request: ChangeRequest, key: str) -> dt.date:
    return require_past_day(dt.date.fromisoformat(str(request.asked[key])), timezone.localdate())


def _without_headship(part: str) -> str:
    return _Part.MEMBER.value if part == _Part.HEAD else part


def _not_of_this_house(person: Person) -> Refusal:
    return Refusal(
        "not-of-this-house",
        th=f"{person.full_name} ไม่ได้อยู่ในครัวเรือนนี้แล้ว โปรดเปิดหน้าครัวเรือนใหม่",
        en=f"{person.full_name} is not in this household any more; open its page again.",
    )


def _lives_there(person: Person) -> Refusal:
    return Refusal(
        "in-this-house",
        th=f"{person.full_name} อยู่บ้านหลังนี้แล้ว",
        en=f"{person.full_name} is in that house already.",
    )
