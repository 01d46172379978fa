"""An office's list is brought in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction

from huangyai.kernel import Actor, BadInput, Fault, NationalId, Words, read_date
from huangyai.kernel.words import arabic_digits
from huangyai.ledger.actions import record
from huangyai.people.actions import HouseholdFacts, PersonFacts, admit_households
from huangyai.people.models import Person
from huangyai.people.queries import id_key, people_by_national_id
from huangyai.places.models import Village
from huangyai.targets.access import (
    require_register_work,
)
from huangyai.targets.models import (
    Register,
    RegisterRow,
)
from huangyai.targets.queries import ORIGINAL_PURPOSE
from huangyai.targets.rules.columns import KEPT_FACTS
from huangyai.targets.rules.register_file import RegisterFile, read_register
from huangyai.vault.sealing import seal
from huangyai.walls.statistics import refresh_statistics

MOST_FAULTS = 200


_LONGEST = {"title": 40, "first_name": 80, "last_name": 80, "house_no": 40}


@dataclass(frozen=True, slots=True)
class BroughtRegister:
    """A register that was brought in, and what was wrong in single cells (the rows were kept)."""

    register: Register
    faults: tuple[Fault, ...]


def bring_register(
    *,
    actor: Actor,
    kind: str,
    file_name: str,
    content: bytes,
    columns: Mapping[str, str] | None = None,
    house_places: Mapping[str, tuple[float, float]] | None = None,
) -> BroughtRegister:
    """Bring an office's list in. The civil register makes people and households; every other list waits to be joined.

    The whole file is kept sealed; of each row only the facts that criteria ask stay readable. A file that can't be
    read leaves nothing behind.
    """
    require_register_work(actor)
    file = read_register(content, columns)
    faults: list[Fault] = []
    with transaction.atomic():
        register = Register.objects.create(
            municipality_id=actor.municipality_id,
            kind=kind,
            file_name=file_name[:200],
            rows=len(file.rows),
            original_sealed=seal(actor.municipality_id, file.text, purpose=ORIGINAL_PURPOSE),
            brought_by_id=actor.user_id,
        )
        people = _admit_civil(actor, file, house_places or {}, faults) if kind == Register.Kind.CIVIL else {}
        RegisterRow.objects.bulk_create(
            (
                RegisterRow(
                    municipality_id=actor.municipality_id,
                    register=register,
                    row=number,
                    row_key=row.get("id", "")[:60],
                    says={key: arabic_digits(value) for key, value in row.items() if key in KEPT_FACTS and value},
                    person=people.get(number),
                    probability=1.0 if number in people else None,
                )
                for number, row in file.numbered
            ),
            batch_size=2000,
        )
        refresh_statistics(RegisterRow)
        record(
            actor=actor,
            verb="register.brought",
            subject=register,
            register=kind,
            rows=len(file.rows),
            faults=len(faults),
        )
    return BroughtRegister(register, tuple(faults))


def _admit_civil(
    actor: Actor, file: RegisterFile, house_places: Mapping[str, tuple[float, float]], faults: list[Fault]
) -> dict[int, Person]:
    villages = {village.code: village for village in Village.objects.all()}
    houses: dict[tuple[str, str, str], list[tuple[int, PersonFacts]]] = defaultdict(list)
    known = people_by_national_id()
    known_rows: dict[int, Person] = {}
    first_rows: dict[str, int] = {}
    same_as: dict[int, int] = {}
    for number, row in file.numbered:
        code = row.get("village_code", "")
        if code not in villages:
            faults.append(_fault(number, "village_code", f"ไม่มีหมู่บ้านรหัส {code} ในเทศบาลนี้", f"no village {code} here"))
            continue
        facts = _civil_person(number, row, faults)
        if facts is None:
            continue
        key = id_key(actor, facts.national_id) if facts.national_id else ""
        if key in known:
            # Brought before: this row says who they are, and nobody is entered twice.
            known_rows[number] = known[key]
            continue
        if key and key in first_rows:
            same_as[number] = first_rows[key]
            faults.append(
                _fault(
                    number,
                    "national_id",
                    f"เลขเดียวกับแถว {first_rows[key]} จึงนับเป็นคนเดียวกัน",
                    f"the same id as row {first_rows[key]}; counted as one person",
                )
            )
            continue
        if key:
            first_rows[key] = number
        house_no = row.get("house_no", "")
        if len(house_no) > _LONGEST["house_no"]:
            faults.append(_too_long(number, "house_no"))
            house_no = house_no[: _LONGEST["house_no"]]
        houses[code, house_no, row.get("house_code", "")].append((number, facts))
    if not houses and not known_rows:
        raise BadInput(faults[:MOST_FAULTS])
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
    found = known_rows | dict(zip(numbers, admitted, strict=True))
    return found | {number: found[first] for number, first in same_as.items()}


def _civil_person(number: int, row: Mapping[str, str], faults: list[Fault]) -> PersonFacts | None:
    given, _, family = row.get("full_name", "").partition(" ")
    given, family = row.get("first_name", "") or given, row.get("last_name", "") or family.strip()
    if not given:
        faults.append(_fault(number, "first_name", "ไม่มีชื่อ แถวนี้ยังไม่เข้าทะเบียนคน", "no name; nobody was entered"))
        return None
    names = {"title": row.get("title", ""), "first_name": given, "last_name": family}
    for column, text in names.items():
        if len(text) > _LONGEST[column]:
            faults.append(_too_long(number, column))
            names[column] = text[: _LONGEST[column]]
    national_id, born = None, None
    try:
        national_id = NationalId.parse(row["national_id"]) if row.get("national_id") else None
    except BadInput as bad:
        faults.append(Fault(number, "national_id", bad.faults[0].words))
    try:
        born = read_date(row["birth_date"]) if row.get("birth_date") else None
    except BadInput as bad:
        faults.append(Fault(number, "birth_date", bad.faults[0].words))
    sex = row.get("sex", "").strip().lower()
    return PersonFacts(
        given_name=names["first_name"],
        family_name=names["last_name"],
        title=names["title"],
        sex="m" if sex in {"ชาย", "ช", "m"} else "f" if sex in {"หญิง", "ญ", "f"} else "",
        birth_date=born,
        national_id=national_id,
    )


def _too_long(number: int, column: str) -> Fault:
    most = _LONGEST[column]
    return _fault(
        number,
        column,
        f"ยาวเกิน {most} ตัวอักษร เก็บไว้เท่าที่ได้ โปรดตรวจแถวนี้",
        f"longer than {most} letters and was cut; check this row",
    )


def _fault(row: int, column: str, th: str, en: str) -> Fault:
    return Fault(row, column, Words(th=th, en=en))
