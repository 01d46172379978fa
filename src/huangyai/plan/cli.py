"""`huangyai import-plan`: a plan book goes in, and its published summary is checked against itself and
against it."""

from __future__ import annotations

import importlib
import re
import sys

import click

from huangyai.cli.contract import Voice, speaks
from huangyai.kernel import Actor, BadInput
from huangyai.plan.rules import Comparison, PlanSheet, Summary, WrongTotal, compare, cross_foot
from huangyai.plan.sheets import read_plan_sheet, read_summary
from huangyai.plan.sheets.import_report import comparison_tables, import_report


def _as_years(_: click.Context, __: click.Parameter, value: str | None) -> tuple[int, int] | None:
    if value is None:
        return None
    found = re.fullmatch(r"\s*(25\d\d)\s*[-–]\s*(25\d\d)\s*", value)
    if not found or int(found.group(1)) > int(found.group(2)):
        raise click.BadParameter("โปรดเขียนช่วงปี พ.ศ. เช่น 2566-2570 · write Buddhist years such as 2566-2570")
    return int(found.group(1)), int(found.group(2))


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
@click.option("--dry-run", is_flag=True, help="อ่านและตรวจเท่านั้น ไม่บันทึก · read and check, write nothing")
@speaks
def import_plan(
    *,
    voice: Voice,
    file: str,
    municipality: str | None,
    plan_years: tuple[int, int] | None,
    summary_file: str | None,
    dry_run: bool,
) -> None:
    """นำเข้าแผนพัฒนาท้องถิ่นจาก CSV หรือ XLSX · import a local development plan; twice changes nothing."""
    sheet = read_plan_sheet(_source(file))
    summary = read_summary(_source(summary_file)) if summary_file else None
    years = _plan_years(sheet, plan_years)
    counts: dict[str, int | None] = dict.fromkeys(("created", "changed", "unchanged", "total"))
    if not dry_run:
        counts.update(_bring_in(sheet, years, municipality, voice))
    wrong, comparison = _check(sheet, summary)
    for line in comparison_tables(sheet, wrong, comparison, counts, language=voice.language):
        voice.data(line)
    voice.result(import_report(sheet, years, wrong, comparison, counts))
    voice.finish(differences=bool(wrong) or bool(comparison and comparison.differences))


def _check(sheet: PlanSheet, summary: Summary | None) -> tuple[list[WrongTotal], Comparison | None]:
    if summary is None:
        return [], None
    return cross_foot(summary), compare(sheet.rows, summary)


def _source(path: str) -> str | bytes:
    return sys.stdin.buffer.read() if path == "-" else path


def _plan_years(sheet: PlanSheet, given: tuple[int, int] | None) -> tuple[int, int]:
    first, last = given or (sheet.years[0], sheet.years[-1])
    outside = [year for year in sheet.years if not first <= year <= last]
    if outside:
        raise BadInput.of(
            th=f"ไฟล์มีงบประมาณปี {outside[0]} ซึ่งอยู่นอกแผน {first}-{last} โปรดตรวจ --plan หรือไฟล์",
            en=(f"The file has money in {outside[0]}, outside the plan {first}-{last}; check --plan or the file."),
            column=f"b{outside[0]}",
        )
    return first, last


def _bring_in(sheet: PlanSheet, years: tuple[int, int], slug: str | None, voice: Voice) -> dict[str, int | None]:
    # A dry run must work where neither Django nor a database is installed, so both are woken only here;
    # `config` is
    # found by name, as commands are, because no room may know it.
    importlib.import_module("huangyai.config.boot").django()
    from huangyai.plan.actions import import_plan_sheet
    from huangyai.walls.entry import acting

    actor = _actor(slug, voice)
    with acting(actor):
        imported = import_plan_sheet(actor=actor, plan_years=years, sheet=sheet)
    return {
        "created": imported.created,
        "changed": imported.changed,
        "unchanged": imported.unchanged,
        "total": imported.total,
    }


def _actor(slug: str | None, voice: Voice) -> Actor:
    from huangyai.places.queries import all_municipalities

    known = list(all_municipalities().order_by("made_at"))
    chosen = [each for each in known if slug in (None, each.slug)]
    if not chosen:
        listed = ", ".join(each.slug for each in known)
        raise BadInput.of(
            th=f"ไม่พบเทศบาลชื่อย่อ “{slug or ''}” ในระบบ (มี: {listed or 'ยังไม่มีเทศบาล'}) "
            "โปรดตรวจ --municipality หรือสร้างเทศบาลก่อนด้วย huangyai demo",
            en=f"There is no municipality called “{slug or ''}” here (known: {listed or 'none yet'}); "
            "check --municipality, or begin one first, for instance with huangyai demo.",
            column="--municipality",
        )
    if slug is None and len(known) > 1:
        voice.tell(
            th=f"ไม่ได้ระบุ --municipality จึงนำเข้าให้ {chosen[0].name_th} ({chosen[0].slug})",
            en=f"No --municipality given: importing into {chosen[0].name_en} ({chosen[0].slug}).",
        )
    return Actor.machine(chosen[0].id, "import-plan")
