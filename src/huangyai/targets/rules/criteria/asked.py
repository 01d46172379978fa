"""What a card asks of registers, to tell which of their changes matter to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from huangyai.targets.rules.criteria.asking import NUMBERS, REGISTER_WORDS, SURVEY, YES_NO

# Fact → the columns of lists that say it.
_COLUMNS: Mapping[str, frozenset[str]] = {
    "age": frozenset({"birth_date"}),
    "sex": frozenset({"sex"}),
    "adl": frozenset({"adl"}),
    "income": frozenset({"income"}),
    "wheelchair": frozenset({"wheelchair"}),
    "village": frozenset({"village_code", "moo", "village"}),
}
_HOME = frozenset({"house_no", "village_code", "moo"})


@dataclass(frozen=True, slots=True)
class Asked:
    """Of which kinds of registers a card asks whether somebody is on them, and what columns it asks of any of them."""

    registers: frozenset[str]
    columns: frozenset[str]

    def matters(self, kind: str, columns: Iterable[str], register: str) -> bool:
        """A change of a row (new, changed or gone) touches something that the card asks."""
        return not self.columns.isdisjoint(columns) if kind == "changed" else register in self.registers


def asked_of_registers(definition: Mapping[str, Any]) -> Asked:
    """What a card asks of offices' lists; the survey and the visits are asked by other ways."""
    registers, columns = set[str](), set[str]()
    for condition in _conditions(definition):
        fact = str(condition.get("fact"))
        if fact == "registers":
            registers.add(str(condition.get("value")))
            continue
        source = NUMBERS[fact][4] if fact in NUMBERS else YES_NO[fact][1] if fact in YES_NO else "civil"
        if source in REGISTER_WORDS:
            registers.add(source)
            columns |= _COLUMNS.get(fact, _HOME if source == "civil" else frozenset())
    return Asked(frozenset(registers), frozenset(columns))


def asks_survey(definition: Mapping[str, Any]) -> bool:
    """The card asks what only a household survey says; without one it takes nobody by that."""
    facts = {str(condition.get("fact")) for condition in _conditions(definition)}
    return any(
        fact == "deprived"
        or (NUMBERS[fact][4] if fact in NUMBERS else YES_NO[fact][1] if fact in YES_NO else "") == SURVEY
        for fact in facts
    )


def _conditions(definition: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    for key in ("all", "any"):
        if key in definition:
            for part in definition[key]:
                yield from _conditions(part)
            return
    yield definition
