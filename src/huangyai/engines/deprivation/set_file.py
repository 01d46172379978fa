"""Reads an indicator set from TOML; every fault says where and what to write instead.

The form is that of ``docs/schemas/deprivation.example.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from typing import Any

from huangyai.engines.deprivation.indicators import Design, Dimension, Indicator, IndicatorSet, MissingRule
from huangyai.kernel import BadInput, Fault, Words

_MOST_POINTS = 10**12
_KNOWN = {
    "": {"name", "cutoff", "missing", "design", "dimension"},
    "design": {"stratum", "cluster"},
    "dimension": {"name", "th", "en", "weight", "indicator"},
    "dimension.indicator": {"column", "th", "en", "weight"},
}


def read_indicator_set(text: str) -> IndicatorSet:
    """The set that a TOML text describes.

    :raises BadInput: with every fault found; `row` is a line of the file where it is known, `column` the key
    """
    try:
        document = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as problem:
        line = re.search(r"line (\d+)", str(problem))
        raise BadInput.of(
            th="ไฟล์ชุดตัวชี้วัดเขียนไม่ตรงรูปแบบ TOML โปรดตรวจเครื่องหมายคำพูดและวงเล็บ",
            en="The indicator set is not valid TOML; check quotes and brackets.",
            row=int(line[1]) if line else text.count("\n") + 1,
        ) from None
    return _Reader().read(document)


class _Reader:
    """Collects faults while it reads, so that all of them are told at once."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def fault(self, key: str, th: str, en: str) -> None:
        self.faults.append(Fault(0, key, Words(th=th, en=en)))

    def read(self, document: dict[str, Any]) -> IndicatorSet:
        self.known(document, "")
        design = self.table(document.get("design", {}), "design")
        self.known(design, "design")
        read = IndicatorSet(
            name=str(document.get("name", "")),
            dimensions=tuple(
                self.dimension(entry, f"dimension[{number}]")
                for number, entry in enumerate(self.tables(document, "dimension"), start=1)
            ),
            cutoff=self.cutoff(document.get("cutoff")),
            missing=self.missing(document.get("missing", MissingRule.DROP.value)),
            design=Design(str(design.get("stratum", "")), str(design.get("cluster", ""))),
        )
        self.once_each(read)
        if not self.faults and read.all_points > _MOST_POINTS:
            self.fault(
                "weight",
                "น้ำหนักละเอียดเกินไป โปรดใช้เศษส่วนหรือทศนิยมที่สั้นลง",
                "The weights are too fine; use shorter decimals or fractions.",
            )
        if self.faults:
            raise BadInput(self.faults)
        return read

    def dimension(self, entry: dict[str, Any], where: str) -> Dimension:
        self.known(entry, "dimension", where)
        name = self.text(entry, "name", where)
        return Dimension(
            name=name,
            words=_words(entry, name),
            indicators=tuple(
                self.indicator(inner, f"{where}.indicator[{number}]")
                for number, inner in enumerate(self.tables(entry, "indicator", where), start=1)
            ),
            weight=self.weight(entry, where),
        )

    def indicator(self, entry: dict[str, Any], where: str) -> Indicator:
        self.known(entry, "dimension.indicator", where)
        column = self.text(entry, "column", where)
        return Indicator(column=column, words=_words(entry, column), weight=self.weight(entry, where))

    def known(self, entry: dict[str, Any], level: str, where: str = "") -> None:
        for key in entry.keys() - _KNOWN[level]:
            names = ", ".join(sorted(_KNOWN[level]))
            self.fault(
                f"{where or level}.{key}".strip("."),
                f"ไม่รู้จักคำว่า {key} ตรงนี้ ใช้ได้เฉพาะ {names}",
                f"{key} is not known here; use one of {names}.",
            )

    def table(self, value: object, where: str) -> dict[str, Any]:
        if isinstance(value, dict):
            return value
        self.fault(where, f"{where} ต้องเป็นหมวด เช่น [{where}]", f"{where} must be a table, such as [{where}].")
        return {}

    def tables(self, entry: dict[str, Any], key: str, where: str = "") -> list[dict[str, Any]]:
        value = entry.get(key)
        place = f"{where}.{key}".strip(".")
        if isinstance(value, list) and value and all(isinstance(inner, dict) for inner in value):
            return value
        heading = "[[dimension]]" if key == "dimension" else "[[dimension.indicator]]"
        self.fault(place, f"ต้องมี {heading} อย่างน้อยหนึ่งหมวด", f"At least one {heading} is needed.")
        return []

    def text(self, entry: dict[str, Any], key: str, where: str) -> str:
        value = entry.get(key)
        if isinstance(value, str) and value.strip():
            return value
        self.fault(
            f"{where}.{key}",
            f"โปรดใส่ {key} เป็นข้อความในเครื่องหมายคำพูด",
            f"Please give {key} as text in quotes.",
        )
        return ""

    def weight(self, entry: dict[str, Any], where: str) -> Fraction:
        weight = _number(entry.get("weight", 1))
        if weight is not None and weight > 0:
            return weight
        self.fault(
            f"{where}.weight",
            'น้ำหนักต้องเป็นตัวเลขมากกว่า 0 หรือเศษส่วน เช่น "1/6"',
            'A weight is a number above 0, or a fraction such as "1/6".',
        )
        return Fraction(1)

    def cutoff(self, value: object) -> Fraction:
        cutoff = _number(value)
        if cutoff is not None and 0 < cutoff <= 1:
            return cutoff
        self.fault(
            "cutoff",
            'ต้องมี cutoff มากกว่า 0 ไม่เกิน 1 เช่น 0.25 หรือ "1/3"',
            'A cutoff above 0 and at most 1 is needed, such as 0.25 or "1/3".',
        )
        return Fraction(1)

    def missing(self, value: object) -> MissingRule:
        if value in {rule.value for rule in MissingRule}:
            return MissingRule(str(value))
        self.fault("missing", 'missing ต้องเป็น "drop" หรือ "not-deprived"', 'missing must be "drop" or "not-deprived".')
        return MissingRule.DROP

    def once_each(self, read: IndicatorSet) -> None:
        for column, times in Counter(indicator.column for indicator in read.indicators).items():
            if column and times > 1:
                self.fault(
                    column,
                    f"ตัวชี้วัด {column} ซ้ำ {times} ครั้ง โปรดเหลือไว้ครั้งเดียว",
                    f"Indicator {column} appears {times} times; keep one.",
                )


def _number(value: object) -> Fraction | None:
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        return None
    try:
        return Fraction(value)
    except (ValueError, ZeroDivisionError, OverflowError):
        return None


def _words(entry: dict[str, Any], fallback: str) -> Words:
    thai = str(entry.get("th") or fallback)
    return Words(th=thai, en=str(entry.get("en") or thai))
