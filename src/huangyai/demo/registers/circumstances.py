"""How people live: money, work, school, disability, need of care. The shares are assumed."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

SCHOOLS = {
    "centre": "ศูนย์พัฒนาเด็กเล็กตัวอย่าง",
    "primary-east": "โรงเรียนบ้านสวนตัวอย่าง",
    "primary-west": "โรงเรียนดอนทรายตัวอย่าง",
    "secondary": "โรงเรียนเนินวิทยาตัวอย่าง",
}

# occupation, part of working people, part of those who have no day off, baht a month
_WORK = (
    ("รับจ้างทั่วไป", 0.24, 0.45, 9_000),
    ("ทำสวนผลไม้", 0.23, 0.30, 14_000),
    ("ค้าขาย", 0.15, 0.55, 12_000),
    ("พนักงานบริษัท", 0.12, 0.05, 16_000),
    ("ประมงและเพาะเลี้ยง", 0.08, 0.50, 11_000),
    ("เจียระไนพลอย", 0.06, 0.15, 13_000),
    ("รับราชการหรือรัฐวิสาหกิจ", 0.06, 0.0, 24_000),
    ("แม่บ้านหรือพ่อบ้าน", 0.06, 0.0, 1_500),
)

# 1 seeing, 2 hearing or speaking, 3 moving, 4 mind or behaviour, 5 intellect, 6 learning, 7 autism
DISABILITY_TYPES = ("1", "2", "3", "4", "5", "6", "7")
_DISABILITY_WEIGHTS_ADULT = (9, 20, 52, 9, 8, 1, 1)
_DISABILITY_WEIGHTS_CHILD = (4, 10, 26, 5, 30, 12, 13)


@dataclass(frozen=True, slots=True)
class Work:
    """What an adult does, whether a day off exists, and what it brings in a year."""

    occupation: str = ""
    without_days_off: bool = False
    income: int = 0


def work_of(rng: random.Random, age: int, prosperity: float) -> Work:
    """The work of somebody not at school; after 60 half go on, at 70 few.

    `prosperity` multiplies the incomes of a household.
    """
    if age < 18 or rng.random() < (age - 58) / 18:
        return Work(income=int(12 * rng.choice((600, 700, 1_500, 3_000)) * prosperity) if age >= 60 else 0)
    occupation, _, no_day_off, monthly = rng.choices(_WORK, [part for _, part, _, _ in _WORK])[0]
    income = monthly * 12 * prosperity * math.exp(rng.gauss(0, 0.35))
    return Work(occupation, rng.random() < no_day_off, int(round(income, -2)))


def school_of(rng: random.Random, age_in_may: int, moo: int) -> tuple[str, str]:
    """School and grade for an age on 16 May, when the school year begins; empty for those not on a roll."""
    if 2 <= age_in_may <= 5:
        if rng.random() < 0.25 * (age_in_may - 1) + 0.1:
            return SCHOOLS["centre"], f"ศพด. {age_in_may} ปี"
    elif 6 <= age_in_may <= 11 and rng.random() < 0.98:
        return SCHOOLS["primary-east" if moo in (1, 2, 3, 4, 10) else "primary-west"], f"ป.{age_in_may - 5}"
    elif 12 <= age_in_may <= 17 and rng.random() < (0.96 if age_in_may <= 14 else 0.78):
        return SCHOOLS["secondary"], f"ม.{age_in_may - 11}"
    return "", ""


def disability_of(rng: random.Random, age: int) -> str:
    """The legal type of disability, or nothing; about one resident in twenty has a card."""
    likely = 0.016 if age < 15 else 0.032 if age < 60 else 0.09 + 0.006 * (age - 60)
    if rng.random() >= likely:
        return ""
    return rng.choices(DISABILITY_TYPES, _DISABILITY_WEIGHTS_CHILD if age < 18 else _DISABILITY_WEIGHTS_ADULT)[0]


def adl_of(rng: random.Random, age: int, disability: str) -> int | None:
    """Barthel score 0 to 20 of those whom volunteers assess: people of 60 or more and disabled people."""
    if age < 60 and not disability:
        return None
    frailty = 0.02 + (0.012 * (age - 70) if age > 70 else 0.0) + (0.22 if disability == "3" else 0.0)
    if rng.random() >= frailty:
        return min(20, 14 + int(7 * rng.random() ** 0.4))
    return rng.randint(0, 4) if rng.random() < 0.27 else rng.randint(5, 11)


def wheelchair_of(rng: random.Random, adl: int | None, disability: str) -> bool:
    """Cannot come without a wheelchair (bedridden people are not counted: they can't come at all)."""
    if adl is None or adl <= 2:
        return False
    return rng.random() < (0.75 if adl <= 8 else 0.35 if adl <= 11 else 0.22 if disability == "3" else 0.004)


def welfare_card_of(rng: random.Random, age: int, income: int, per_person: float) -> bool:
    """Holds the state welfare card; the targeting errs both ways, as the real one does."""
    if age < 18:
        return False
    return rng.random() < (0.82 if income <= 100_000 and per_person <= 100_000 else 0.03)
