"""Criteria cards: whom something is for, as data that staff build without code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from huangyai.kernel import BadInput, Words


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What the joined registers say of one person, as far as criteria may ask."""

    age: int | None = None
    sex: str = ""
    registers: frozenset[str] = field(default_factory=frozenset)
    adl: int | None = None
    income: int | None = None
    wheelchair: bool = False
    disability: bool = False
    in_school: bool = False
    lives_alone: bool = False
    household_size: int = 0


_ASKED = {
    "age": ("อายุ", "age", "ปี", "years"),
    "adl": ("คะแนน ADL", "ADL score", "", ""),
    "income": ("รายได้ต่อปี", "yearly income", "บาท", "baht"),
    "household_size": ("คนในบ้าน", "people in the house", "คน", ""),
}
_YES_NO = {
    "wheelchair": ("ใช้รถเข็น", "uses a wheelchair"),
    "disability": ("มีชื่อในทะเบียนคนพิการ", "is on the disability register"),
    "in_school": ("อยู่ในทะเบียนนักเรียน", "is on a school roll"),
    "lives_alone": ("อยู่บ้านคนเดียว", "lives alone"),
}
_REGISTERS = {
    "civil": ("ทะเบียนราษฎร", "the civil register"),
    "elderly": ("ทะเบียนเบี้ยยังชีพผู้สูงอายุ", "the old-age allowance list"),
    "disability": ("ทะเบียนคนพิการ", "the disability register"),
    "school": ("ทะเบียนนักเรียน", "the school roll"),
    "welfare": ("ทะเบียนบัตรสวัสดิการแห่งรัฐ", "the welfare card list"),
    "visits": ("บัญชีเยี่ยมบ้าน อสม.", "the visit list"),
}


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that a card may ask, as staff choose it from a list."""

    words: Words
    fact: str
    relation: str
    value: str | None = None

    @property
    def takes_number(self) -> bool:
        """A number has to be written beside it."""
        return self.relation in {"at_least", "at_most"}

    def definition(self, number: int | None) -> dict[str, Any]:
        """The condition as a card keeps it."""
        if self.relation == "true":
            return {"fact": self.fact, "is": "true"}
        return {"fact": self.fact, "is": self.relation, "value": number if self.takes_number else self.value}


def _conditions() -> dict[str, Condition]:
    found = {}
    for fact, (th, en, unit_th, unit_en) in _ASKED.items():
        gap, before, behind = (
            (" " if th[-1].isascii() else ""),
            f" {unit_th}" if unit_th else "",
            f" {unit_en}" if unit_en else "",
        )
        least = Words(th=f"{th}{gap}ตั้งแต่ …{before or ' '}ขึ้นไป", en=f"{en} at least …{behind}")
        most = Words(th=f"{th}{gap}ไม่เกิน …{before}", en=f"{en} at most …{behind}")
        found[f"{fact}-at_least"] = Condition(least, fact, "at_least")
        found[f"{fact}-at_most"] = Condition(most, fact, "at_most")
    for fact, (th, en) in _YES_NO.items():
        found[fact] = Condition(Words(th=th, en=en), fact, "true")
    for register, (th, en) in _REGISTERS.items():
        found[f"on-{register}"] = Condition(Words(th=f"มีชื่อใน{th}", en=f"is on {en}"), "registers", "contains", register)
        found[f"off-{register}"] = Condition(
            Words(th=f"ไม่มีชื่อใน{th}", en=f"is not on {en}"), "registers", "lacks", register
        )
    return found


# Everything that a card may ask, by a key that forms carry.
CONDITIONS = _conditions()


def describe(definition: Mapping[str, Any]) -> list[Words]:
    """A card's conditions in words, in their order; those of alternatives are named as such."""
    for key, th, en in (("all", "", ""), ("any", "หรือ ", "or ")):
        if (parts := definition.get(key)) is not None:
            told = [words for part in parts for words in describe(part)]
            return [
                Words(th=f"{th if at else ''}{words.th}", en=f"{en if at else ''}{words.en}")
                for at, words in enumerate(told)
            ]
    for condition in CONDITIONS.values():
        value = definition.get("value")
        if condition.definition(value if isinstance(value, int) else None) == dict(definition):
            number = f"{value:,}" if isinstance(value, int) else ""
            return [Words(th=condition.words.th.replace("…", number), en=condition.words.en.replace("…", number))]
    return []


def judge(definition: Mapping[str, Any], facts: PersonFacts) -> list[Words] | None:
    """The reasons why the card takes this person, or None when it doesn't. Unknown values never take anybody by themselves."""
    alternatives = definition.get("any")
    if alternatives is not None:
        reasons = [reason for part in alternatives for reason in (judge(part, facts) or [])]
        return list(dict.fromkeys(reasons)) or None
    together = definition.get("all")
    if together is not None:
        found: list[Words] = []
        for part in together:
            reasons_of_part = judge(part, facts)
            if reasons_of_part is None:
                return None
            found += reasons_of_part
        return list(dict.fromkeys(found)) or None
    return _judge_one(definition, facts)


def check_definition(definition: Mapping[str, Any]) -> None:
    """Refuse a card that asks for something that no register says, or asks nothing at all."""
    for key in ("all", "any"):
        if (parts := definition.get(key)) is not None:
            if not isinstance(parts, list) or not parts:
                raise BadInput.of(
                    th="บัตรเกณฑ์ต้องมีอย่างน้อยหนึ่งเงื่อนไข โปรดเลือกเงื่อนไขจากรายการ",
                    en="A criteria card needs at least one condition; choose from the list.",
                )
            for part in parts:
                check_definition(part)
            return
    _judge_one(definition, PersonFacts())


def _judge_one(condition: Mapping[str, Any], facts: PersonFacts) -> list[Words] | None:
    fact, relation, wanted = condition.get("fact"), condition.get("is"), condition.get("value")
    if isinstance(fact, str) and fact in _YES_NO and relation == "true":
        th, en = _YES_NO[fact]
        return [Words(th=th, en=en)] if getattr(facts, fact) else None
    if fact == "registers" and relation in {"contains", "lacks"} and isinstance(wanted, str) and wanted in _REGISTERS:
        th, en = _REGISTERS[wanted]
        there = wanted in facts.registers
        if relation == "contains":
            return [Words(th=f"มีชื่อใน{th}", en=f"is on {en}")] if there else None
        return [Words(th=f"ไม่มีชื่อใน{th}", en=f"is not on {en}")] if not there else None
    if (
        isinstance(fact, str)
        and fact in _ASKED
        and relation in {"at_least", "at_most"}
        and isinstance(wanted, int)
        and not isinstance(wanted, bool)
    ):
        value = getattr(facts, fact)
        if value is None or (value < wanted if relation == "at_least" else value > wanted):
            return None
        th, en, unit_th, unit_en = _ASKED[fact]
        return [Words(th=f"{th} {value:,} {unit_th}".strip(), en=f"{en} {value:,} {unit_en}".strip())]
    raise BadInput.of(
        th=f"บัตรเกณฑ์มีเงื่อนไขที่ระบบไม่รู้จัก ({fact} {relation} {wanted}) โปรดเลือกเงื่อนไขจากรายการ",
        en=f"The card asks something unknown ({fact} {relation} {wanted}); choose from the list.",
    )
