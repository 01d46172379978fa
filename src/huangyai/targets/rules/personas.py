"""Made-up people on whom a card is tried before it is trusted with real ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from huangyai.kernel import BadInput, Words
from huangyai.targets.rules.criteria import OWN_LIST, REGISTER_WORDS, PersonFacts
from huangyai.targets.rules.criteria.asking import NUMBERS, SEXES, YES_NO

_WHOLE = ("age", "adl", "income", "household_size", "dimensions", "days_since_visit")
# Registers say the first two; a made-up person lives here unless it is said that they live elsewhere.
TICKED = tuple(fact for fact in YES_NO if fact not in {"disability", "in_school", "lives_here"})


def facts_of_persona(kept: Mapping[str, Any]) -> PersonFacts:
    """What a card may ask of a made-up person. Raises `BadInput` for what nobody can be."""
    faulty = [name for name in _WHOLE if not _whole(kept.get(name))]
    registers = kept.get("registers", [])
    if not isinstance(registers, list) or any(
        key not in REGISTER_WORDS and not str(key).startswith(OWN_LIST) for key in registers
    ):
        faulty.append("registers")
    if kept.get("sex", "") not in {"", *SEXES}:
        faulty.append("sex")
    if faulty:
        raise BadInput.of(
            th=f"ข้อมูลบุคคลสมมติไม่ถูกต้อง ({', '.join(faulty)}) โปรดตรวจอีกครั้ง",
            en=f"The made-up person's facts are not possible ({', '.join(faulty)}); please check.",
        )
    return PersonFacts(
        age=kept.get("age"),
        sex=kept.get("sex", ""),
        registers=frozenset(registers),
        adl=kept.get("adl"),
        income=kept.get("income"),
        wheelchair=bool(kept.get("wheelchair")),
        disability="disability" in registers,
        in_school="school" in registers,
        lives_alone=bool(kept.get("lives_alone")),
        household_size=kept.get("household_size") or 0,
        village=str(kept.get("village", "")),
        has_child=bool(kept.get("has_child")),
        has_elder=bool(kept.get("has_elder")),
        has_disabled=bool(kept.get("has_disabled")),
        has_bedridden=bool(kept.get("has_bedridden")),
        only_old_and_young=bool(kept.get("only_old_and_young")),
        deprived=frozenset(kept.get("deprived", [])),
        dimensions=kept.get("dimensions"),
        poor=bool(kept.get("poor")),
        days_since_visit=kept.get("days_since_visit"),
        lives_here=not kept.get("lives_elsewhere"),
        registered_here=not kept.get("registered_elsewhere"),
    )


def told_of_persona(kept: Mapping[str, Any], registers: Mapping[str, Words] = REGISTER_WORDS) -> list[Words]:
    """What is known of a made-up person, in words."""
    told = []
    for fact, (words, unit, *_) in NUMBERS.items():
        if (value := kept.get(fact)) is not None:
            th, en = f"{words.th} {value:,} {unit.th}", f"{words.en} {value:,} {unit.en}"
            told.append(Words(th=th.strip(), en=en.strip()))
    if kept.get("sex") in SEXES:
        told.append(SEXES[kept["sex"]])
    told += [YES_NO[fact][0] for fact in TICKED if kept.get(fact)]
    told += [
        Words(th=f"มีชื่อใน{registers[key].th}", en=f"is on {registers[key].en}")
        for key in kept.get("registers", [])
        if key in registers
    ]
    if (days := kept.get("days_since_visit")) is not None:
        told.append(Words(th=f"เยี่ยมครั้งล่าสุด {days:,} วันก่อน", en=f"last visited {days:,} days ago"))
    return told


def _whole(value: Any) -> bool:
    return value is None or (isinstance(value, int) and not isinstance(value, bool) and value >= 0)
