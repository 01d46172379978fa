"""The civil register makes people and households."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping

from huangyai.kernel import Actor, BadInput, NationalId, read_date
from huangyai.people.actions import HouseholdFacts, PersonFacts, admit_households
from huangyai.people.models import Household, Person
from huangyai.people.queries import id_key
from huangyai.places.models import Village
from huangyai.targets.actions.bringing.rows import Join
from huangyai.targets.rules.cell_checks import split_name
from huangyai.targets.rules.civil_changes import SEXES, House, house_of, is_newborn
from huangyai.targets.rules.newborns import is_unnamed, name_for_now
from huangyai.targets.rules.register_file import RegisterFile

HousePlaces = Mapping[str, tuple[float, float]]


def admit_civil(
    actor: Actor,
    file: RegisterFile,
    house_places: HousePlaces,
    known: Mapping[int, uuid.UUID],
    *,
    edition_before: dt.date | None = None,
    waiting: Collection[int] = (),
) -> dict[int, Join]:
    """Enter whoever is not there yet; row number → who it is. `known` are rows of people from the edition before.

    Whoever was entered before by their national id is found again and not entered twice. With an edition before, a
    child that was born since into a house that stands is not entered: the birth is proposed, for somebody to approve.
    `waiting` are rows of such children from editions before.
    """
    standing = _standing_houses(file, edition_before)
    villages = {village.code: village for village in Village.objects.all()}
    by_id = dict(Person.objects.exclude(national_id_hash="").order_by("-pk").values_list("national_id_hash", "pk"))
    houses: dict[tuple[str, str, str], list[tuple[int, PersonFacts]]] = defaultdict(list)
    found = dict(known)
    first_rows: dict[str, int] = {}
    same_as: dict[int, int] = {}
    for number, row in file.numbered:
        code = row.get("village_code", "")
        if number in found or code not in villages:
            continue
        born_here = edition_before and house_of(row) in standing and is_newborn(row, edition_before)
        facts = _person(row)
        key = id_key(actor, facts.national_id) if facts.national_id else ""
        if key in by_id:
            found[number] = by_id[key]
        elif born_here or number in waiting:
            continue
        elif key and key in first_rows:
            same_as[number] = first_rows[key]
        else:
            if key:
                first_rows[key] = number
            houses[code, row.get("house_no", ""), row.get("house_code", "")].append((number, facts))
    if not houses and not found:
        raise BadInput(file.findings.faults)
    admitted = admit_households(
        actor=actor,
        households=[
            HouseholdFacts(
                villages[code],
                house_no,
                [facts for _, facts in members],
                *(house_places.get(house_code) or (villages[code].latitude, villages[code].longitude)),
            )
            for (code, house_no, house_code), members in houses.items()
        ],
        source="civil",
    )
    numbers = [number for members in houses.values() for number, _ in members]
    found |= {number: person.pk for number, person in zip(numbers, admitted, strict=True)}
    found |= {number: found[first] for number, first in same_as.items()}
    return {number: Join(person_id) for number, person_id in found.items()}


def _standing_houses(file: RegisterFile, edition_before: dt.date | None) -> frozenset[House]:
    if edition_before is None or not any(is_newborn(row, edition_before) for _, row in file.numbered):
        return frozenset()
    return frozenset(House(*place) for place in Household.objects.values_list("village__code", "house_no"))


def _person(row: Mapping[str, str]) -> PersonFacts:
    title, given, family = name_for_now(row) if is_unnamed(row) else split_name(row)
    national_id = born = None
    # What can't be right was told when the list was checked; here it is only left out.
    try:
        national_id = NationalId.parse(row["national_id"]) if row.get("national_id") else None
    except BadInput:
        national_id = None
    try:
        born = read_date(row["birth_date"]) if row.get("birth_date") else None
    except BadInput:
        born = None
    phone = row.get("phone", "")
    return PersonFacts(
        given_name=given[:80],
        family_name=family[:80],
        title=title[:40],
        nickname=row.get("nickname", "")[:40],
        sex=SEXES.get(row.get("sex", ""), ""),
        birth_date=born,
        national_id=national_id,
        phone=phone if len(phone) <= 10 and phone.isdigit() else "",
        part="head" if "เจ้าบ้าน" in row.get("house_status", "") else "member",
    )
