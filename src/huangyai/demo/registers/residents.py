"""Who lives in the example sub-district: the truth that the offices' lists know only in part."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property

from huangyai.demo.registers.villages import VILLAGE_BY_CODE, Village

LOW_INCOME = 100_000
"""Baht a person and year: the line that the basic-needs survey and several allowances use."""


@dataclass(frozen=True, slots=True)
class Household:
    """A house and those registered in it. Incomes are baht a year; the position is invented."""

    id: str
    village_code: str
    house_no: str
    house_code: str
    latitude: float
    longitude: float
    income_per_person: int
    member_ids: tuple[str, ...]

    @property
    def village(self) -> Village:
        """The village that the house stands in."""
        return VILLAGE_BY_CODE[self.village_code]

    @property
    def low_income(self) -> bool:
        """At or below 100,000 baht a person and year."""
        return self.income_per_person <= LOW_INCOME


@dataclass(frozen=True, slots=True)
class Person:
    """One resident, as they really are; no id or phone is anybody's.

    `sex` is m or f, `income` baht a year, `adl` the Barthel score (0 to 20) of an elderly or disabled person,
    `disability_type` the legal type 1 to 7.
    """

    id: str
    household_id: str
    position: str
    title: str
    first_name: str
    last_name: str
    nickname: str
    sex: str
    birth_date: dt.date
    national_id: str
    former_last_name: str = ""
    former_household_id: str = ""
    phone: str = ""
    occupation: str = ""
    income: int = 0
    disability_type: str = ""
    adl: int | None = None
    needs_wheelchair: bool = False
    school: str = ""
    grade: str = ""
    works_without_days_off: bool = False
    lives_alone: bool = False
    has_welfare_card: bool = False
    carer_id: str = ""

    @property
    def schoolchild(self) -> bool:
        """On the roll of a school or a child centre, so away on school days."""
        return bool(self.school)

    @property
    def bedridden(self) -> bool:
        """ติดเตียง: a Barthel score of 0 to 4."""
        return self.adl is not None and self.adl <= 4

    @property
    def housebound(self) -> bool:
        """ติดบ้าน: a Barthel score of 5 to 11."""
        return self.adl is not None and 5 <= self.adl <= 11

    def age_on(self, day: dt.date) -> int:
        """Completed years on a day."""
        had_birthday = (day.month, day.day) >= (self.birth_date.month, self.birth_date.day)
        return day.year - self.birth_date.year - (0 if had_birthday else 1)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of an office's list; `person_id` is the truth and never in the file."""

    id: str
    person_id: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """One office's list as it would hand it over; the cells follow the columns of its kind."""

    kind: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class SubDistrict:
    """The example sub-district on one day. `newcomers` live here, registered elsewhere: other lists know
    them, the civil register does not.
    """

    seed: int
    as_of: dt.date
    people: tuple[Person, ...]
    households: tuple[Household, ...]
    newcomers: tuple[Person, ...] = ()
    registers: tuple[Register, ...] = field(default=())

    @cached_property
    def person(self) -> dict[str, Person]:
        """Residents and newcomers by id."""
        return {person.id: person for person in (*self.people, *self.newcomers)}

    @cached_property
    def household(self) -> dict[str, Household]:
        """Households by id."""
        return {household.id: household for household in self.households}

    def register(self, kind: str) -> Register:
        """The list of one kind, such as ``elderly``."""
        return next(register for register in self.registers if register.kind == kind)
