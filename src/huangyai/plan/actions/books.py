"""A plan book on its way in: kept, its columns said, then brought in whole or dropped."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from huangyai.kernel import Actor, BadInput, Fault, Refusal, Words
from huangyai.ledger.actions import record
from huangyai.plan.access import require_plan_work
from huangyai.plan.actions.sheets import ImportedPlan, import_plan_sheet
from huangyai.plan.models import BookDraft, BookSource
from huangyai.plan.queries.books import BookLayout, read_book
from huangyai.plan.sheets.columns import YEAR_FIELD, field_words
from huangyai.plan.sheets.outlook import SeenColumn, look_at_file

_LAST_FIRST_YEAR = 2700


def keep_book(*, actor: Actor, source: str, file_name: str, content: bytes, first_year: int) -> BookDraft:
    """Keep a plan book until somebody has looked at its columns and faults and says yes.

    What the headings of this source meant last time is remembered; the rest is guessed. Raises BadInput for a file that
    can't be opened; nothing is kept of it.
    """
    require_plan_work(actor)
    if not 2561 <= first_year <= _LAST_FIRST_YEAR:
        raise Refusal(
            "first-year",
            th="ปีแรกของแผนต้องเป็นปี พ.ศ. เช่น 2571",
            en="The first year of the plan is a Buddhist year such as 2571.",
        )
    known = BookSource.objects.filter(name=source).first()
    seen = look_at_file(content, columns=known.columns if known else None)
    holding = [sheet.title for sheet in seen.sheets if sheet.holds_projects]
    layout = BookLayout(
        columns={column.label: column.field for column in seen.columns},
        sheets=holding or [sheet.title for sheet in seen.sheets if sheet.header_row],
    )
    with transaction.atomic():
        draft = BookDraft.objects.create(
            municipality_id=actor.municipality_id,
            source=known or BookSource.objects.create(municipality_id=actor.municipality_id, name=source),
            file_name=file_name[:200],
            content=content,
            first_year=first_year,
            layout=layout.as_dict(),
            mapped_at=timezone.now() if known and _is_remembered(seen.columns, known.columns) else None,
            brought_by_id=actor.user_id,
        )
        record(actor=actor, verb="plan-book.kept", subject=draft, first_year=first_year, bytes=len(content))
    return draft


def map_book(
    *,
    actor: Actor,
    draft: BookDraft,
    columns: Mapping[str, str],
    sheets: Collection[str] = (),
    header_row: int = 0,
    join: bool = False,
) -> BookDraft:
    """Say what each column is; the next book of this source is read the same.

    Parameters
    ----------
    columns : heading -> field of a plan row; an empty field: the column is not used.
    sheets : worksheets to read; none named: every one with a table of projects.
    header_row : the spreadsheet's row of the headings; 0 looks for it.
    join : rows that only carry text on continue the project above them.
    """
    require_plan_work(actor)
    _check_columns(draft, columns)
    draft.layout = BookLayout(dict(columns), list(sheets), header_row, join=join).as_dict()
    draft.mapped_at = timezone.now()
    with transaction.atomic():
        draft.save(update_fields=["layout", "mapped_at"])
        draft.source.columns = {**draft.source.columns, **columns}
        draft.source.save(update_fields=["columns"])
        record(actor=actor, verb="plan-book.mapped", subject=draft, columns=sorted({*columns.values()} - {""}))
    return draft


def bring_book(*, actor: Actor, draft: BookDraft, already_announced: bool = False) -> ImportedPlan:
    """Bring a plan book in whole; the draft goes. Any fault in it leaves everything as it was (BadInput).

    Into an announced plan only what was announced already may be brought: everybody sees it at once.
    """
    require_plan_work(actor)
    sheet = read_book(draft)
    with transaction.atomic():
        imported = import_plan_sheet(
            actor=actor,
            plan_years=(draft.first_year, draft.last_year),
            sheet=sheet,
            already_announced=already_announced,
        )
        draft.delete()
    return imported


def drop_book(*, actor: Actor, draft: BookDraft) -> None:
    """Take a plan book away that nobody wants to bring in."""
    require_plan_work(actor)
    with transaction.atomic():
        record(actor=actor, verb="plan-book.dropped", subject=draft)
        draft.delete()


def _is_remembered(columns: Sequence[SeenColumn], known: Mapping[str, str]) -> bool:
    """Every heading was confirmed before: nobody need be asked again."""
    return all(column.label in known for column in columns)


def _check_columns(draft: BookDraft, columns: Mapping[str, str]) -> None:
    chosen: dict[str, str] = {}
    faults = []
    for heading, field in columns.items():
        if not field:
            continue
        first = chosen.setdefault(field, heading)
        if first != heading:
            words = field_words(field)
            faults.append(
                Fault(
                    0,
                    heading,
                    Words(
                        th=f"เลือกเป็น “{words.th}” ซ้ำกับคอลัมน์ “{first}” โปรดเหลือไว้คอลัมน์เดียว",
                        en=f"It is “{words.en}” like the column “{first}”; leave it to one of them.",
                    ),
                )
            )
    years = [int(found[2]) for field in chosen if (found := YEAR_FIELD.fullmatch(field)) and found[1] == "b"]
    if "name" not in chosen:
        faults.append(
            Fault(0, "", Words(th="โปรดเลือกว่าคอลัมน์ใดเป็นชื่อโครงการ", en="Say which column holds the project's name."))
        )
    if not years:
        faults.append(
            Fault(
                0,
                "",
                Words(
                    th=f"โปรดเลือกคอลัมน์งบประมาณอย่างน้อยหนึ่งปีในแผน {draft.first_year}–{draft.last_year}",
                    en=f"Say which column holds the money of at least one year of the plan {draft.first_year}–{draft.last_year}.",
                ),
            )
        )
    if faults:
        raise BadInput(faults)
