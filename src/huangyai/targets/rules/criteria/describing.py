"""A card written out, so that whoever it is about can read it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from huangyai.kernel import Words
from huangyai.targets.rules.criteria.asking import CONDITIONS, conditions_of


def describe(definition: Mapping[str, Any]) -> list[Words]:
    """A card's conditions in words, in their order; alternatives after the first begin with "or"."""
    for key, th, en in (("all", "", ""), ("any", "หรือ ", "or ")):
        if (parts := definition.get(key)) is not None:
            told = [_group(part) for part in parts]
            return [
                Words(th=f"{th if at else ''}{words.th}", en=f"{en if at else ''}{words.en}")
                for at, words in enumerate(told)
                if words
            ]
    words = _one(definition)
    return [words] if words else []


def sentences(definition: Mapping[str, Any]) -> Words:
    """A card as one sentence that says whom it takes."""
    told = describe(definition)
    joint_th, joint_en = (" ", ", ") if "any" in definition else (" และ ", " and ")
    return Words(
        th=f"คนที่{joint_th.join(words.th for words in told)}",
        en=f"Somebody who: {joint_en.join(words.en for words in told)}",
    )


def _group(definition: Mapping[str, Any]) -> Words | None:
    for key, th, en in (("all", " และ ", " and "), ("any", " หรือ ", " or ")):
        if (parts := definition.get(key)) is not None:
            told = [words for part in parts if (words := _group(part))]
            if len(told) == 1:
                return told[0]
            return Words(th=f"({th.join(words.th for words in told)})", en=f"({en.join(words.en for words in told)})")
    return _one(definition)


def _one(definition: Mapping[str, Any]) -> Words | None:
    value, kept = definition.get("value"), dict(definition)
    called = definition.get("called")
    named = Words.of(called) if isinstance(called, Mapping) else None
    if definition.get("fact") == "village":
        known = conditions_of(villages=[(str(value), named.th if named else str(value))])
    elif definition.get("fact") == "community":
        known = conditions_of(communities=[(str(value), named.th if named else str(value))])
    elif definition.get("fact") == "registers" and named:
        known = conditions_of(own_lists={str(value): named})
    elif definition.get("fact") == "deprived":
        known = conditions_of(wants={str(value): named or Words(th=str(value), en=str(value))})
    else:
        known = CONDITIONS
    numbers = value if isinstance(value, list) else [value] if isinstance(value, int) else []
    first, upper = (*numbers, None, None)[:2]
    for condition in known.values():
        if condition.definition(first, upper) | {"called": None} == kept | {"called": None}:
            th, en = condition.words.th, condition.words.en
            for number in numbers:
                th, en = th.replace("…", f"{number:,}", 1), en.replace("…", f"{number:,}", 1)
            return Words(th=th, en=en)
    return None
