"""`huangyai import-register`: an office's list goes in, checked cell by cell and compared with the edition before."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import Any

import click

from huangyai.cli.contract import Voice, speaks
from huangyai.cli.house import wake_house
from huangyai.kernel import Actor, BadInput, Fault
from huangyai.kernel.tables.opened_file import LARGEST_FILE, too_large
from huangyai.kernel.tables.opening import open_file
from huangyai.targets.rules.checking import Keep, check_register
from huangyai.targets.rules.columns import FORM_COLUMNS, MEANINGS
from huangyai.targets.rules.findings import MOST_NAMED, Findings
from huangyai.targets.rules.layout import Layout, guess_layout, layout_at
from huangyai.targets.rules.register_file import RegisterFile

_MOST_SHOWN = 50


def _columns(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for value in values:
        heading, sign, meaning = value.rpartition("=")
        if not sign or meaning not in {*MEANINGS, ""}:
            known = ", ".join(MEANINGS)
            raise click.BadParameter(f"โปรดเขียนแบบ หัวตาราง=ความหมาย · write HEADING=MEANING, one of: {known}")
        found[heading] = meaning
    return found


@click.command("import-register")
@click.argument("file")
@click.option("--kind", type=click.Choice(sorted(FORM_COLUMNS)), required=True, help="ชนิดทะเบียน · which list")
@click.option("--office", default="", help="หน่วยงานเจ้าของ · the office that keeps it")
@click.option("--name", "list_name", default="", help="ชื่อทะเบียน เมื่อชนิดเป็น other · its name, when it is another list")
@click.option("--municipality", metavar="SLUG", help="ชื่อย่อเทศบาล · the municipality's short name")
@click.option("--sheet", type=click.IntRange(1), help="แผ่นงานที่ · which sheet (1 is the first)")
@click.option("--header-row", type=click.IntRange(1), help="แถวหัวตาราง · the row of the headings")
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="HEADING=MEANING",
    callback=_columns,
    help="ความหมายของคอลัมน์ · what a column means",
)
@click.option(
    "--keep",
    type=click.Choice([each.value for each in Keep]),
    default=Keep.GOOD_ROWS.value,
    show_default=True,
    help="เก็บแถวที่ดี หรือไม่เก็บเลยถ้ามีข้อผิด · the good rows, or nothing",
)
@click.option("--dry-run", is_flag=True, help="อ่านและตรวจเท่านั้น ไม่บันทึก · read and check, write nothing")
@speaks
def import_register(
    *,
    voice: Voice,
    file: str,
    kind: str,
    office: str,
    list_name: str,
    municipality: str | None,
    sheet: int | None,
    header_row: int | None,
    columns: dict[str, str],
    keep: str,
    dry_run: bool,
) -> None:
    """นำเข้าทะเบียนของหน่วยงานจาก XLSX, CSV หรือ TXT · bring an office's list in."""
    content = _content(file)
    layout = _layout(content, sheet, header_row, columns)
    today = dt.datetime.now(dt.timezone(dt.timedelta(hours=7))).date()
    # Without a database the list is still checked; villages are then not known.
    checked = check_register(content, kind=kind, today=today, layout=layout)
    if not dry_run:
        document = _bring_in(
            voice, municipality, file, kind=kind, office=office, list_name=list_name, content=content,
            layout=layout or checked.layout, keep=Keep(keep),
        )  # fmt: skip
    else:
        document = {"brought": False, **_told(checked.findings)}
    document |= {
        "form": checked.form,
        "rows": document.get("rows", len(checked.rows)),
        "columns": dict(checked.columns),
    }
    _show(voice, checked, document)
    voice.result(document)
    voice.finish(differences=bool(document["faults"]))


def _content(path: str) -> bytes:
    if path == "-":
        content = sys.stdin.buffer.read(LARGEST_FILE + 1)
        if len(content) > LARGEST_FILE:
            raise too_large(len(content))
        return content
    try:
        size = Path(path).stat().st_size
        if size > LARGEST_FILE:
            raise too_large(size)
        return Path(path).read_bytes()
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise BadInput.of(
            th=f"เปิดไฟล์ {path} ไม่ได้ ({reason}) โปรดตรวจชื่อและที่อยู่ของไฟล์",
            en=f"The file {path} can't be opened ({reason}); please check its name and place.",
        ) from None


def _layout(content: bytes, sheet: int | None, header_row: int | None, columns: dict[str, str]) -> Layout | None:
    if sheet is None and header_row is None and not columns:
        return None
    opened = open_file(content)
    guessed = guess_layout(opened, columns)
    at = guessed.sheet if sheet is None else sheet - 1
    return layout_at(opened, at, header_row or guessed.header_row, remembered=columns)


def _bring_in(voice: Voice, slug: str | None, file: str, **given: Any) -> dict[str, Any]:
    wake_house()
    from django.db import transaction

    from huangyai.targets.actions import bring_register
    from huangyai.walls.entry import acting

    with transaction.atomic():
        actor = _actor(voice, slug)
        with acting(actor):
            brought = bring_register(actor=actor, file_name=Path(file).name, **given)
    register, difference = brought.register, brought.difference
    return {
        "brought": True,
        "rows": register.rows,
        "left_out": register.left_out,
        "faults": [_plain(fault) for fault in brought.faults],
        "new": len(difference.new),
        "changed": len(difference.changed),
        "gone": len(difference.gone),
    }


def _actor(voice: Voice, slug: str | None) -> Actor:
    """The command itself, in the municipality that was named, or in the only one there is."""
    from huangyai.places.queries import all_municipalities

    known = list(all_municipalities().order_by("made_at"))
    chosen = [each for each in known if slug in (None, each.slug)]
    if not chosen:
        listed = ", ".join(each.slug for each in known) or "–"
        raise BadInput.of(
            th=f"ไม่พบเทศบาลชื่อย่อ “{slug or ''}” ในระบบนี้ มี {listed} โปรดตรวจ --municipality",
            en=f"There is no municipality called “{slug or ''}” here, only {listed}; check --municipality.",
            column="--municipality",
        )
    if len(chosen) > 1:
        voice.tell(
            th=f"ไม่ได้ระบุ --municipality จึงนำเข้าให้ {chosen[0].name_th} ({chosen[0].slug})",
            en=f"No --municipality given: importing into {chosen[0].name_en} ({chosen[0].slug}).",
        )
    return Actor.machine(chosen[0].pk, "import-register")


def _told(findings: Findings) -> dict[str, Any]:
    faults = findings.faults[:MOST_NAMED]
    return {"left_out": len(findings.bad_rows), "faults": [_plain(fault) for fault in faults]}


def _plain(fault: Fault) -> dict[str, Any]:
    return {"row": fault.row, "column": fault.column, "words": fault.words}


def _show(voice: Voice, checked: RegisterFile, document: dict[str, Any]) -> None:
    english = voice.language == "en"
    voice.data(f"{checked.form.say(voice.language)}")
    counted = [
        ("rows", "แถวที่ใช้ได้", "rows"),
        ("left_out", "แถวที่ไม่ใช้", "rows left out"),
        ("new", "ใหม่", "new"),
        ("changed", "เปลี่ยน", "changed"),
        ("gone", "หายไป", "gone"),
    ]
    for key, th, en in counted:
        if key in document:
            voice.data(f"{document[key]:>9,}  {en if english else th}")
    for note in checked.findings.notes.values():
        voice.tell(
            th=f"{note.column}: {note.words.th} ({note.count:,} แถว)",
            en=f"{note.column}: {note.words.en} ({note.count:,} rows)",
        )
    faults = document["faults"]
    for each in faults[:_MOST_SHOWN]:
        click.echo(Fault(each["row"], each["column"], each["words"]).say(voice.language), err=True)
    if len(faults) > _MOST_SHOWN:
        rest = len(faults) - _MOST_SHOWN
        voice.tell(th=f"และอีก {rest:,} ข้อ", en=f"and {rest:,} more")
