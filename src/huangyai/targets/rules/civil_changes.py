"""What a newer civil register says otherwise of a resident, as the changes that the register of residents knows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from huangyai.kernel import BadInput, NationalId, read_date
from huangyai.targets.rules.cell_checks import split_name
from huangyai.targets.rules.newborns import is_unnamed

SEXES = {"ชาย": "m", "หญิง": "f"}
# Columns in which a difference may become a change of a resident's entry.
CHANGING = frozenset(
    {"title", "first_name", "last_name", "full_name", "sex", "birth_date", "national_id", "house_no", "village_code"}
)
# A birth is registered some days after it, so it may be older than the edition before.
_LATE_REGISTERED = dt.timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Corrected:
    """One value of a person that the newer edition writes otherwise; `value` as the register of residents keeps it."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class House:
    """A house as the civil register names it."""

    village_code: str
    house_no: str


def corrections(before: Mapping[str, str], after: Mapping[str, str]) -> list[Corrected]:
    """The values of a person that two editions write otherwise. What the newer one leaves out is no change."""
    old, new = person_values(before), person_values(after)
    if is_unnamed(after):
        # What stands in place of a name is none.
        new |= {"given_name": "", "family_name": ""}
    return [Corrected(name, value) for name, value in new.items() if value and value != old[name]]


def moved_to(before: Mapping[str, str], after: Mapping[str, str]) -> House | None:
    """The house to which somebody is registered now, if it is another one."""
    old, new = house_of(before), house_of(after)
    return new if new.house_no and new.village_code and new != old else None


def person_values(row: Mapping[str, str]) -> dict[str, str]:
    """What a row says of a person, by the fields of their entry; empty where it can't be read."""
    title, given, family = split_name(row)
    return {
        "title": title[:40],
        "given_name": given[:80],
        "family_name": family[:80],
        "sex": SEXES.get(row.get("sex", ""), ""),
        "birth_date": _day(row),
        "national_id": _digits(row),
    }


def house_of(row: Mapping[str, str]) -> House:
    """The house that a row names."""
    return House(row.get("village_code", ""), row.get("house_no", "").strip())


def is_newborn(row: Mapping[str, str], edition_before: dt.date) -> bool:
    """Born about when the edition before was made, or later, or not named yet: a birth, not somebody who was forgotten."""
    born = _day(row)
    return bool(born) and (is_unnamed(row) or dt.date.fromisoformat(born) >= edition_before - _LATE_REGISTERED)


def _day(row: Mapping[str, str]) -> str:
    try:
        return read_date(row["birth_date"]).isoformat() if row.get("birth_date") else ""
    except BadInput:
        return ""


def _digits(row: Mapping[str, str]) -> str:
    try:
        return NationalId.parse(row["national_id"]).digits if row.get("national_id") else ""
    except BadInput:
        return ""
