"""This month's list against last month's: who is new, who is gone, of whom it says otherwise."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from huangyai.kernel import BadInput, read_date
from huangyai.kernel.words import arabic_digits
from huangyai.targets.rules.cell_checks import split_name
from huangyai.targets.rules.newborns import is_unnamed

Numbered = Sequence[tuple[int, Mapping[str, str]]]
Key = tuple[str, ...]

_NOT_ID = re.compile(r"[\s\-.]")
_SPACES = re.compile(r"\s+")
# A number on the list moves when somebody above goes.
_NEVER_COMPARED = frozenset({"id"})
_NAME_PARTS = frozenset({"full_name", "first_name", "last_name", "title"})
# Whoever's name changed though only the office's own number says that it is they, is looked at anew.
_BY_OFFICE_NUMBER = "number"
_BY_BIRTH = "birth-in-the-house"


@dataclass(frozen=True, slots=True)
class Changed:
    """A row that says otherwise now: its number before and after, and meaning → (old, new)."""

    before: int
    after: int
    values: Mapping[str, tuple[str, str]]
    keeps_person: bool = True


@dataclass(slots=True)
class Difference:
    """What a newer edition of a list says otherwise, by row numbers."""

    new: list[int] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    # After → before, of rows that say the same.
    same: dict[int, int] = field(default_factory=dict)

    @property
    def kept_people(self) -> dict[int, int]:
        """After → before, of rows that are still about the same person."""
        return self.same | {each.after: each.before for each in self.changed if each.keeps_person}


def compare_editions(before: Numbered, after: Numbered) -> Difference:
    """Find each row of the newer edition in the older one: by national id, the office's own number, or name and birth."""
    found = Difference()
    earlier, later = dict(before), dict(after)
    for by, key_of in _keys(before, after):
        places: dict[Key, list[int]] = defaultdict(list)
        for number, row in earlier.items():
            if key := key_of(row):
                places[key].append(number)
        for waiting in places.values():
            waiting.reverse()
        matched: list[tuple[int, int]] = []
        for number, row in later.items():
            key = key_of(row)
            if key and places.get(key):
                matched.append((places[key].pop(), number))
        for old, new in matched:
            _judge(found, old, new, earlier.pop(old), later.pop(new), by)
    for old, new in _named_since(earlier, later):
        _judge(found, old, new, earlier.pop(old), later.pop(new), _BY_BIRTH)
    found.new, found.gone = list(later), list(earlier)
    found.changed.sort(key=lambda each: each.after)
    return found


def _judge(found: Difference, old: int, new: int, before: Mapping[str, str], after: Mapping[str, str], by: str) -> None:
    values = differing_values(before, after)
    if not values:
        found.same[new] = old
        return
    named_otherwise = bool(values.keys() & (_NAME_PARTS | {"birth_date"}))
    found.changed.append(Changed(old, new, values, keeps_person=by != _BY_OFFICE_NUMBER or not named_otherwise))


def differing_values(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Meaning → (old, new) where two rows differ; another way of writing the same is no difference."""
    if before == after:
        return {}
    found = {}
    for meaning in [*before, *(each for each in after if each not in before)]:
        if meaning in _NEVER_COMPARED:
            continue
        old, new = before.get(meaning, ""), after.get(meaning, "")
        if old != new and _plain(meaning, old) != _plain(meaning, new):
            found[meaning] = (old, new)
    return found


def _keys(before: Numbered, after: Numbered) -> Iterable[tuple[str, Callable[[Mapping[str, str]], Key]]]:
    yield "national-id", _id_key
    if not _counts(row for _, row in before) and not _counts(row for _, row in after):
        yield _BY_OFFICE_NUMBER, lambda row: (row["id"],) if row.get("id") else ()
    yield "name-and-birth", _birth_key
    yield "name-and-house", _house_key


def _named_since(
    earlier: Mapping[int, Mapping[str, str]], later: Mapping[int, Mapping[str, str]]
) -> list[tuple[int, int]]:
    """Children who had no name before and are the only one of their house, sex and day of birth: (before, after)."""
    waiting = _places({number: row for number, row in earlier.items() if is_unnamed(row)})
    if not waiting:
        return []
    came = _places(later)
    return [
        (numbers[0], came[key][0])
        for key, numbers in waiting.items()
        if len(numbers) == 1 and len(came.get(key, ())) == 1
    ]


def _places(rows: Mapping[int, Mapping[str, str]]) -> dict[Key, list[int]]:
    found: dict[Key, list[int]] = defaultdict(list)
    for number, row in rows.items():
        born, home = row.get("birth_date", ""), row.get("house_no") or row.get("address", "")
        if born and home:
            place = row.get("moo") or row.get("village_code", "")
            sex = row.get("sex", "")
            found[_plain("birth_date", born), _plain("house_no", home), place, sex].append(number)
    return found


def _counts(rows: Iterable[Mapping[str, str]]) -> bool:
    """The first column only counts the rows, so it says nothing of who they are."""
    numbers = [row.get("id", "") for row in rows]
    counted = sum(1 for at, number in enumerate(numbers, start=1) if arabic_digits(number) == str(at))
    return not any(numbers) or counted * 2 > len(numbers) or len(set(numbers)) < len(numbers)


def _id_key(row: Mapping[str, str]) -> Key:
    digits = _NOT_ID.sub("", row.get("national_id", ""))
    return (digits,) if len(digits) == 13 else ()


def _birth_key(row: Mapping[str, str]) -> Key:
    born = row.get("birth_date", "")
    return (_name(row), _plain("birth_date", born)) if born else ()


def _house_key(row: Mapping[str, str]) -> Key:
    home = row.get("house_no") or row.get("address", "")
    return (_name(row), _plain("house_no", home), row.get("moo") or row.get("village_code", ""))


def _name(row: Mapping[str, str]) -> str:
    _, given, family = split_name(row)
    return _SPACES.sub("", f"{given}{family}")


def _plain(meaning: str, text: str) -> str:
    if not text:
        return ""
    if meaning == "birth_date":
        try:
            return read_date(text).isoformat()
        except BadInput:
            return arabic_digits(text)
    if meaning == "national_id":
        return _NOT_ID.sub("", arabic_digits(text))
    if meaning == "phone":
        return "".join(letter for letter in arabic_digits(text) if letter.isdigit())
    return _SPACES.sub(" ", arabic_digits(text)).strip().casefold()
