"""Whether a card takes somebody, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

from huangyai.kernel import BadInput, Words
from huangyai.targets.rules.criteria.asking import NUMBERS, OWN_LIST, REGISTER_WORDS, SEXES, SURVEY, VISITED, YES_NO
from huangyai.targets.rules.criteria.facts import PersonFacts

_DEEPEST = 4
"""Groups in groups in groups: beyond this nobody can say any more whom a card takes."""

Takes = Callable[[PersonFacts], bool]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the card takes somebody, and whose knowledge that is: a kind of register, the survey, or the visits."""

    words: Words
    source: str

    @property
    def th(self) -> str:
        """The reason in Thai."""
        return self.words.th

    @property
    def en(self) -> str:
        """The reason in English."""
        return self.words.en

    def as_dict(self) -> dict[str, str]:
        """As a candidate keeps it: a party that may not see that source is not shown the sentence."""
        return {**self.words.as_dict(), "from": self.source}


def judge(definition: Mapping[str, Any], facts: PersonFacts) -> list[Reason] | None:
    """The reasons why the card takes this person, or None when it doesn't. Unknown values never take anybody by themselves."""
    alternatives = definition.get("any")
    if alternatives is not None:
        reasons = [reason for part in alternatives for reason in (judge(part, facts) or [])]
        return list(dict.fromkeys(reasons)) or None
    together = definition.get("all")
    if together is not None:
        found: list[Reason] = []
        for part in together:
            reasons_of_part = judge(part, facts)
            if reasons_of_part is None:
                return None
            found += reasons_of_part
        return list(dict.fromkeys(found)) or None
    takes_one, why = _question(definition)
    return [why(facts)] if takes_one(facts) else None


def takes(definition: Mapping[str, Any]) -> Takes:
    """The card as one quick question, for counting everybody: true exactly where `judge` has reasons."""
    if (parts := definition.get("any")) is not None:
        return _any_of([takes(part) for part in parts])
    if (parts := definition.get("all")) is not None:
        return _all_of([takes(part) for part in parts])
    return _question(definition)[0]


def check_definition(definition: Mapping[str, Any], *, depth: int = 1) -> None:
    """Refuse a card that asks for something that no register says, asks nothing at all, or nests too deep."""
    for key in ("all", "any"):
        if (parts := definition.get(key)) is not None:
            if not isinstance(parts, list) or not parts or not all(isinstance(part, Mapping) for part in parts):
                raise BadInput.of(
                    th="บัตรเกณฑ์ต้องมีอย่างน้อยหนึ่งเงื่อนไข โปรดเลือกเงื่อนไขจากรายการ",
                    en="A criteria card needs at least one condition; choose from the list.",
                )
            if depth >= _DEEPEST:
                raise BadInput.of(
                    th="เงื่อนไขซ้อนกันลึกเกินไป โปรดแยกเป็นหลายบัตร",
                    en="The conditions are nested too deep; make several cards of it.",
                )
            for part in parts:
                check_definition(part, depth=depth + 1)
            return
    _question(definition)


def _any_of(asked: list[Takes]) -> Takes:
    return asked[0] if len(asked) == 1 else lambda facts: any(one(facts) for one in asked)


def _all_of(asked: list[Takes]) -> Takes:
    return asked[0] if len(asked) == 1 else lambda facts: all(one(facts) for one in asked)


def _question(condition: Mapping[str, Any]) -> tuple[Takes, Callable[[PersonFacts], Reason]]:
    """One condition as a question and its reason, or BadInput for what nobody can answer."""
    fact, relation, value = condition.get("fact"), condition.get("is"), condition.get("value")
    found = None
    if isinstance(fact, str):
        if fact in YES_NO and relation == "true":
            words, source = YES_NO[fact]
            found = (lambda facts: bool(getattr(facts, fact))), (lambda _: Reason(words, source))
        elif fact in NUMBERS:
            found = _numbered(fact, relation, value)
        elif fact == "days_since_visit" and relation == "at_least" and _is_number(value):
            found = (lambda facts: _unvisited(facts, value)), _why_unvisited
        elif isinstance(value, str):
            found = _named(fact, relation, value, condition.get("called"))
    if found is None:
        raise BadInput.of(
            th=f"บัตรเกณฑ์มีเงื่อนไขที่ระบบไม่รู้จัก ({fact} {relation} {value}) โปรดเลือกเงื่อนไขจากรายการ",
            en=f"The card asks something unknown ({fact} {relation} {value}); choose from the list.",
        )
    return found


def _numbered(fact: str, relation: Any, value: Any) -> tuple[Takes, Callable[[PersonFacts], Reason]] | None:
    if relation == "between":
        limits = value if isinstance(value, list) and len(value) == 2 else [None, None]
    else:
        limits = {"at_least": [value, _NO_LIMIT], "at_most": [-_NO_LIMIT, value]}.get(relation, [None, None])
    least, most = limits
    if not (_is_number(least) and _is_number(most)):
        return None
    words, unit, _low, _high, source = NUMBERS[fact]

    def inside(facts: PersonFacts) -> bool:
        told = getattr(facts, fact)
        return told is not None and least <= told <= most

    def why(facts: PersonFacts) -> Reason:
        told = getattr(facts, fact)
        th, en = f"{words.th} {told:,} {unit.th}", f"{words.en} {told:,} {unit.en}"
        return Reason(Words(th=th.strip(), en=en.strip()), source)

    return inside, why


def _named(fact: str, relation: Any, value: str, called: Any) -> tuple[Takes, Callable[[PersonFacts], Reason]] | None:
    name = Words.of(called) if isinstance(called, Mapping) else Words(th=value, en=value)
    if fact == "registers" and (value in REGISTER_WORDS or value.startswith(OWN_LIST)):
        register = REGISTER_WORDS.get(value, name)
        on = Reason(Words(th=f"มีชื่อใน{register.th}", en=f"is on {register.en}"), value)
        off = Reason(Words(th=f"ไม่มีชื่อใน{register.th}", en=f"is not on {register.en}"), value)
        if relation == "contains":
            return (lambda facts: value in facts.registers), (lambda _: on)
        if relation == "lacks":
            return (lambda facts: value not in facts.registers), (lambda _: off)
    if fact == "sex" and relation == "equals" and value in SEXES:
        return (lambda facts: facts.sex == value), (lambda _: Reason(SEXES[value], "civil"))
    if fact == "village" and relation == "equals" and value:
        lives = Reason(Words(th=f"อยู่ {name.th}", en=f"lives in {name.en}"), "civil")
        return (lambda facts: facts.village == value), (lambda _: lives)
    if fact == "community" and relation == "equals" and value:
        belongs = Reason(Words(th=f"อยู่ {name.th}", en=f"lives in {name.en}"), "civil")
        return (lambda facts: facts.community == value), (lambda _: belongs)
    if fact == "deprived" and relation == "contains" and value:
        lacks = Reason(Words(th=f"ครัวเรือนขาด: {name.th}", en=f"the household lacks: {name.en}"), SURVEY)
        return (lambda facts: value in facts.deprived), (lambda _: lacks)
    return None


_NO_LIMIT = 10**12


def _is_number(value: Any) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _unvisited(facts: PersonFacts, days: int) -> bool:
    return facts.days_since_visit is None or facts.days_since_visit >= days


def _why_unvisited(facts: PersonFacts) -> Reason:
    days = facts.days_since_visit
    if days is None:
        return Reason(Words(th="ยังไม่มีบันทึกการเยี่ยมบ้าน", en="no visit is on record"), VISITED)
    return Reason(Words(th=f"เยี่ยมครั้งล่าสุด {days:,} วันก่อน", en=f"last visited {days:,} days ago"), VISITED)
