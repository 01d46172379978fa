"""A clerk who keeps a list: careful or not, in the Buddhist era or not, with Thai digits or not."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

from huangyai.demo.registers.misspelling import misspell, mistype_digits
from huangyai.demo.registers.residents import Household, Person, SubDistrict
from huangyai.kernel import thai_digits
from huangyai.kernel.calendar import BUDDHIST_OFFSET, MONTHS_TH_SHORT


@dataclass(frozen=True, slots=True)
class Habits:
    """Rates of what goes wrong in one office, as parts of its rows."""

    id_missing: float = 0.0
    id_mistyped: float = 0.0
    id_dashed: float = 0.0
    misspelt: float = 0.0
    maiden_name: float = 0.0
    old_address: float = 0.0
    birth_wrong: float = 0.0
    birth_other_era: float = 0.0
    thai_digits: float = 0.0
    twice: float = 0.0


class Clerk:
    """Writes facts of a person down in one office's way; `mess` multiplies every rate."""

    def __init__(self, truth: SubDistrict, rng: random.Random, habits: Habits, mess: float) -> None:
        self.truth = truth
        self.rng = rng
        self.habits = habits
        self._mess = mess

    def errs(self, rate: float) -> bool:
        """Whether it goes wrong this time."""
        return self.rng.random() < min(0.95, rate * self._mess)

    def happens(self, share: float) -> bool:
        """Whether a habit that is no mistake shows this time."""
        return self.rng.random() < share

    def national_id(self, person: Person) -> str:
        """The id as this office has it: perhaps missing, mistyped, with dashes."""
        if self.errs(self.habits.id_missing):
            return "" if self.happens(0.85) else "-"
        digits = person.national_id
        if self.errs(self.habits.id_mistyped):
            digits = mistype_digits(self.rng, digits)
        if self.happens(self.habits.id_dashed):
            digits = f"{digits[0]}-{digits[1:5]}-{digits[5:10]}-{digits[10:12]}-{digits[12]}"
        return digits

    def first_name(self, person: Person) -> str:
        """The first name as heard."""
        return misspell(self.rng, person.first_name) if self.errs(self.habits.misspelt) else person.first_name

    def last_name(self, person: Person) -> str:
        """The family name, perhaps the one before marriage."""
        name = person.last_name
        if person.former_last_name and self.errs(self.habits.maiden_name):
            name = person.former_last_name
        return misspell(self.rng, name) if self.errs(self.habits.misspelt) else name

    def house(self, person: Person) -> Household:
        """Where this office thinks the person lives."""
        moved = person.former_household_id and self.errs(self.habits.old_address)
        return self.truth.household[person.former_household_id if moved else person.household_id]

    def birth_date(self, person: Person) -> dt.date:
        """The day of birth that the clerk understood."""
        born = person.birth_date
        if not self.errs(self.habits.birth_wrong):
            return born
        slip = self.rng.choice(("swap", "year", "ten", "january", "day"))
        if slip == "swap" and born.day <= 12:
            return dt.date(born.year, born.day, born.month)
        if slip == "year":
            return _same_day(born, born.year - self.rng.choice((1, 2)))
        if slip == "ten":
            return _same_day(born, born.year - 10)
        if slip == "january":
            return dt.date(born.year, 1, 1)
        return dt.date(born.year, born.month, 1 + born.day % 28)

    def year(self, born: dt.date, *, buddhist: bool) -> int:
        """The year in the office's era, or by mistake in the other."""
        wrong = self.errs(self.habits.birth_other_era)
        return born.year + (BUDDHIST_OFFSET if buddhist != wrong else 0)

    def long_date(self, born: dt.date) -> str:
        """12 มี.ค. 2508, as people say it."""
        return f"{born.day} {MONTHS_TH_SHORT[born.month - 1]} {self.year(born, buddhist=True)}"

    def numbers(self, text: str) -> str:
        """Digits, Thai ones where the clerk likes them."""
        return thai_digits(text) if text and self.happens(self.habits.thai_digits) else text

    def address(self, house: Household) -> str:
        """The address in one line, in one of the ways people write it."""
        village = house.village
        form = self.rng.randrange(4)
        text = (
            f"{house.house_no} ม.{village.moo} ต.บางกะจะ อ.เมือง จ.จันทบุรี",
            f"{house.house_no} หมู่ที่ {village.moo} ตำบลบางกะจะ อำเภอเมืองจันทบุรี จันทบุรี 22000",
            f"บ้านเลขที่ {house.house_no} หมู่ {village.moo} {village.name}",
            f"{house.house_no} หมู่ {village.moo} บางกะจะ",
        )[form]
        return self.numbers(text)


def _same_day(born: dt.date, year: int) -> dt.date:
    return dt.date(year, born.month, min(born.day, 28) if born.month == 2 else born.day)
