"""Reads a JSON document entry by entry and collects every fault with its path, so that one run names
them all."""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from huangyai.kernel.refusal import BadInput, Fault
from huangyai.kernel.words import Words

_MISSING: Any = object()
_FREE_TEXT = {"name", "note"}  # allowed everywhere and never read


@dataclass(slots=True)
class Reading:
    """One document being read: its faults so far, and which keys each shape asked for (key -> required)."""

    faults: list[Fault] = field(default_factory=list)
    shapes: dict[str, dict[str, bool]] = field(default_factory=dict)

    def fault(self, path: str, *, th: str, en: str, row: int = 0) -> None:
        """Note one fault; `path` stands where a table has its column, such as ``rooms[2].capacity``."""
        self.faults.append(Fault(row, path, Words(th=th, en=en)))

    def parse(self, text: str, shape: str) -> Entry:
        """The document's outermost object. Raises `BadInput` when it is not JSON, or not an object."""
        try:
            value = json.loads(text.removeprefix("\ufeff"))
        except json.JSONDecodeError as problem:
            self.fault(
                str(problem.colno),
                row=problem.lineno,
                th=f"ไม่ใช่ JSON ที่ถูกต้อง ({problem.msg}) โปรดแก้ตรงตำแหน่งนี้",
                en=f"This is not valid JSON ({problem.msg}); please mend it at this place.",
            )
            raise BadInput(self.faults) from None
        except RecursionError:
            self.fault("", th="JSON ซ้อนกันลึกเกินไป", en="The JSON is nested too deeply.")
            raise BadInput(self.faults) from None
        if not isinstance(value, dict):
            self.fault(
                "",
                th="ไฟล์ต้องเป็น JSON ที่ขึ้นต้นด้วยปีกกา { }",
                en="The file must be one JSON object in braces { }.",
            )
            raise BadInput(self.faults)
        return Entry(self, shape, "", value)

    def done(self) -> None:
        """Raise `BadInput` when anything was wrong."""
        if self.faults:
            raise BadInput(self.faults)


@dataclass(slots=True)
class Entry:
    """One JSON object of the document, knowing its path."""

    reading: Reading
    shape: str
    path: str
    value: dict[str, Any]

    def __post_init__(self) -> None:
        self.reading.shapes.setdefault(self.shape, {})

    def at(self, key: str) -> str:
        """The path of one of its keys."""
        return f"{self.path}.{key}" if self.path and key else self.path or key

    def fault(self, key: str, *, th: str, en: str) -> None:
        """Note a fault at one of its keys."""
        self.reading.fault(self.at(key), th=th, en=en)

    def _take(self, key: str, default: Any) -> Any:
        required = default is _MISSING
        self.reading.shapes[self.shape][key] = required
        found = self.value.get(key, _MISSING)
        if found is _MISSING or (found is None and not required):
            if required:
                self.fault(key, th=f"ขาด “{key}” โปรดเติม", en=f"“{key}” is missing; please add it.")
            return _MISSING
        return found

    def text(self, key: str, *, default: Any = _MISSING) -> str:
        """A non-empty word or code; a whole number is read as its digits."""
        found = self._take(key, default)
        if found is _MISSING:
            return "" if default is _MISSING else str(default)
        word = _word(found)
        if not word:
            self.fault(key, th="ต้องเป็นข้อความที่ไม่ว่าง", en="This must be a text that is not empty.")
        return word

    def number(self, key: str, *, default: Any = _MISSING, least: float = 0, whole: bool = False) -> float:
        """A number not below `least`."""
        found = self._take(key, default)
        if found is _MISSING:
            return least if default is _MISSING else float(default)
        if not _is_number(found) or found < least or (whole and found != int(found)):
            self.fault(
                key,
                th=f"ต้องเป็นจำนวน{'เต็ม' if whole else ''}ตั้งแต่ {least:g} ขึ้นไป แต่เป็น {_shown(found)}",
                en=f"This must be a {'whole ' if whole else ''}number of at least {least:g}, not {_shown(found)}.",
            )
            return least
        return float(found)

    def count(self, key: str, *, default: Any = _MISSING, least: int = 0) -> int:
        """A whole number not below `least`."""
        return int(self.number(key, default=default, least=least, whole=True))

    def flag(self, key: str, *, default: bool) -> bool:
        """True or false."""
        found = self._take(key, default)
        if found is _MISSING:
            return default
        if not isinstance(found, bool):
            self.fault(key, th="ต้องเป็น true หรือ false", en="This must be true or false.")
            return default
        return found

    def words(self, key: str, *, known: Collection[str] | None = None, default: Any = _MISSING) -> tuple[str, ...]:
        """A list of words without repeats; with `known`, only words that the document has introduced."""
        found = self._take(key, default)
        if found is _MISSING:
            return () if default is _MISSING else tuple(default)
        if isinstance(found, str | int) and not isinstance(found, bool):
            found = [found]
        if not isinstance(found, list):
            self.fault(key, th="ต้องเป็นรายการ [ ]", en="This must be a list [ ].")
            return ()
        words: dict[str, None] = {}
        for place, item in enumerate(found):
            word = _word(item)
            if not word:
                self.fault(f"{key}[{place}]", th="ต้องเป็นข้อความที่ไม่ว่าง", en="This must be a text that is not empty.")
            elif known is not None and word not in known:
                self.unknown(f"{key}[{place}]", word)
            else:
                words[word] = None
        return tuple(words)

    def unknown(self, key: str, word: str) -> None:
        """Note that a word was used that the document never introduced."""
        self.fault(
            key,
            th=f"ไม่รู้จัก “{word}” โปรดตรวจการสะกด หรือเพิ่มรายการนี้ก่อน",
            en=f"“{word}” is not known; check its spelling or add it first.",
        )

    def reference(self, key: str, known: Collection[str], *, default: Any = _MISSING) -> str:
        """A word that the document has introduced."""
        word = self.text(key, default=default)
        if word and word not in known:
            self.unknown(key, word)
        return word

    def numbers(self, key: str, *, known: Collection[str] | None = None, default: Any = _MISSING) -> dict[str, float]:
        """An object of numbers not below 0, such as baht by year."""
        found = self._take(key, default)
        if found is _MISSING:
            return {} if default is _MISSING else dict(default)
        if not isinstance(found, dict):
            self.fault(key, th="ต้องเป็นวัตถุ { } ของจำนวน", en="This must be an object { } of numbers.")
            return {}
        amounts: dict[str, float] = {}
        for name, amount in found.items():
            if known is not None and name not in known:
                self.unknown(f"{key}.{name}", name)
            elif not _is_number(amount) or amount < 0:
                self.fault(
                    f"{key}.{name}",
                    th=f"ต้องเป็นจำนวนตั้งแต่ 0 ขึ้นไป แต่เป็น {_shown(amount)}",
                    en=f"This must be a number of at least 0, not {_shown(amount)}.",
                )
            else:
                amounts[name] = amount
        return amounts

    def entry(self, key: str, shape: str, *, default: Any = _MISSING) -> Entry:
        """An object inside this one; empty when it is left out."""
        found = self._take(key, default)
        if found is _MISSING:
            found = {}
        elif not isinstance(found, dict):
            self.fault(key, th="ต้องเป็นวัตถุ { }", en="This must be an object { }.")
            found = {}
        return Entry(self.reading, shape, self.at(key), found)

    def entries(self, key: str, shape: str, *, default: Any = _MISSING) -> Iterator[Entry]:
        """A list of objects; a bare word stands for an object with only its ``id``."""
        found = self._take(key, default)
        if found is _MISSING:
            return
        if not isinstance(found, list):
            self.fault(key, th="ต้องเป็นรายการ [ ]", en="This must be a list [ ].")
            return
        for place, item in enumerate(found):
            value = {"id": item} if _word(item) else item
            if isinstance(value, dict):
                yield Entry(self.reading, shape, f"{self.at(key)}[{place}]", value)
            else:
                self.fault(f"{key}[{place}]", th="ต้องเป็นวัตถุ { }", en="This must be an object { }.")

    def identity(self, taken: Collection[str]) -> str:
        """Its ``id``, which nothing else of its kind may carry."""
        word = self.text("id")
        if word and word in taken:
            self.fault("id", th=f"รหัส “{word}” ซ้ำ", en=f"The id “{word}” is used twice.")
        return word

    def finish(self) -> None:
        """Name keys that nobody reads: usually a slip of the pen that would otherwise be ignored in
        silence."""
        known = self.reading.shapes[self.shape]
        for key in self.value:
            if key not in known and key not in _FREE_TEXT:
                self.fault(
                    key,
                    th=f"ไม่รู้จักช่อง “{key}” ช่องที่ใช้ได้: {', '.join(known)}",
                    en=f"The key “{key}” is not known; known keys: {', '.join(known)}.",
                )


def _word(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return str(value).strip()


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 40 else text[:37] + "…"
