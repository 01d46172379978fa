"""Fills the villages with houses and the houses with people."""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
import random

from huangyai.demo.registers.circumstances import (
    adl_of,
    disability_of,
    school_of,
    welfare_card_of,
    wheelchair_of,
    work_of,
)
from huangyai.demo.registers.compositions import Sketch, draw_household
from huangyai.demo.registers.names import NamePool, title_of
from huangyai.demo.registers.national_ids import IdBook
from huangyai.demo.registers.residents import Household, Person
from huangyai.demo.registers.villages import VILLAGES, Village

_METRES_PER_DEGREE = 111_320.0


class Neighbourhood:
    """A sub-district under construction; every draw comes from one generator, in a fixed order."""

    def __init__(self, rng: random.Random, as_of: dt.date) -> None:
        self._rng = rng
        self._as_of = as_of
        self._names = NamePool(rng)
        self._ids = IdBook(rng)
        self._households: list[Household] = []
        self._houses_in: dict[str, int] = dict.fromkeys((village.code for village in VILLAGES), 0)
        self._people = 0

    def settle(self, people: int) -> tuple[Person, ...]:
        """Exactly so many people, house by house; some moved here from another house."""
        settled: list[Person] = []
        while len(settled) < people:
            settled.extend(self._move_in(draw_household(self._rng, people - len(settled))))
        return tuple(self._with_former_home(person) for person in settled)

    def settle_newcomers(self, people: int) -> tuple[Person, ...]:
        """Workers and relatives who rent a room: they live here and are registered elsewhere."""
        newcomers = []
        for _ in range(people):
            house = self._rng.choice(self._households)
            sketch = Sketch("lodger", self._rng.choice("mf"), self._rng.randint(18, 72), line=1)
            newcomers.append(self._person(sketch, house, self._names.family(self._rng.randint(0, 99)), 1.0))
        return tuple(newcomers)

    def households(self) -> tuple[Household, ...]:
        """All houses built so far."""
        return tuple(self._households)

    def _move_in(self, sketches: list[Sketch]) -> list[Person]:
        rng = self._rng
        village = rng.choices(VILLAGES, [village.share for village in VILLAGES])[0]
        house = self._build(village)
        prosperity = math.exp(rng.gauss(0.12, 0.55))
        lines = (self._names.family(village.moo), self._names.family(rng.randint(0, 99)))
        members = [self._person(sketch, house, lines[sketch.line], prosperity) for sketch in sketches]
        per_person = sum(member.income for member in members) / len(members)
        members = [
            dataclasses.replace(
                member,
                lives_alone=len(members) == 1,
                carer_id=_carer(member, members, self._as_of),
                has_welfare_card=welfare_card_of(rng, member.age_on(self._as_of), member.income, per_person),
            )
            for member in members
        ]
        self._households.append(
            dataclasses.replace(
                house, income_per_person=round(per_person), member_ids=tuple(member.id for member in members)
            )
        )
        return members

    def _build(self, village: Village) -> Household:
        self._houses_in[village.code] += 1
        number = self._houses_in[village.code]
        # Every fifth house stands on a divided plot: 12/1, 12/2 ...
        plot, part = divmod(number, 5)
        house_no = f"{4 * plot + part}" if part else f"{max(1, 4 * plot - 1)}/{1 + plot % 4}"
        east, north = self._rng.gauss(0, 330), self._rng.gauss(0, 260)
        serial = len(self._households) + 1
        return Household(
            id=f"H{serial:05d}",
            village_code=village.code,
            house_no=house_no,
            house_code=f"9201{serial:07d}",
            latitude=round(village.latitude + north / _METRES_PER_DEGREE, 6),
            longitude=round(
                village.longitude + east / (_METRES_PER_DEGREE * math.cos(math.radians(village.latitude))), 6
            ),
            income_per_person=0,
            member_ids=(),
        )

    def _person(self, sketch: Sketch, house: Household, family: str, prosperity: float) -> Person:
        rng = self._rng
        self._people += 1
        born = self._birth_date(sketch.age)
        years_in_may = self._as_of.year - (0 if (self._as_of.month, self._as_of.day) >= (5, 16) else 1)
        age_in_may = years_in_may - born.year - (0 if (born.month, born.day) <= (5, 16) else 1)
        school, grade = school_of(rng, age_in_may, house.village.moo)
        disability = disability_of(rng, sketch.age)
        adl = adl_of(rng, sketch.age, disability)
        able = not school and (adl is None or adl >= 12)
        work = work_of(rng, sketch.age, prosperity) if able else work_of(rng, 0, prosperity)
        took_husbands_name = sketch.sex == "f" and sketch.married and rng.random() < 0.75
        return Person(
            id=f"P{self._people:06d}",
            household_id=house.id,
            position=sketch.position,
            title=title_of(sketch.sex, sketch.age, married=sketch.married),
            first_name=self._names.first(sketch.sex, sketch.age),
            last_name=family,
            nickname=self._names.nickname(sketch.age),
            sex=sketch.sex,
            birth_date=born,
            national_id=self._ids.next_for(house.id, born.year),
            former_last_name=self._names.family(rng.randint(0, 99)) if took_husbands_name else "",
            phone=self._phone() if sketch.age >= 13 and rng.random() < 0.85 else "",
            occupation=work.occupation,
            income=work.income,
            disability_type=disability,
            adl=adl,
            needs_wheelchair=wheelchair_of(rng, adl, disability),
            school=school,
            grade=grade,
            works_without_days_off=work.without_days_off,
        )

    def _birth_date(self, age: int) -> dt.date:
        """A day that makes this age today; of the old, some were registered as born on 1 January."""
        latest = dt.date(self._as_of.year - age, self._as_of.month, min(self._as_of.day, 28))
        born = latest - dt.timedelta(days=self._rng.randint(0, 364))
        if age >= 55 and self._rng.random() < 0.08:
            return dt.date(latest.year, 1, 1)
        return born

    def _phone(self) -> str:
        # 010 has been no one's prefix since Thai mobile numbers got ten digits, so nobody can be rung up.
        return f"010{self._rng.randrange(10_000_000):07d}"

    def _with_former_home(self, person: Person) -> Person:
        if self._rng.random() >= 0.06:
            return person
        former = self._rng.choice(self._households)
        return (
            dataclasses.replace(person, former_household_id=former.id) if former.id != person.household_id else person
        )


def _carer(person: Person, members: list[Person], as_of: dt.date) -> str:
    """Who in the house looks after somebody housebound, bedridden, in a wheelchair or under six."""
    needs_care = person.housebound or person.bedridden or person.needs_wheelchair or person.age_on(as_of) < 6
    if not needs_care:
        return ""
    able = [
        other
        for other in members
        if other.id != person.id and 18 <= other.age_on(as_of) <= 78 and (other.adl is None or other.adl >= 12)
    ]
    # First whoever has no other work, then the women of the house, as the surveys of carers find.
    able.sort(key=lambda other: (bool(other.occupation), other.sex == "m", other.id))
    return able[0].id if able else ""
