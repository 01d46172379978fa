"""`huangyai import-plan`: a plan book goes in, and its published summary is checked against itself and
against it."""

from __future__ import annotations

import importlib
import re
import sys

import click

from huangyai.cli.contract import Voice, speaks
from huangyai.kernel import Actor, BadInput, Refusal
from huangyai.kernel.tables import LARGEST_FILE
from huangyai.plan.rules import PlanSheet, checked_blocks, compare, cross_foot
from huangyai.plan.sheets import plan_period, read_plan_sheet, read_summary
from huangyai.plan.sheets.columns import FIELDS, YEAR_FIELD
from huangyai.plan.sheets.import_report import import_report
from huangyai.plan.sheets.import_tables import comparison_tables

_REMARKS_TOLD = 20


def _as_years(_: click.Context, __: click.Parameter, value: str | None) -> tuple[int, int] | None:
    if value is None:
        return None
    found = re.fullmatch(r"\s*(25\d\d)\s*[-–]\s*(25\d\d)\s*", value)
    if not found or int(found.group(1)) > int(found.group(2)):
        raise click.BadParameter("โปรดเขียนช่วงปี พ.ศ. เช่น 2566-2570 · write Buddhist years such as 2566-2570")
    return int(found.group(1)), int(found.group(2))


def _as_mapping(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    """Heading → field, from ``field=heading`` pairs; a comma inside a heading is kept when what follows is no pair."""
    mapping: dict[str, str] = {}
    for pair in re.split(r",(?=[a-z_0-9-]+=)", ",".join(given)) if given else ():
        field, equals, heading = pair.partition("=")
        if not equals or not heading.strip() or not (field == "-" or field in FIELDS or YEAR_FIELD.fullmatch(field)):
            raise click.BadParameter(f"“{pair}”: โปรดเขียน name=หัวคอลัมน์ · write name=HEADING")
        mapping[heading.strip()] = "" if field == "-" else field
    return mapping


@click.command("import-plan")
@click.argument("file")
@click.option("--municipality", metavar="SLUG", help="ชื่อย่อเทศบาล · the municipality's short name")
@click.option(
    "--plan",
    "plan_years",
    metavar="2566-2570",
    callback=_as_years,
    help="ปีแรก-ปีสุดท้ายของแผน · first and last year of the plan",
)
@click.option("--compare", "summary_file", metavar="SUMMARY.csv", help="ผ.01 ที่ประกาศ · the published summary")
@click.option(
    "--map",
    "mapping",
    metavar="name=HEADING,b2571=HEADING…",
    callback=_as_mapping,
    multiple=True,
    help="คอลัมน์ใดคืออะไร (ว่าง = ไม่ใช้) · which column is what: name, objective, target, kpi, expected_result, department, "
    "strategy_name, tactic_name, plan_name, b2571 …, ord2571 …; -=HEADING is not used",
)
@click.option("--join", is_flag=True, help="ต่อข้อความที่ล้นลงแถวถัดไป · rows that only carry text on continue the one above")
@click.option("--dry-run", is_flag=True, help="อ่านและตรวจเท่านั้น ไม่บันทึก · read and check, write nothing")
@speaks
def import_plan(
    *,
    voice: Voice,
    file: str,
    municipality: str | None,
    plan_years: tuple[int, int] | None,
    summary_file: str | None,
    mapping: dict[str, str],
    join: bool,
    dry_run: bool,
) -> None:
    """นำเข้าแผนพัฒนาท้องถิ่นจาก CSV หรือ XLSX · import a local development plan; twice changes nothing."""
    sheet = read_plan_sheet(_source(file), columns=mapping, join=join)
    _tell_remarks(sheet, voice)
    summary = read_summary(_source(summary_file)) if summary_file else None
    years = plan_period(sheet, plan_years)
    counts: dict[str, int | None] = dict.fromkeys(("created", "changed", "unchanged", "total"))
    if not dry_run:
        counts.update(_bring_in(sheet, years, municipality, voice))
    wrong = cross_foot(summary) if summary else []
    blocks = checked_blocks(summary) if summary else []
    comparison = compare(sheet.rows, summary) if summary else None
    for line in comparison_tables(sheet, wrong, blocks, comparison, counts, language=voice.language):
        voice.data(line)
    voice.result(import_report(sheet, years, wrong, blocks, comparison, counts))
    voice.finish(differences=bool(wrong) or bool(comparison and comparison.differences))


def _tell_remarks(sheet: PlanSheet, voice: Voice) -> None:
    for remark in sheet.remarks[:_REMARKS_TOLD]:
        voice.tell(th=remark.say("th"), en=remark.say("en"))
    more = len(sheet.remarks) - _REMARKS_TOLD
    if more > 0:
        voice.tell(th=f"และข้อสังเกตอีก {more} ข้อ (ดูทั้งหมดด้วย --json)", en=f"And {more} more remarks (all with --json).")


def _source(path: str) -> str | bytes:
    # One byte more than is read is enough to know that it is too much.
    return sys.stdin.buffer.read(LARGEST_FILE + 1) if path == "-" else path


def _bring_in(sheet: PlanSheet, years: tuple[int, int], slug: str | None, voice: Voice) -> dict[str, int | None]:
    # A dry run must work where neither Django nor a database is installed, so both are woken only here.
    # `config` is found by name, as commands are, because no room may know it.
    importlib.import_module("huangyai.config.boot").django()
    from django.db import transaction

    from huangyai.plan.actions import import_plan_sheet
    from huangyai.walls.entry import acting

    with transaction.atomic():
        actor = _actor(slug, voice)
        with acting(actor):
            try:
                with transaction.atomic():
                    imported = import_plan_sheet(actor=actor, plan_years=years, sheet=sheet)
            except Refusal as refusal:
                if refusal.code != "plan-announced":
                    raise
                # The command reads published books: their projects were announced with the plan. The page asks first.
                voice.tell(
                    th=f"แผน {years[0]}–{years[1]} ประกาศใช้แล้ว โครงการในเล่มนี้จึงเปิดให้ประชาชนเห็นทันที "
                    "เล่มที่ยังไม่ประกาศ โปรดนำเข้าทางหน้าเว็บเป็นฉบับเพิ่มเติมหรือเปลี่ยนแปลง",
                    en=f"The plan of {years[0]} to {years[1]} is announced, so everybody sees the projects of this book at once. "
                    "Bring a book that is not announced yet in on the page, as an edition.",
                )
                imported = import_plan_sheet(actor=actor, plan_years=years, sheet=sheet, already_announced=True)
    return {
        "created": imported.created,
        "changed": imported.changed,
        "unchanged": imported.unchanged,
        "total": imported.total,
    }


def _actor(slug: str | None, voice: Voice) -> Actor:
    """The command itself, in the municipality that was named, or in the first one there is."""
    from huangyai.places.queries import all_municipalities

    known = list(all_municipalities().order_by("made_at"))
    if not known:
        return _first_municipality(slug or "municipality", voice)
    chosen = next((each for each in known if slug in (None, each.slug)), None)
    if chosen is None:
        listed = ", ".join(each.slug for each in known)
        raise BadInput.of(
            th=f"ไม่พบเทศบาลชื่อย่อ “{slug}” ในระบบนี้ มีแต่ {listed} โปรดตรวจ --municipality",
            en=f"There is no municipality called “{slug}” here, only {listed}; check --municipality.",
            column="--municipality",
        )
    if slug is None:
        voice.tell(
            th=f"ไม่ได้ระบุ --municipality จึงนำเข้าให้ {chosen.name_th} ({chosen.slug})",
            en=f"No --municipality given: importing into {chosen.name_en} ({chosen.slug}).",
        )
    return Actor.machine(chosen.id, "import-plan")


def _first_municipality(slug: str, voice: Voice) -> Actor:
    # An empty installation takes its first municipality from its first plan; its name and place are filled
    # in later.
    from huangyai.places.actions import found_municipality

    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) or len(slug) > 50:
        raise BadInput.of(
            th=f"ชื่อย่อ “{slug}” ใช้ไม่ได้ โปรดใช้ a-z ตัวเลข และขีดกลาง ไม่เกิน 50 ตัว",
            en=f"The short name “{slug}” can't be used; write a-z, digits and hyphens, 50 at most.",
            column="--municipality",
        )
    made = found_municipality(slug=slug, name_th=f"เทศบาล {slug}", name_en=slug.capitalize(), province_th="")
    voice.tell(
        th=f"ระบบยังไม่มีเทศบาล จึงเริ่มเทศบาลชื่อย่อ {slug} ให้ โปรดเติมชื่อและจังหวัดภายหลัง",
        en=f"There was no municipality yet, so {slug} was begun; fill in its name and province later.",
    )
    return Actor.machine(made.id, "import-plan")
