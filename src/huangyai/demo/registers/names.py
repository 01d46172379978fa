"""Names for people who don't exist.

First and family names come from PyThaiNLP's lists ``person_names_female_th``, ``person_names_male_th`` and
``person_names_family_th``, collected by Korkeat Wannapat and licensed CC BY-SA 4.0
(https://creativecommons.org/licenses/by-sa/4.0/). Lists generated here that are published again carry the
same licence and this attribution. The lists have no frequencies; the skew below is ours.
"""

from __future__ import annotations

import random
from functools import cache

from pythainlp.corpus.common import thai_family_names, thai_female_names, thai_male_names

NICKNAMES = (
    "แดง", "ดำ", "เล็ก", "ใหญ่", "น้อย", "ต้อย", "ติ๋ม", "อ้วน", "จุก", "หมู", "ไก่", "นก", "เป็ด", "กุ้ง", "ปู", "ปลา",
    "แมว", "หนู", "ช้าง", "เสือ", "อ้อย", "ส้ม", "มะลิ", "บัว", "แก้ว", "ทอง", "เงิน", "เพชร", "พลอย", "หยก",
    "ฝน", "ฟ้า", "ดาว", "เดือน", "ตะวัน", "ต้น", "ใบเตย", "กล้วย", "แตงโม", "ข้าว", "บอย", "แบงค์", "เบียร์", "นิว",
    "มายด์", "ไอซ์", "เจ", "โอ๋", "อ้อ", "เอก", "โต้ง", "ตู่", "ตุ้ม", "ต้อม", "จิ๋ว", "แป้ง", "หวาน", "มด", "ผึ้ง", "โบว์",
)  # fmt: skip

OLD_NICKNAMES = 34
"""So many of them, from the first, are the grandparents' generation's."""

SHORT_NAME = 6
"""The grandparents' names are short; a list without years of birth gives nothing better to tell by."""


@cache
def female_names() -> tuple[str, ...]:
    """Women's first names in a fixed order."""
    return tuple(sorted(name for name in thai_female_names() if name.isprintable() and len(name) > 2))


@cache
def male_names() -> tuple[str, ...]:
    """Men's first names in a fixed order."""
    return tuple(sorted(name for name in thai_male_names() if name.isprintable() and len(name) > 2))


@cache
def family_names() -> tuple[str, ...]:
    """Family names in a fixed order, without the ณ names, which belong to known houses."""
    return tuple(sorted(name for name in thai_family_names() if " " not in name and "." not in name and len(name) > 3))


class NamePool:
    """Draws names as a sub-district has them: some are everywhere, many rare, families stay put."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._first = {"f": list(female_names()), "m": list(male_names())}
        self._family = list(family_names())
        for names in (*self._first.values(), self._family):
            rng.shuffle(names)
        self._short = {sex: [n for n in names if len(n) <= SHORT_NAME] for sex, names in self._first.items()}

    def first(self, sex: str, age: int) -> str:
        """A first name; the older, the more often a short and common one."""
        if self._rng.random() < (age - 20) / 60:
            return self._skewed(self._short[sex], 3.2)
        return self._skewed(self._first[sex], 2.6)

    def family(self, village: int) -> str:
        """A family name; seven of ten are old families of the village."""
        if self._rng.random() < 0.7:
            return self._family[(village * 60 + int(60 * self._rng.random() ** 2.0)) % len(self._family)]
        return self._rng.choice(self._family)

    def nickname(self, age: int) -> str:
        """What the neighbours call them; the old bear the old nicknames."""
        return self._rng.choice(NICKNAMES[:OLD_NICKNAMES] if age >= 45 else NICKNAMES)

    def _skewed(self, names: list[str], power: float) -> str:
        return names[int(len(names) * self._rng.random() ** power)]


def title_of(sex: str, age: int, *, married: bool) -> str:
    """คำนำหน้านาม by law: children under 15 have their own."""
    if age < 15:
        return "เด็กชาย" if sex == "m" else "เด็กหญิง"
    if sex == "m":
        return "นาย"
    return "นาง" if married else "นางสาว"
