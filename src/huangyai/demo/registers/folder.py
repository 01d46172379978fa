"""Writes the lists into a folder as CSV UTF-8, with the truth beside them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from huangyai.cli.contract import write_text
from huangyai.demo.registers.kinds import REGISTER_KINDS
from huangyai.demo.registers.residents import SubDistrict
from huangyai.kernel import BadInput


def write(sub_district: SubDistrict, directory: Path) -> dict[str, int]:
    """Write each list, ``houses.csv`` (the map of houses) and ``truth.csv``; return the rows in each.

    ``truth.csv`` says for each row of each list who it is: ``source,id,person``, where source is
    the list's file name without ending and id is what the list's own id column holds.
    """
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise BadInput.of(
            th=f"สร้างโฟลเดอร์ {directory} ไม่ได้ โปรดเลือกชื่ออื่นหรือตรวจสิทธิ์",
            en=f"The folder {directory} can't be made; choose another name or check your rights.",
        ) from problem
    counts: dict[str, int] = {}
    for register in sub_district.registers:
        kind = REGISTER_KINDS[register.kind]
        counts[kind.file_name] = _table(
            directory / kind.file_name, list(kind.columns), [row.cells for row in register.rows]
        )
    counts["houses.csv"] = _table(
        directory / "houses.csv",
        ["รหัสประจำบ้าน", "บ้านเลขที่", "หมู่ที่", "รหัสหมู่บ้าน", "ละติจูด", "ลองจิจูด"],
        (
            (
                h.house_code,
                h.house_no,
                str(h.village.moo),
                h.village_code,
                f"{h.latitude:.6f}",
                f"{h.longitude:.6f}",
            )
            for h in sub_district.households
        ),
    )
    counts["truth.csv"] = _table(
        directory / "truth.csv",
        ["source", "id", "person"],
        ((register.kind, row.id, row.person_id) for register in sub_district.registers for row in register.rows),
    )
    return counts


def _table(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    count = 0
    for row in rows:
        writer.writerow(row)
        count += 1
    write_text(str(path), text.getvalue())
    return count
