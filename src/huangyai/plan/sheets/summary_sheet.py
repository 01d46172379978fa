"""The published summary (แบบ ผ.01), read from a file."""

from __future__ import annotations

import re

from huangyai.kernel import BadInput, Fault, Money, Words
from huangyai.kernel.tables import Sheet
from huangyai.plan.rules.summary import Amount, Level, Summary, SummaryLine
from huangyai.plan.sheets.amounts import read_count, read_money
from huangyai.plan.sheets.grid import Source, letters, open_plan_file
from huangyai.plan.sheets.thai_text import repair_thai

_TEXTS = ("section", "strategy", "tactic", "line")


def read_summary(source: Source) -> Summary:
    """Read the summary table: columns section, row, strategy, tactic, line, then n2566, baht2566 … and n5,
    baht5.

    Raises `BadInput` with each fault by row and column.
    """
    for sheet in open_plan_file(source).sheets:
        heading = [str(value or "").strip().casefold() for value in (sheet.lines[0] if sheet.lines else ())]
        years = tuple(sorted(int(name[1:]) for name in heading if re.fullmatch(r"n25\d\d", name)))
        if years and "line" in heading:
            return _read(sheet, heading, years)
    raise BadInput.of(
        th="ไม่พบตารางสรุป ผ.01: แถวแรกต้องมีคอลัมน์ section, strategy, tactic, line, n2566, baht2566 … n5, baht5",
        en=("No ผ.01 summary found: the first row needs section, strategy, tactic, line, n2566, baht2566 … n5, baht5."),
        row=1,
    )


def _read(sheet: Sheet, heading: list[str], years: tuple[int, ...]) -> Summary:
    pairs = [*((f"n{year}", f"baht{year}") for year in years), (f"n{len(years)}", f"baht{len(years)}")]
    missing = [name for pair in pairs for name in pair if name not in heading]
    if missing:
        raise BadInput(
            [Fault(1, name, Words(th="ไม่พบคอลัมน์นี้ในตารางสรุป", en="The summary lacks this column.")) for name in missing]
        )
    place = {name: index for index, name in enumerate(heading) if name}
    faults: list[Fault] = _unread(sheet)
    lines: list[SummaryLine] = []
    for index, cells in enumerate(sheet.lines[1:], start=2):
        values = {name: cells[column] if column < len(cells) else None for name, column in place.items()}
        if not any(str(value or "").strip() for value in values.values()):
            continue
        texts = {name: repair_thai(str(values.get(name) or "")) for name in _TEXTS}
        amounts = []
        for count_name, money_name in pairs:
            count = read_count(values[count_name], index, count_name)
            money = read_money(values[money_name], index, money_name)
            faults += [fault for fault in (count, money) if isinstance(fault, Fault)]
            amounts.append(
                Amount(
                    0 if isinstance(count, Fault) else count,
                    money if isinstance(money, Money) else Money(0),
                )
            )
        number = str(values.get("row") or "").removesuffix(".0")
        lines.append(
            SummaryLine(
                **texts,
                row=int(number) if number.isdecimal() else index,
                level=_level(texts["line"]),
                amounts=tuple(amounts[:-1]),
                all_years=amounts[-1],
            )
        )
    if faults:
        raise BadInput(faults)
    return Summary(years=years, lines=tuple(lines))


def _unread(sheet: Sheet) -> list[Fault]:
    return [Fault(row + 1, f"{sheet.title}!{letters(column)}", words) for row, column, words in sheet.unread]


def _level(line: str) -> Level:
    folded = re.sub(r"\s+", "", line)
    if folded.startswith(("รวมทั้งสิ้น", "รวมทั้งหมด")):
        return Level.GRAND
    return Level.STRATEGY if folded.startswith("รวม") else Level.LINE
