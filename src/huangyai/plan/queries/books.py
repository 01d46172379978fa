"""Plan books on their way in: what is in them, and what bringing them in would change."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from django.db import models

from huangyai.kernel import Actor, BadInput, Fault, Money, NotFound
from huangyai.plan.access import may_plan, visible_books
from huangyai.plan.models import BookDraft, BookSource, PlanApproval, Project
from huangyai.plan.rules import PlanRow, PlanSheet
from huangyai.plan.sheets import plan_period, read_plan_sheet
from huangyai.plan.sheets.outlook import FileOutlook, look_at_file


@dataclass(frozen=True, slots=True)
class BookLayout:
    """How a plan book is read: heading → field, the worksheets, the row of the headings (0: looked for)."""

    columns: dict[str, str]
    sheets: list[str] = field(default_factory=list)
    header_row: int = 0
    join: bool = False

    def as_dict(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return {"columns": self.columns, "sheets": self.sheets, "header_row": self.header_row, "join": self.join}

    @classmethod
    def of(cls, kept: dict[str, Any]) -> Self:
        """Back from JSON."""
        return cls(dict(kept["columns"]), list(kept["sheets"]), int(kept["header_row"]), join=bool(kept["join"]))


@dataclass(frozen=True, slots=True)
class BookCheck:
    """What bringing a book in would do; with faults it does nothing."""

    rows: Sequence[PlanRow]
    faults: Sequence[Fault]
    remarks: Sequence[Fault]
    years: Sequence[tuple[int, int, Money]]
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    # Projects that an earlier book brought in and this one doesn't hold; they stay.
    missing: int = 0
    announced: bool = False

    @property
    def total(self) -> Money:
        """Money of all years together."""
        return Money(sum(money.satang for _, _, money in self.years))


def books(actor: Actor) -> models.QuerySet[BookDraft]:
    """Plan books that wait for their columns or for somebody's yes; newest first."""
    return visible_books(actor).defer("content").select_related("source").order_by("-made_at", "-pk")


def book(actor: Actor, book_id: uuid.UUID) -> BookDraft:
    """One plan book on its way in, or NotFound."""
    found = visible_books(actor).select_related("source").filter(pk=book_id).first()
    if found is None:
        raise NotFound
    return found


def book_sources(actor: Actor) -> list[str]:
    """Names of programs and units that have sent books before."""
    return list(BookSource.objects.order_by("name").values_list("name", flat=True)) if may_plan(actor) else []


def look_at_book(draft: BookDraft, *, header_row: int | None = None) -> FileOutlook:
    """The book's worksheets and columns; `header_row` reads the headings somewhere else, and guesses them anew."""
    layout = BookLayout.of(draft.layout)
    if header_row is not None:
        return look_at_file(bytes(draft.content), columns=draft.source.columns, header_row=header_row)
    return look_at_file(bytes(draft.content), columns=layout.columns, header_row=layout.header_row)


def read_book(draft: BookDraft) -> PlanSheet:
    """The book's projects; BadInput names every fault by sheet, row and column."""
    layout = BookLayout.of(draft.layout)
    sheet = read_plan_sheet(
        bytes(draft.content),
        columns=layout.columns,
        sheets=layout.sheets,
        header_row=layout.header_row,
        join=layout.join,
    )
    plan_period(sheet, (draft.first_year, draft.last_year))
    return sheet


def check_book(draft: BookDraft) -> BookCheck:
    """What bringing the book in would do, without doing it."""
    announced = PlanApproval.objects.filter(plan__first_year=draft.first_year).exists()
    try:
        sheet = read_book(draft)
    except BadInput as bad:
        return BookCheck((), bad.faults, (), (), announced=announced)
    known: dict[str, Any] = dict(
        Project.objects.filter(plan__first_year=draft.first_year)
        .exclude(imported_key="")
        .values_list("imported_key", "imported_row")
    )
    same = sum(1 for row in sheet.rows if known.get(row.natural_key) == row.as_document())
    there = sum(1 for row in sheet.rows if row.natural_key in known)
    years = [
        (
            year,
            sum(1 for row in sheet.rows if row.planned(year).satang),
            Money(sum(row.planned(year).satang for row in sheet.rows)),
        )
        for year in range(draft.first_year, draft.last_year + 1)
    ]
    return BookCheck(
        sheet.rows,
        (),
        sheet.remarks,
        years,
        created=len(sheet.rows) - there,
        changed=there - same,
        unchanged=same,
        missing=len(known) - there,
        announced=announced,
    )
