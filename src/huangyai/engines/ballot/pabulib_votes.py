"""The VOTES table of a Pabulib file as compressed ballots."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from huangyai.engines.ballot.election import Ballots, VoteType, compress_ballots
from huangyai.engines.ballot.faults import Faults
from huangyai.engines.ballot.numbers import read_number
from huangyai.engines.ballot.pabulib_table import Table
from huangyai.kernel import Fault, Words

_NOTHING = ("", "none")


@dataclass(frozen=True, slots=True)
class Votes:
    """Ballots, and every other column of the table as it was written."""

    ballots: Ballots
    columns: tuple[str, ...]
    voters: tuple[tuple[str, ...], ...]
    remarks: tuple[Fault, ...]


@dataclass(slots=True)
class _Reading:
    """The ballots read so far."""

    vote_type: VoteType
    faults: Faults
    start: list[int] = field(default_factory=lambda: [0])
    choice: list[int] = field(default_factory=list)
    points: list[Fraction | int] = field(default_factory=list)
    remarks: list[Fault] = field(default_factory=list)


def read_votes(table: Table, vote_type: VoteType, project_ids: list[str], faults: Faults) -> Votes:
    """Read every ballot; unknown or repeated projects, repeated voters and points that don't match are
    faults.
    """
    at = table.position("vote")
    if at is None:
        faults.add(table.row, "vote", th="ไม่มีคอลัมน์ vote", en="There is no column vote.")
        faults.refuse_if_any()
        raise AssertionError("unreachable: the fault above refuses")
    points_at = table.position("points") if vote_type in ("cumulative", "scoring") else None
    id_at = table.position("voter_id")
    known = {project_id: index for index, project_id in enumerate(project_ids)}
    kept = tuple(i for i in range(len(table.columns)) if i not in (at, points_at))
    width = len(table.columns)
    reading = _Reading(vote_type, faults)
    seen: dict[str, int] = {}
    voters = []
    for row, cells in table.rows:
        if len(cells) <= at:
            faults.add(
                row,
                "vote",
                th="บรรทัดนี้จบก่อนถึงช่อง vote ถ้าเป็นบัตรเปล่า โปรดใส่เครื่องหมายคั่นไว้",
                en="This line ends before the cell vote; a blank ballot needs its separator.",
            )
        if len(cells) != width:
            cells = _fit(row, cells, width, faults)
        if id_at is not None:
            _note_voter(row, cells[id_at].strip(), seen, faults)
        written = cells[points_at] if points_at is not None else ""
        _read_ballot(row, cells[at].strip(), written, known, reading)
        voters.append(tuple(cells[i].strip() for i in kept))
    ballots = compress_ballots(reading.start, reading.choice, reading.points)
    return Votes(ballots, tuple(table.columns[i] for i in kept), tuple(voters), tuple(reading.remarks))


def _fit(row: int, cells: tuple[str, ...], width: int, faults: Faults) -> tuple[str, ...]:
    """A row as wide as the header: empty cells may be left out or over, written ones may not."""
    if any(cell.strip() for cell in cells[width:]):
        faults.add(
            row,
            "",
            th=f"มี {len(cells)} ช่อง แต่หัวตารางมี {width} ช่อง รายการโครงการในหนึ่งช่องคั่นด้วยจุลภาค (,)",
            en=f"{len(cells)} cells under {width} columns; the projects within one cell are separated by commas.",
        )
    return (*cells, *[""] * (width - len(cells)))[:width]


def _note_voter(row: int, voter: str, seen: dict[str, int], faults: Faults) -> None:
    first = seen.setdefault(voter, row)
    if first != row and voter:
        faults.add(
            row,
            "voter_id",
            th=f"ผู้ลงคะแนน “{voter}” มีบัตรแล้วในแถว {first} หนึ่งคนลงได้หนึ่งบัตร โปรดลบบัตรที่เกิน หรือแก้รหัสถ้าเป็นคนละคน",
            en=f"Voter “{voter}” already has a ballot in row {first}; one person, one ballot. Delete the one too many, "
            "or correct the id if they are two people.",
        )


def _read_ballot(row: int, vote: str, points: str, known: dict[str, int], reading: _Reading) -> None:
    named = [] if vote.lower() in _NOTHING and vote not in known else [part.strip() for part in vote.split(",")]
    named = [part for part in named if part]
    chosen = [known.get(part, -1) for part in named]
    if -1 in chosen:
        for part, index in zip(named, chosen, strict=True):
            if index < 0:
                reading.faults.add(
                    row,
                    "vote",
                    th=f"ไม่มีโครงการรหัส “{part}” ในส่วน PROJECTS โปรดแก้รหัสในบัตรนี้ หรือเพิ่มโครงการนั้น",
                    en=f"There is no project “{part}” in section PROJECTS; correct the id on this ballot, or add the project.",
                )
    if len(set(chosen)) != len(chosen) and -1 not in chosen:
        chosen = _once_each(row, chosen, reading)
    if reading.vote_type == "choose-1" and len(chosen) > 1:
        reading.faults.add(
            row,
            "vote",
            th=f"เลือกได้หนึ่งโครงการ แต่บัตรนี้เลือก {len(chosen)} โครงการ โปรดเหลือโครงการเดียว หรือแก้ vote_type",
            en=f"One project may be chosen, this ballot names {len(chosen)}; keep one, or correct vote_type.",
        )
    if reading.vote_type in ("cumulative", "scoring"):
        reading.points.extend(_read_points(row, points, len(chosen), reading))
    reading.choice.extend(chosen)
    reading.start.append(len(reading.choice))


def _once_each(row: int, chosen: list[int], reading: _Reading) -> list[int]:
    """A project named twice: counted once where that is clear, refused where its points would be in doubt."""
    if reading.vote_type in ("cumulative", "scoring"):
        reading.faults.add(
            row,
            "vote",
            th="ให้คะแนนโครงการเดียวกันสองครั้ง จึงไม่รู้ว่าให้เท่าไร โปรดเหลือครั้งเดียว",
            en="One project is given points twice, so that it is not clear how many; keep one.",
        )
        return chosen
    words = Words(
        th="บัตรนี้มีโครงการเดียวกันสองครั้ง นับครั้งแรกครั้งเดียว",
        en="This ballot names a project twice; the first is counted, once.",
    )
    reading.remarks.append(Fault(row, "vote", words))
    return list(dict.fromkeys(chosen))


def _read_points(row: int, written: str, expected: int, reading: _Reading) -> list[Fraction]:
    parts = [part.strip() for part in written.split(",")] if written.strip().lower() not in _NOTHING else []
    points = [read_number(part) for part in parts]
    if len(points) != expected:
        reading.faults.add(
            row,
            "points",
            th=f"มีคะแนน {len(points)} ค่า สำหรับ {expected} โครงการ ต้องเท่ากัน",
            en=f"{len(points)} points for {expected} projects; there must be as many.",
        )
        return [Fraction(0)] * expected
    for part, point in zip(parts, points, strict=True):
        if point is None or (point < 0 and reading.vote_type == "cumulative"):
            reading.faults.add(
                row,
                "points",
                th=f"คะแนน “{part}” ต้องเป็นตัวเลข" + ("" if point is None else "ไม่ติดลบ"),
                en=f"The points “{part}” must be a number" + ("." if point is None else ", not negative."),
            )
    return [point or Fraction(0) for point in points]
