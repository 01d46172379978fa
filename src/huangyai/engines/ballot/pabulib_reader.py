"""Read an election from a Pabulib file (https://pabulib.org/format), or say row by row what is wrong
with it.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from huangyai.engines.ballot.election import VOTE_TYPES, Election, Project, VoteType
from huangyai.engines.ballot.faults import Faults
from huangyai.engines.ballot.numbers import may_be_thousands, read_number
from huangyai.engines.ballot.pabulib_table import Table, read_tables
from huangyai.engines.ballot.pabulib_votes import read_votes
from huangyai.kernel import BadInput, Fault, Words

# What the count depends on; a second value would leave it open which one holds.
_DECIDING = ("budget", "vote_type", "rule")
# No budget in any currency is more; what is, was mistyped.
_MOST_MONEY = 10**15
_PROJECT_COLUMNS = ("project_id", "cost", "name")


def read_pabulib(source: str | bytes | Path) -> Election:
    """The election in a Pabulib file.

    Parameters
    ----------
    source
        A path, the bytes of a file, or the text itself (a string with more than one line). UTF-8 with or without BOM.

    Raises
    ------
    BadInput
        With a fault per row and column: a budget or cost that is no amount, an unknown or repeated project,
        a voter who comes twice, points that don't match.
    """
    if isinstance(source, bytes):
        text = _decoded(source)
    elif isinstance(source, str) and "\n" in source:
        text = source
    else:
        text = _decoded(_bytes_of(Path(source)))
    faults = Faults()
    tables = read_tables(text, faults)
    faults.refuse_if_any()
    values, rows = _read_meta(tables["META"], faults)
    budget = _read_budget(values, rows, faults)
    vote_type = _read_vote_type(values, rows, faults)
    projects = _read_projects(tables["PROJECTS"], faults)
    votes = read_votes(tables["VOTES"], vote_type, [project.id for project in projects], faults)
    faults.refuse_if_any()
    counted = {"num_projects": len(projects), "num_votes": votes.ballots.count}
    remarks = [*_miscounted(values, rows, counted), *votes.remarks]
    return Election(
        budget=budget,
        projects=tuple(projects),
        vote_type=vote_type,
        ballots=votes.ballots,
        meta=tuple(values.items()),
        voters=votes.voters,
        voter_columns=votes.columns,
        remarks=tuple(remarks),
    )


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        raise BadInput.of(
            th=f"เปิดไฟล์ {path} ไม่ได้ โปรดตรวจชื่อและที่อยู่ของไฟล์",
            en=f"The file {path} can't be opened; check its name.",
        ) from problem


def _decoded(raw: bytes) -> str:
    """The text; letters that are not UTF-8 stay marked, so that their row and column can be named."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadInput.of(
            row=1,
            th="ไฟล์นี้เป็น UTF-16 โปรดบันทึกใหม่เป็น UTF-8",
            en="This file is UTF-16; save it as UTF-8.",
        )
    return raw.decode("utf-8-sig", errors="surrogateescape")


def _read_meta(table: Table, faults: Faults) -> tuple[dict[str, str], dict[str, int]]:
    """Values and their rows by key; a value that holds the separator without quotes is put together again."""
    values: dict[str, str] = {}
    rows: dict[str, int] = {}
    for row, cells in table.rows:
        key, value = cells[0].strip(), ";".join(cells[1:]).rstrip("; ").strip()
        if key in _DECIDING and values.get(key, value) != value:
            faults.add(
                row,
                key,
                th=f"“{key}” เขียนไว้สองค่า (แถว {rows[key]}: {values[key]} แถวนี้: {value}) โปรดเหลือค่าเดียว",
                en=f"“{key}” is given twice (row {rows[key]}: {values[key]}, here: {value}); keep one.",
            )
        values[key] = value
        rows[key] = row
    return values, rows


def _read_budget(values: dict[str, str], rows: dict[str, int], faults: Faults) -> Fraction:
    shown, row = values.get("budget", ""), rows.get("budget", 0)
    budget = read_number(shown)
    if not row:
        faults.add(
            row,
            "budget",
            th="ส่วน META ไม่มีงบประมาณ โปรดเพิ่มบรรทัด เช่น budget;100000",
            en="META gives no budget; add a line such as budget;100000.",
        )
    elif budget is None or not 0 < budget <= _MOST_MONEY:
        faults.add(
            row,
            "budget",
            th=f"งบประมาณ “{shown}” ต้องเป็นจำนวนเงินจริงที่มากกว่าศูนย์ โปรดแก้เป็นตัวเลข เช่น 100000",
            en=f"The budget “{shown}” must be an amount above zero that can be; write it as a number such as 100000.",
        )
    elif may_be_thousands(shown):
        _doubt(row, "budget", shown, faults)
    else:
        return budget
    return Fraction(0)


def _doubt(row: int, column: str, written: str, faults: Faults) -> None:
    whole, _, rest = written.partition(",")
    faults.add(
        row,
        column,
        th=f"“{written}” อ่านได้สองอย่าง โปรดเขียน {whole}{rest} ถ้าจุลภาคคั่นหลักพัน หรือ {whole}.{rest} ถ้าเป็นทศนิยม",
        en=f"“{written}” can be read in two ways: write {whole}{rest} if the comma parts thousands, {whole}.{rest} if it is a decimal mark.",
    )


def _read_vote_type(values: dict[str, str], rows: dict[str, int], faults: Faults) -> VoteType:
    written = values.get("vote_type", "").strip().lower()
    for known in VOTE_TYPES:
        if written == known:
            return known
    faults.add(
        rows.get("vote_type", 0),
        "vote_type",
        th=f"ไม่รู้จักวิธีลงคะแนน “{written}” ใช้ได้: {', '.join(VOTE_TYPES)}",
        en=f"The vote type “{written}” is not known; use one of {', '.join(VOTE_TYPES)}.",
    )
    return "approval"


def _read_projects(table: Table, faults: Faults) -> list[Project]:
    absent = [column for column in ("project_id", "cost") if column not in table.columns]
    for column in absent:
        faults.add(table.row, column, th=f"ไม่มีคอลัมน์ {column}", en=f"There is no column {column}.")
    if absent:
        faults.refuse_if_any()
    projects: list[Project] = []
    seen: dict[str, int] = {}
    for row, cells in table.rows:
        if len(cells) > len(table.columns) and any(cell.strip() for cell in cells[len(table.columns) :]):
            faults.add(
                row,
                "",
                th=f"มี {len(cells)} ช่อง แต่หัวตารางมี {len(table.columns)} ช่อง ข้อความที่มีเครื่องหมายคั่นต้องอยู่ในเครื่องหมายคำพูด",
                en=f"{len(cells)} cells under {len(table.columns)} columns; text that "
                "holds the separator needs quotation marks.",
            )
            cells = (cells[0], "0")
        written = dict(zip(table.columns, (cell.strip() for cell in cells), strict=False))
        project_id = written.get("project_id", "")
        if not project_id:
            faults.add(
                row, "project_id", th="ไม่มีรหัสโครงการ โปรดใส่รหัสที่ไม่ซ้ำกัน", en="The project has no id; give it its own."
            )
        elif project_id in seen:
            faults.add(
                row,
                "project_id",
                th=f"รหัสโครงการ “{project_id}” ซ้ำกับแถว {seen[project_id]} โปรดให้แต่ละโครงการมีรหัสของตัวเอง",
                en=f"Project id “{project_id}” is already used in row {seen[project_id]}; give each project its own.",
            )
        seen.setdefault(project_id, row)
        cost = _read_cost(row, written.get("cost", ""), faults)
        fields = tuple((column, value) for column, value in written.items() if column not in _PROJECT_COLUMNS)
        projects.append(Project(project_id, cost, written.get("name", ""), fields))
    if not table.rows:
        faults.add(table.row, "", th="ไม่มีโครงการให้นับ", en="There are no projects to count.")
    return projects


def _read_cost(row: int, written: str, faults: Faults) -> Fraction:
    cost = read_number(written)
    if cost is None:
        faults.add(
            row,
            "cost",
            th=f"ราคา “{written}” ไม่ใช่ตัวเลข โปรดเขียนเป็นตัวเลข เช่น 50000",
            en=f"The cost “{written}” is not a number; write it as one, such as 50000.",
        )
        return Fraction(0)
    if cost < 0:
        faults.add(
            row,
            "cost",
            th=f"ราคา “{written}” ติดลบไม่ได้ โปรดใส่ราคาจริงของโครงการ",
            en=f"The cost “{written}” can't be negative; write what the project costs.",
        )
    if may_be_thousands(written):
        _doubt(row, "cost", written, faults)
    return cost


def _miscounted(values: dict[str, str], rows: dict[str, int], counted: dict[str, int]) -> list[Fault]:
    """META's own counts that differ from the tables: worth a word, but the votes can still be counted."""
    remarks = []
    for key, found in counted.items():
        written = values.get(key, "")
        if written and read_number(written) != found:
            remarks.append(
                Fault(
                    rows[key],
                    key,
                    Words(
                        th=f"META ว่ามี {written} แต่ในตารางมี {found:,} โปรดตรวจว่าไฟล์ครบ",
                        en=f"META says {written}, the table holds {found:,}; check that the file is whole.",
                    ),
                )
            )
    return remarks
