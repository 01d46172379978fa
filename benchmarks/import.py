"""How fast does an office's list come in? The whole action against the bare writing of its rows.

Run: python benchmarks/import.py [--people 100000] [--seed 1] [--forms csv xlsx]

The action reads the file, checks every cell, seals file and rows, compares with the edition before and writes; the
floor is COPY into a temporary table and INSERT … SELECT into the same protected, indexed table, of rows that are there
already. A municipality is made for it and rolled back. Uses the database of HUANGYAI_DATA (or DATABASE_URL).
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import platform
import sys
import time
from collections.abc import Callable
from typing import Any

import xlsxwriter

COLUMNS = (
    "id",
    "made_at",
    "municipality_id",
    "register_id",
    "row",
    "row_key",
    "says",
    "person_id",
    "probability",
    "why",
)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--people", type=int, default=100_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--forms", nargs="+", choices=("csv", "xlsx"), default=["csv", "xlsx"])
    chosen = options.parse_args()

    from huangyai.config import boot

    boot.django()
    from django.db import transaction

    from huangyai.demo.registers import VILLAGES, generate
    from huangyai.kernel import Actor
    from huangyai.places.actions import VillageFacts, found_municipality
    from huangyai.walls.entry import acting

    table = civil_table(generate(chosen.people, chosen.seed))
    print(
        f"{len(table) - 1:,} rows of {len(table[0])} columns · {platform.machine()} · Python {platform.python_version()}"
    )
    print(f"{'list':<28}{'seconds':>9}{'own cpu s':>11}{'rows/s':>10}{'floor s':>9}{'ratio':>7}")
    with transaction.atomic():
        villages = tuple(VillageFacts(village.code, village.moo, village.name) for village in VILLAGES)
        town = found_municipality(
            slug=f"bench-{time.time_ns()}",
            name_th="เทศบาลทดสอบ",
            name_en="Bench",
            province_th="ตัวอย่าง",
            villages=villages,
        )
        actor = Actor.machine(town.pk, "benchmark")
        with acting(actor):
            for form in chosen.forms:
                content = as_csv(table) if form == "csv" else as_xlsx(table)
                bring(actor, f"another list, {form}", "other", content)
            newer = as_csv([table[0], *(change(row, at) for at, row in enumerate(table[1:]))])
            bring(actor, "the same, next month, csv", "other", newer)
            bring(actor, "civil register, csv", "civil", as_csv(table))
        transaction.set_rollback(True)


def bring(actor: Any, name: str, kind: str, content: bytes) -> None:
    """One list through the action, then its floor."""
    from huangyai.targets.actions import bring_register

    spent: dict[str, float] = {}
    last = ["", time.perf_counter()]

    def hear(stage: str, _part: float) -> None:
        now = time.perf_counter()
        if last[0]:
            spent[str(last[0])] = spent.get(str(last[0]), 0.0) + now - float(last[1])
        last[:] = [stage, now]

    begun = time.process_time()
    seconds, brought = timed(
        lambda: bring_register(
            actor=actor, kind=kind, list_name="bench", office="bench", file_name="bench", content=content, progress=hear
        )
    )
    own = time.process_time() - begun
    floor = timed(floor_of(brought.register))[0]
    rows = brought.register.rows
    print(f"{name:<28}{seconds:>9.1f}{own:>11.1f}{rows / seconds:>10,.0f}{floor:>9.1f}{seconds / floor:>7.1f}")
    print(f"{'':<4}{', '.join(f'{stage} {part:.1f}' for stage, part in spent.items())}")


def floor_of(register: Any) -> Callable[[], None]:
    """Writes the register's rows once more, under another register, and nothing else."""
    from huangyai.kernel import new_id
    from huangyai.targets.models import Register, RegisterRow
    from huangyai.walls.copying import copy_rows

    twin = Register.objects.create(
        municipality_id=register.municipality_id, kind=register.kind, file_name="floor", rows=register.rows
    )
    there = RegisterRow.objects.filter(register=register).order_by("row").values_list(*COLUMNS)
    rows = [
        (new_id(), made, town, twin.pk, row, key, json.dumps(says), person, sure, json.dumps(why) if why else None)
        for _, made, town, _, row, key, says, person, sure, why in there
    ]
    return lambda: copy_rows(RegisterRow, COLUMNS, rows)


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    begun = time.perf_counter()
    made = work()
    return time.perf_counter() - begun, made


def civil_table(sub_district: Any) -> list[list[str]]:
    from huangyai.demo.registers import REGISTER_KINDS

    civil = next(register for register in sub_district.registers if register.kind == "civil")
    return [list(REGISTER_KINDS["civil"].columns), *(list(row.cells) for row in civil.rows)]


def change(row: list[str], at: int) -> list[str]:
    """Next month one row in fifty has moved to another house."""
    return row if at % 50 else [*row[:8], f"{row[8]}/9", *row[9:]]


def as_csv(table: list[list[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text).writerows(table)
    return text.getvalue().encode()


def as_xlsx(table: list[list[str]]) -> bytes:
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, {"in_memory": True})
    sheet = book.add_worksheet()
    for at, row in enumerate(table):
        for column, cell in enumerate(row):
            sheet.write_string(at, column, cell)
    book.close()
    return packed.getvalue()


if __name__ == "__main__":
    sys.exit(main())
