"""Lists on their way in."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils import timezone

from huangyai.kernel import Actor, Fault, NotFound
from huangyai.kernel.tables.opened_file import OpenedFile
from huangyai.kernel.tables.writing import write_workbook
from huangyai.targets.access import may_bring_registers, visible_drafts, visible_runs
from huangyai.targets.models import Register, RegisterDraft, RegisterRun, Source
from huangyai.targets.queries.written import unpack_file
from huangyai.targets.rules.columns import FORM_COLUMNS
from huangyai.targets.rules.layout import Column, Layout, describe_columns
from huangyai.targets.rules.preview import Checked, head_of
from huangyai.vault.sealing import unseal, unseal_bytes

DRAFT_PURPOSE = "register-draft.content"
OUTLOOK_PURPOSE = "register-draft.outlook"
# Drafts that nobody touched for so long are taken away by night.
DAYS_KEPT = 14
# A run that said nothing for so long was cut off, with the machine or its worker.
SILENT_MINUTES = 3


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is known of a draft without reading its file again."""

    head: OpenedFile
    checked: Checked | None


def draft(actor: Actor, draft_id: uuid.UUID) -> RegisterDraft:
    """One list on its way in, or NotFound."""
    found = visible_drafts(actor).defer("content_sealed").select_related("source").filter(pk=draft_id).first()
    if found is None:
        raise NotFound
    return found


def drafts(actor: Actor) -> models.QuerySet[RegisterDraft]:
    """Lists that wait for their columns, their check, or somebody's yes; newest first."""
    found = visible_drafts(actor).defer("content_sealed", "outlook_sealed").select_related("source", "brought_by")
    return found.order_by("-made_at", "-pk")


def draft_content(waiting: RegisterDraft) -> bytes:
    """The file as it was sent."""
    return unpack_file(unseal_bytes(waiting.municipality_id, waiting.content_sealed, purpose=DRAFT_PURPOSE))


def outlook_kept(waiting: RegisterDraft) -> dict[str, Any]:
    """What is known of a draft, as it is kept."""
    text = unseal(waiting.municipality_id, waiting.outlook_sealed or b"", purpose=OUTLOOK_PURPOSE)
    kept: dict[str, Any] = json.loads(text)
    return kept


def outlook(waiting: RegisterDraft) -> Outlook:
    """What is known of a draft."""
    kept = outlook_kept(waiting)
    return Outlook(head_of(kept["head"]), Checked.of(kept["check"]) if kept.get("check") else None)


def draft_columns(head: OpenedFile, layout: Layout) -> list[Column]:
    """The columns of a draft's sheet with some of their values."""
    return describe_columns(head.sheets[layout.sheet], layout)


def keyed_rows(waiting: RegisterDraft) -> list[tuple[int, dict[str, str]]]:
    """What was keyed in so far, each row with its number; an empty list has no rows yet."""
    columns = FORM_COLUMNS[waiting.source.kind]
    lines = list(csv.reader(io.StringIO(draft_content(waiting).decode(), newline="")))
    return [(number, dict(zip(columns, line, strict=False))) for number, line in enumerate(lines[1:], start=2)]


def run(actor: Actor, run_id: uuid.UUID) -> RegisterRun:
    """A list that is checked or brought in behind the page, or NotFound."""
    found = visible_runs(actor).select_related("draft__source").defer("draft__content_sealed", "draft__outlook_sealed")
    one = found.filter(pk=run_id).first()
    if one is None:
        raise NotFound
    return one


def open_run(waiting: RegisterDraft) -> RegisterRun | None:
    """The run of a draft that is still going on."""
    since = timezone.now() - dt.timedelta(minutes=SILENT_MINUTES)
    return (
        RegisterRun.objects.filter(draft=waiting, finished_at__isnull=True, touched_at__gte=since)
        .order_by("-made_at")
        .first()
    )


def is_silent(going: RegisterRun) -> bool:
    """It was cut off: nothing was heard of it for minutes."""
    return going.finished_at is None and going.touched_at < timezone.now() - dt.timedelta(minutes=SILENT_MINUTES)


def known_sources(actor: Actor) -> list[Source]:
    """Offices that have sent lists before, to be chosen again."""
    if not may_bring_registers(actor):
        return []
    return list(Source.objects.filter(pk__in=Register.objects.values("source_id")).order_by("office", "kind"))


def faults_workbook(faults: Sequence[Fault], language: str) -> bytes:
    """The faults as a workbook for the office that keeps the list."""
    english = language == "en"
    headings = ("Row", "Column", "What is wrong") if english else ("แถว", "คอลัมน์", "สิ่งที่ต้องแก้")
    return write_workbook(
        "To mend" if english else "ข้อที่ต้องแก้",
        list(zip(headings, (8, 28, 90), strict=True)),
        ([fault.row or None, fault.column, fault.words.say(language)] for fault in faults),
    )
