"""A list is read and checked in one go: what the page previews, the command tells, and the action keeps."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Callable, Mapping, Sequence

from huangyai.kernel import BadInput, Words
from huangyai.kernel.tables.opening import open_file
from huangyai.targets.rules.cell_checks import check_cells, shared_ids
from huangyai.targets.rules.findings import MOST_NAMED
from huangyai.targets.rules.layout import Layout
from huangyai.targets.rules.newborns import is_unnamed
from huangyai.targets.rules.register_file import RegisterFile, read_opened
from huangyai.targets.rules.row_reading import ReadRows
from huangyai.targets.rules.villages import KnownVillage, Villages

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
    here = Villages(villages)
    heading = next((read.headings[each] for each in ("village_code", "moo", "village") if each in read.headings), "")
    for number, row in zip(read.numbers, read.rows, strict=True):
        if found := here.of(row):
            row["village_code"] = found
            continue
        said = row.get("village_code") or row.get("moo") or row.get("village") or "–"
        words = Words(
            th=f"ไม่มีหมู่บ้าน {said} ในเทศบาลนี้ แถวนี้จึงยังไม่เข้าทะเบียนคน",
            en=f"there is no village {said} here, so nobody was entered",
        )
        read.findings.distrust(number, heading, words)
