"""Registers in CSV files: read whole, every fault by row and column."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl

from huangyai.cli.contract import opened_text
from huangyai.engines.linkage.register import Register
from huangyai.kernel import BadInput, Fault, Words

_MOST_FAULTS = 20
_LARGE = 300_000_000  # bytes


def read_register(path: str, *, mapping: Mapping[str, str], also: Sequence[str]) -> Register:
    """Read one CSV file (UTF-8 with or without BOM; ``-`` is stdin); the register is named as the file, without
    ending.
    """
    name = "stdin" if path == "-" else Path(path).stem
    if path != "-" and Path(path).is_file() and Path(path).stat().st_size > _LARGE:
        rows = _scanned(Path(path))
        if rows is not None:
            names = rows.collect_schema().names()
            return Register(name, rows, dict(mapping), tuple(column for column in also if column in names))
    with opened_text(path) as stream:
        text = stream.read()
    frame = _fast(text)
    if frame is None:
        frame = _careful(text, name)
    return Register(name, frame, dict(mapping), tuple(column for column in also if column in frame.columns))


def _scanned(path: Path) -> pl.LazyFrame | None:
    """A large file that is read again when it is needed rather than kept; None where anything about it is unusual."""
    with path.open("rb") as stream:
        start = stream.readline()
    try:
        header = start.decode("utf-8-sig").strip()
        between = _delimiter(header)
        names = [name.strip() for name in header.split(between)]
        if '"' in header or not all(names) or len(set(names)) != len(names):
            return None
        rows = pl.scan_csv(path, infer_schema=False, separator=between, new_columns=names)
        rows.select(pl.len()).collect()
    except (pl.exceptions.PolarsError, UnicodeDecodeError):
        return None
    return rows


def read_truth(path: str, registers: Sequence[Register]) -> list[tuple[str, str, str, str]]:
    """Pairs known to be one person: columns source_l, id_l, source_r, id_r; the sources may be left out where there
    are one or two registers.
    """
    frame = read_register(path, mapping={}, also=()).frame()
    names = [registers[0].name, registers[-1].name]
    for side, name in zip("lr", names, strict=True):
        if f"source_{side}" not in frame.columns and len(registers) < 3:
            frame = frame.with_columns(pl.lit(name).alias(f"source_{side}"))
    wanted = ["source_l", "id_l", "source_r", "id_r"]
    missing = [column for column in wanted if column not in frame.columns]
    if missing:
        raise BadInput.of(
            th=f"ไฟล์ความจริงต้องมีคอลัมน์ {', '.join(wanted)} แต่ไม่มี {', '.join(missing)}",
            en=f"The file of true pairs needs the columns {', '.join(wanted)}; it lacks {', '.join(missing)}.",
            column=missing[0],
        )
    return [(one, row, other, its) for one, row, other, its in frame.select(wanted).fill_null("").iter_rows()]


def _fast(text: str) -> pl.DataFrame | None:
    """The usual file; None when anything about it is unusual, so that the careful reader can say what."""
    header = text.split("\n", 1)[0].strip()
    between = _delimiter(text)
    names = next(csv.reader([header], delimiter=between), [])
    if not header or '"' in header or len(set(names)) != len(names) or not all(name.strip() for name in names):
        return None
    try:
        return pl.read_csv(io.BytesIO(text.encode()), infer_schema=False, separator=between).rename(str.strip)
    except (pl.exceptions.PolarsError, UnicodeEncodeError):
        return None


def _delimiter(text: str) -> str:
    """What stands between the cells: a comma, or a tab or semicolon where the header has no comma."""
    header = text.split("\n", 1)[0]
    if "," in header:
        return ","
    return next((mark for mark in "\t;" if mark in header), ",")


def _careful(text: str, name: str) -> pl.DataFrame:
    faults: list[Fault] = []
    rows: list[list[str]] = []
    header: list[str] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=_delimiter(text)):
            number = len(rows) + 2
            if not header:
                header = [cell.strip() for cell in row]
                header = _without_empty_end(header)
                faults.extend(_faults_of_header(header, name))
            elif not any(cell.strip() for cell in row):
                rows.append([""] * len(header))
            else:
                if len(row) > len(header) and any(cell.strip() for cell in row[len(header) :]):
                    faults.append(
                        _fault(
                            number, name,
                            f"แถวนี้มี {len(row)} ช่อง แต่หัวตารางมี {len(header)} โปรดตรวจเครื่องหมายจุลภาคและเครื่องหมายคำพูด",
                            f"This row has {len(row)} cells but the header has {len(header)}; check its commas and quotes.",
                        )
                    )  # fmt: skip
                rows.append([*row[: len(header)], *[""] * (len(header) - len(row))])
            if len(faults) >= _MOST_FAULTS:
                break
    except csv.Error:
        faults.append(
            _fault(
                len(rows) + 2, name,
                "อ่านแถวนี้ไม่ได้ เครื่องหมายคำพูดอาจไม่ครบคู่ โปรดบันทึกไฟล์เป็น CSV ใหม่",
                "This row can't be read; a quote may be missing. Save the file as CSV again.",
            )
        )  # fmt: skip
    if not header:
        faults.append(_fault(0, name, "ไฟล์ว่างเปล่า ไม่มีหัวตาราง", "The file is empty; it has no header."))
    if faults:
        raise BadInput(faults)
    # Blank lines are no people.
    kept = [row for row in rows if any(cell.strip() for cell in row)]
    return pl.DataFrame(kept, schema=dict.fromkeys(header, pl.String), orient="row")


def _without_empty_end(header: list[str]) -> list[str]:
    """The headings without the empty columns that a spreadsheet leaves at the end; a lone title is no header."""
    named = len(header)
    while named and not header[named - 1]:
        named -= 1
    return header[:named] if named > 1 else header


def _faults_of_header(header: list[str], name: str) -> list[Fault]:
    faults = []
    twice = {cell for cell in header if cell and header.count(cell) > 1}
    if twice:
        listed = ", ".join(sorted(twice))
        faults.append(
            _fault(
                1,
                name,
                f"หัวคอลัมน์ซ้ำ: {listed} โปรดตั้งชื่อให้ต่างกัน",
                f"Headings repeat: {listed}; give each its own name.",
            )
        )
    if not all(header):
        faults.append(
            _fault(
                1, name,
                f"คอลัมน์ที่ {header.index('') + 1} ไม่มีชื่อ หัวตารางต้องอยู่แถวแรกและมีชื่อครบทุกคอลัมน์",
                f"Column {header.index('') + 1} has no heading; the header is the first row and names every column.",
            )
        )  # fmt: skip
    return faults


def _fault(row: int, name: str, th: str, en: str) -> Fault:
    return Fault(row, name, Words(th=th, en=en))
