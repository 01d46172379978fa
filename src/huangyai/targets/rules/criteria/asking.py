"""What a card may ask, in the words that staff choose from."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from huangyai.kernel import Words

SURVEY = "survey"
VISITED = "visited"

# fact → Thai, English, units, least and most that make sense, whose knowledge it is
NUMBERS: dict[str, tuple[Words, Words, int, int, str]] = {
    "age": (Words(th="อายุ", en="age"), Words(th="ปี", en="years"), 0, 120, "civil"),
    "household_size": (Words(th="คนในบ้าน", en="people in the house"), Words(th="คน", en=""), 0, 60, "civil"),
    "adl": (Words(th="คะแนน ADL", en="ADL score"), Words(th="", en=""), 0, 20, "visits"),
    "income": (Words(th="รายได้ต่อปี", en="yearly income"), Words(th="บาท", en="baht"), 0, 10_000_000, "welfare"),
    "dimensions": (
        Words(th="จำนวนด้านที่ขาดแคลน", en="sides of life with a want"),
        Words(th="ด้าน", en=""),
        0,
        20,
        SURVEY,
    ),
}

YES_NO: dict[str, tuple[Words, str]] = {
    "lives_here": (Words(th="อยู่อาศัยจริงในพื้นที่", en="lives here in fact"), "civil"),
    "lives_elsewhere": (
        Words(th="มีชื่อในทะเบียนบ้านที่นี่ แต่ตัวอยู่ที่อื่น", en="is registered here and lives elsewhere"),
        "civil",
    ),
    "registered_elsewhere": (
        Words(th="อยู่จริงในพื้นที่ แต่ทะเบียนบ้านอยู่ที่อื่น", en="lives here and is registered elsewhere"),
        "civil",
    ),
    "lives_alone": (Words(th="อยู่บ้านคนเดียว", en="lives alone"), "civil"),
    "has_child": (Words(th="ในบ้านมีเด็กอายุต่ำกว่า 15 ปี", en="has a child under 15 in the house"), "civil"),
    "has_elder": (Words(th="ในบ้านมีผู้สูงอายุ", en="has somebody of 60 or more in the house"), "civil"),
    "only_old_and_young": (
        Words(th="ในบ้านมีแต่ผู้สูงอายุกับเด็ก", en="has only elderly people and children in the house"),
        "civil",
    ),
    "has_disabled": (Words(th="ในบ้านมีคนพิการ", en="has a disabled person in the house"), "disability"),
    "has_bedridden": (Words(th="ในบ้านมีผู้ป่วยติดเตียง", en="has a bedridden person in the house"), "visits"),
    "wheelchair": (Words(th="ใช้รถเข็น", en="uses a wheelchair"), "disability"),
    "disability": (Words(th="มีชื่อในทะเบียนคนพิการ", en="is on the disability register"), "disability"),
    "in_school": (Words(th="อยู่ในทะเบียนนักเรียน", en="is on a school roll"), "school"),
    "poor": (
        Words(th="ครัวเรือนถึงเกณฑ์ขาดแคลนหลายด้านจากแบบสำรวจ", en="the household is poor in many ways by the survey"),
        SURVEY,
    ),
}

REGISTER_WORDS: dict[str, Words] = {
    "civil": Words(th="ทะเบียนราษฎร", en="the civil register"),
    "elderly": Words(th="ทะเบียนเบี้ยยังชีพผู้สูงอายุ", en="the old-age allowance list"),
    "disability": Words(th="ทะเบียนคนพิการ", en="the disability register"),
    "school": Words(th="ทะเบียนนักเรียน", en="the school roll"),
    "welfare": Words(th="ทะเบียนบัตรสวัสดิการแห่งรัฐ", en="the welfare card list"),
    "visits": Words(th="บัญชีเยี่ยมบ้าน อสม.", en="the visit list"),
}

OWN_LIST = "other:"
"""How the key of a list with a name of its own begins."""

SEXES: dict[str, Words] = {
    "f": Words(th="เป็นหญิง", en="is a woman or girl"),
    "m": Words(th="เป็นชาย", en="is a man or boy"),
}

_ABOUT = Words(th="เรื่องของคน", en="The person")
_HOUSE = Words(th="เรื่องของบ้าน", en="The house")
_LISTS = Words(th="ทะเบียนของหน่วยงาน", en="Offices' registers")
_SURVEYED = Words(th="แบบสำรวจครัวเรือน", en="Household survey")
_VISITING = Words(th="การเยี่ยมบ้าน", en="Home visits")
_PLACE = Words(th="หมู่บ้านหรือชุมชน", en="Village")
_IN_HOUSE = {
    "household_size",
    "lives_alone",
    "has_child",
    "has_elder",
    "only_old_and_young",
    "has_disabled",
    "has_bedridden",
}


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that a card may ask, as staff choose it from a list. `numbers` says how many stand beside it."""

    words: Words
    fact: str
    relation: str
    value: str | None = None
    numbers: int = 0
    heading: Words = _ABOUT
    called: Words | None = None

    def definition(self, number: int | None = None, upper: int | None = None) -> dict[str, Any]:
        """The condition as a card keeps it."""
        kept: dict[str, Any] = {"fact": self.fact, "is": self.relation}
        if self.numbers == 2:
            kept["value"] = [number, upper]
        elif self.numbers == 1:
            kept["value"] = number
        elif self.value is not None:
            kept["value"] = self.value
        if self.called is not None:
            kept["called"] = self.called.as_dict()
        return kept


def register_key(kind: str, source_id: uuid.UUID | None) -> str:
    """What facts, cards and seats call a register: its kind, or which list with a name of its own it is."""
    return f"{OWN_LIST}{source_id}" if kind == "other" else kind


def conditions_of(
    villages: Sequence[tuple[str, str]] = (),
    wants: Mapping[str, Words] | None = None,
    own_lists: Mapping[str, Words] | None = None,
    communities: Sequence[tuple[str, str]] = (),
) -> dict[str, Condition]:
    """Everything that a card may ask here, by a key that forms carry.

    `villages` and `communities` are codes with names, `wants` the columns of the household survey with their words, and
    `own_lists` the keys of lists with a name of their own.
    """
    found = dict(CONDITIONS)
    for key, words in (own_lists or {}).items():
        found |= _membership(key, words, called=words)
    for column, words in (wants or {}).items():
        asked = Words(th=f"ครัวเรือนขาด: {words.th}", en=f"the household lacks: {words.en}")
        found[f"want-{column}"] = Condition(asked, "deprived", "contains", column, heading=_SURVEYED, called=words)
    for code, name in villages:
        words = Words(th=f"อยู่ {name}", en=f"lives in {name}")
        called = Words(th=name, en=name)
        found[f"village-{code}"] = Condition(words, "village", "equals", code, heading=_PLACE, called=called)
    for code, name in communities:
        words = Words(th=f"อยู่ {name}", en=f"lives in {name}")
        called = Words(th=name, en=name)
        found[f"community-{code}"] = Condition(words, "community", "equals", code, heading=_PLACE, called=called)
    return found


def _conditions() -> dict[str, Condition]:
    found = {}
    for fact, (words, unit, _least, _most, source) in NUMBERS.items():
        heading = _SURVEYED if source == SURVEY else _HOUSE if fact in _IN_HOUSE else _ABOUT
        for relation, asked in _number_words(words, unit).items():
            found[f"{fact}-{relation}"] = Condition(
                asked, fact, relation, numbers=2 if relation == "between" else 1, heading=heading
            )
    for sex, words in SEXES.items():
        found[f"sex-{sex}"] = Condition(words, "sex", "equals", sex)
    for fact, (words, source) in YES_NO.items():
        heading = _SURVEYED if source == SURVEY else _HOUSE if fact in _IN_HOUSE else _ABOUT
        found[fact] = Condition(words, fact, "true", heading=heading)
    for register, words in REGISTER_WORDS.items():
        found |= _membership(register, words)
    unvisited = Words(th="ไม่มีใครไปเยี่ยมมาแล้ว … วันขึ้นไป หรือไม่เคยเลย", en="nobody has visited for … days or more, or ever")
    found["unvisited"] = Condition(unvisited, "days_since_visit", "at_least", numbers=1, heading=_VISITING)
    return found


def _membership(register: str, words: Words, called: Words | None = None) -> dict[str, Condition]:
    on = Words(th=f"มีชื่อใน{words.th}", en=f"is on {words.en}")
    off = Words(th=f"ไม่มีชื่อใน{words.th}", en=f"is not on {words.en}")
    return {
        f"on-{register}": Condition(on, "registers", "contains", register, heading=_LISTS, called=called),
        f"off-{register}": Condition(off, "registers", "lacks", register, heading=_LISTS, called=called),
    }


def _number_words(words: Words, unit: Words) -> dict[str, Words]:
    gap = " " if words.th[-1].isascii() else ""
    th, en = f" {unit.th}" if unit.th else "", f" {unit.en}" if unit.en else ""
    return {
        "at_least": Words(th=f"{words.th}{gap}ตั้งแต่ …{th or ' '}ขึ้นไป", en=f"{words.en} at least …{en}"),
        "at_most": Words(th=f"{words.th}{gap}ไม่เกิน …{th}", en=f"{words.en} at most …{en}"),
        "between": Words(th=f"{words.th}{gap}ตั้งแต่ … ถึง …{th}", en=f"{words.en} from … to …{en}"),
    }


# Everything that a card may ask anywhere; places, lists with a name of their own and wants of the survey come on top.
CONDITIONS = _conditions()
