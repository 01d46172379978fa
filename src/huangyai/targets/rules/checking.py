"""A list is read and checked in one go: what the page previews, the command tells, and the action keeps."""

from __future__ import annotations

import datetime as dt
import enum
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from huangyai.kernel import BadInput, Words
from huangyai.kernel.tables.opening import open_file
from huangyai.targets.rules.cell_checks import check_cells, shared_ids
from huangyai.targets.rules.findings import MOST_NAMED
from huangyai.targets.rules.layout import Layout
from huangyai.targets.rules.newborns import is_unnamed
from huangyai.targets.rules.register_file import RegisterFile, read_opened
from huangyai.targets.rules.row_reading import ReadRows

Progress = Callable[[str, float], None]
CIVIL = "civil"
_UNNAMED = Words(
    th="เด็กที่ยังไม่มีชื่อ รู้จักจากมารดาและวันเกิด เมื่อทะเบียนชุดหลังมีชื่อ ระบบจะเสนอแก้ชื่อให้",
    en="children without a name yet, known by mother and day of birth; once a later edition names them, the name is proposed",
)


class Keep(enum.StrEnum):
    """What is kept of a list that has faults."""

    GOOD_ROWS = "good-rows"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class KnownVillage:
    """A village of the municipality, as rows of the civil register name it."""

    code: str
    number: int
    name: str


def check_register(
    content: bytes,
    *,
    kind: str,
    today: dt.date,
    villages: Sequence[KnownVillage] | None = None,
    columns: Mapping[str, str] | None = None,
    layout: Layout | None = None,
    remembered: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> RegisterFile:
    """Read a list, mend what can be mended, and find every fault.

    Parameters
    ----------
    villages : of the municipality; rows of a civil register elsewhere are told. None where it isn't known.
    progress : hears ``read`` and ``check`` with a part from 0 to 1.

    Raises
    ------
    BadInput
        when nothing of it can be used.
    """
    tell = progress or (lambda _stage, _part: None)
    tell("read", 0.0)
    opened = open_file(content)
    tell("read", 0.5)
    file = read_opened(opened, columns, layout=layout, remembered=remembered, newborns=kind == CIVIL)
    tell("read", 1.0)
    check_cells(file.read, today, lambda part: tell("check", part))
    _tell_shared_ids(file.read)
    if kind == CIVIL:
        _note_unnamed(file.read)
    if kind == CIVIL and villages is not None:
        _find_villages(file.read, villages)
    return file


def require_keepable(file: RegisterFile, keep: Keep) -> None:
    """Refuse a list with any fault when its bringer wants all of it or nothing."""
    if keep is Keep.NOTHING and not file.findings.clean:
        raise BadInput(file.findings.faults[:MOST_NAMED])


def _tell_shared_ids(read: ReadRows) -> None:
    heading = read.headings.get("national_id", "")
    for number, first in shared_ids(read):
        words = Words(
            th=f"เลขเดียวกับแถว {first} จึงนับเป็นคนเดียวกัน", en=f"the same id as row {first}; counted as one person"
        )
        read.findings.distrust(number, heading, words)


def _note_unnamed(read: ReadRows) -> None:
    heading = read.headings.get("first_name") or read.headings.get("full_name", "")
    for number, row in zip(read.numbers, read.rows, strict=True):
        if is_unnamed(row):
            read.findings.note("unnamed", number, heading, _UNNAMED)


def _find_villages(read: ReadRows, villages: Sequence[KnownVillage]) -> None:
    """A row that says หมู่ 3 or บ้านเนินสูง means a village here; one that says none, or another, is told."""
    codes = {village.code for village in villages}
    by_number = {str(village.number): village.code for village in villages}
    # Two villages of one name are told apart by their number alone.
    names = Counter(_bare(village.name) for village in villages)
    by_name = {_bare(village.name): village.code for village in villages if names[_bare(village.name)] == 1}
    heading = next((read.headings[each] for each in ("village_code", "moo", "village") if each in read.headings), "")
    for number, row in zip(read.numbers, read.rows, strict=True):
        code = row.get("village_code", "")
        if code in codes:
            continue
        found = "" if code else by_number.get(row.get("moo", "").lstrip("0"), "")
        found = found or ("" if code else by_name.get(_bare(row.get("village", "")), ""))
        if found:
            row["village_code"] = found
            continue
        said = code or row.get("moo") or row.get("village") or "–"
        words = Words(
            th=f"ไม่มีหมู่บ้าน {said} ในเทศบาลนี้ แถวนี้จึงยังไม่เข้าทะเบียนคน",
            en=f"there is no village {said} here, so nobody was entered",
        )
        read.findings.distrust(number, heading, words)


def _bare(village: str) -> str:
    return village.strip().removeprefix("บ้าน")
