"""A list on its way in: kept sealed, looked at, checked, and then brought in or dropped."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from huangyai.kernel import Actor, BadInput
from huangyai.kernel.tables.opening import open_file
from huangyai.ledger.actions import record, record_look
from huangyai.places.queries import all_municipalities
from huangyai.targets.access import require_register_work
from huangyai.targets.actions.bringing.registers import BroughtRegister, bring_register, register_source
from huangyai.targets.models import RegisterDraft, RegisterKind, RegisterRun
from huangyai.targets.queries.bringing import known_villages, newest_edition
from huangyai.targets.queries.drafts import DAYS_KEPT, DRAFT_PURPOSE, OUTLOOK_PURPOSE, draft_content, outlook_kept
from huangyai.targets.queries.written import pack_file, written_rows
from huangyai.targets.rules.checking import Keep, Progress, check_register
from huangyai.targets.rules.difference import compare_editions
from huangyai.targets.rules.findings import MOST_NAMED
from huangyai.targets.rules.layout import Layout, check_meanings, guess_layout, headings_of, layout_at
from huangyai.targets.rules.preview import checked_as_dict, head_as_dict, head_of, refused_as_dict
from huangyai.vault.sealing import seal, seal_bytes
from huangyai.walls.entry import acting

# In a draft's layout: how many lines its longest sheet has, so that nobody opens the file to know.
LINES = "lines"


def keep_draft(
    *,
    actor: Actor,
    kind: str,
    file_name: str,
    content: bytes,
    office: str = "",
    list_name: str = "",
    keyed_in: bool = False,
) -> RegisterDraft:
    """Keep a list sealed until somebody has looked at its columns and faults and says yes.

    Raises BadInput for a file that can't be opened; nothing is kept of it.
    """
    require_register_work(actor)
    opened = open_file(content)
    with transaction.atomic():
        source = register_source(actor, kind, office, list_name)
        layout = guess_layout(opened, source.columns)
        draft = RegisterDraft.objects.create(
            municipality_id=actor.municipality_id,
            source=source,
            file_name=file_name[:200],
            content_sealed=seal_bytes(actor.municipality_id, pack_file(content), purpose=DRAFT_PURPOSE),
            keyed_in=keyed_in,
            layout={**layout.as_dict(), LINES: max(len(sheet.lines) for sheet in opened.sheets)},
            outlook_sealed=_sealed(actor, {"head": head_as_dict(opened)}),
            brought_by_id=actor.user_id,
        )
        record(actor=actor, verb="register-draft.kept", subject=draft, register=kind, bytes=len(content))
    return draft


def map_draft(
    *, actor: Actor, draft: RegisterDraft, sheet: int, header_row: int, meanings: Mapping[int, str]
) -> RegisterDraft:
    """Say where the list stands in the file and what each column means; the next file of this source is read the same."""
    require_register_work(actor)
    kept = outlook_kept(draft)
    place = layout_at(head_of(kept["head"]), sheet, header_row)
    layout = Layout(sheet, header_row, place.header_rows, dict(meanings))
    check_meanings(layout)
    draft.layout = {**layout.as_dict(), LINES: draft.layout.get(LINES, 0)}
    draft.outlook_sealed = _sealed(actor, {"head": kept["head"]})
    headings, _ = headings_of(head_of(kept["head"]).sheets[sheet], header_row)
    said = {heading: meanings.get(at, "") for at, heading in enumerate(headings) if heading}
    with transaction.atomic():
        draft.save(update_fields=["layout", "outlook_sealed"])
        draft.source.columns = {**draft.source.columns, **said}
        draft.source.save(update_fields=["columns"])
        record(actor=actor, verb="register-draft.mapped", subject=draft, columns=sorted({*meanings.values()} - {""}))
    return draft


def check_draft(*, actor: Actor, draft: RegisterDraft, progress: Progress | None = None) -> RegisterDraft:
    """Find every fault of a list, and what it says otherwise than the edition before. Nothing is brought in yet."""
    require_register_work(actor)
    kept = outlook_kept(draft)
    try:
        kept["check"] = _check(draft, progress or (lambda _stage, _part: None))
    except BadInput as bad:
        kept["check"] = refused_as_dict(bad.faults[:MOST_NAMED])
    draft.outlook_sealed = _sealed(actor, kept)
    with transaction.atomic():
        draft.save(update_fields=["outlook_sealed"])
        record(actor=actor, verb="register-draft.checked", subject=draft, rows=kept["check"].get("rows", 0))
    return draft


def bring_draft(
    *, actor: Actor, draft: RegisterDraft, keep: Keep = Keep.GOOD_ROWS, progress: Progress | None = None
) -> BroughtRegister:
    """Bring a list in as it was looked at; the draft goes. With `Keep.NOTHING` any fault leaves everything as it was."""
    require_register_work(actor)
    source = draft.source
    with transaction.atomic():
        brought = bring_register(
            actor=actor,
            kind=source.kind,
            office=source.office,
            list_name=source.list_name,
            file_name=draft.file_name,
            content=draft_content(draft),
            layout=Layout.of(draft.layout),
            keep=keep,
            progress=progress,
        )
        draft.delete()
    return brought


def look_at_draft(*, actor: Actor, draft: RegisterDraft) -> None:
    """Somebody opens the names of a list on its way in: the ledger keeps who."""
    require_register_work(actor)
    record_look(actor=actor, subject=draft, reason="draft")


def drop_draft(*, actor: Actor, draft: RegisterDraft) -> None:
    """Take a list away that nobody wants to bring in."""
    require_register_work(actor)
    with transaction.atomic():
        record(actor=actor, verb="register-draft.dropped", subject=draft)
        draft.delete()


def drop_old_drafts(*, actor: Actor, before: dt.datetime) -> int:
    """Take away what was forgotten on its way in: names that nobody needs are kept nowhere. Says how many."""
    require_register_work(actor)
    with transaction.atomic():
        RegisterRun.objects.filter(touched_at__lt=before).delete()
        old = RegisterDraft.objects.filter(made_at__lt=before)
        count = old.count()
        if count:
            old.delete()
            record(actor=actor, verb="register-drafts.dropped", kind="targets.registerdraft", drafts=count)
    return count


def forget_drafts_everywhere() -> None:
    """By night, in every municipality: what was left on its way in for two weeks."""
    before = timezone.now() - dt.timedelta(days=DAYS_KEPT)
    for municipality in all_municipalities():
        machine = Actor.machine(municipality.pk, "drafts")
        with acting(machine):
            drop_old_drafts(actor=machine, before=before)


def _check(draft: RegisterDraft, tell: Progress) -> dict[str, Any]:
    source = draft.source
    file = check_register(
        draft_content(draft),
        kind=source.kind,
        today=timezone.localdate(),
        villages=known_villages() if source.kind == RegisterKind.CIVIL else None,
        layout=Layout.of(draft.layout),
        progress=tell,
    )
    previous = newest_edition(source)
    if previous is None:
        return checked_as_dict(file, "", {}, None)
    tell("compare", 0.0)
    before = written_rows(previous)
    difference = compare_editions(list(before.items()), file.numbered)
    tell("compare", 1.0)
    return checked_as_dict(file, str(previous.pk), before, difference)


def _sealed(actor: Actor, kept: Mapping[str, Any]) -> bytes:
    return seal(actor.municipality_id, json.dumps(kept, ensure_ascii=False), purpose=OUTLOOK_PURPOSE)
