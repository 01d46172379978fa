"""A printed form is keyed in later, row by row."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping

from django.db import transaction

from huangyai.kernel import Actor, BadInput, Refusal
from huangyai.kernel.tables.opening import open_file
from huangyai.ledger.actions import record
from huangyai.targets.access import require_register_work
from huangyai.targets.actions.bringing.drafts import keep_draft
from huangyai.targets.models import RegisterDraft
from huangyai.targets.queries.drafts import DRAFT_PURPOSE, OUTLOOK_PURPOSE, draft_content
from huangyai.targets.queries.written import pack_file
from huangyai.targets.rules.columns import FORM_COLUMNS, NAME_COLUMNS, heading_of
from huangyai.targets.rules.preview import head_as_dict
from huangyai.vault.sealing import seal, seal_bytes

_LONGEST = 200
# A form holds a page of names; a longer list is a file.
MOST_KEYED_ROWS = 2000


def begin_keying(*, actor: Actor, kind: str, office: str = "", list_name: str = "") -> RegisterDraft:
    """Open an empty list with the columns of the printed form."""
    headings = [heading_of(meaning) for meaning in FORM_COLUMNS.get(kind, FORM_COLUMNS["other"])]
    content = ",".join(headings) + "\n"
    return keep_draft(
        actor=actor,
        kind=kind,
        office=office,
        list_name=list_name,
        file_name="แบบกรอกมือ.csv",
        content=content.encode(),
        keyed_in=True,
    )


def key_row(*, actor: Actor, draft: RegisterDraft, values: Mapping[str, str]) -> RegisterDraft:
    """Write one more row, as it stands on the form: meaning → what was typed."""
    require_register_work(actor)
    columns = FORM_COLUMNS[draft.source.kind]
    line = [" ".join(values.get(meaning, "").split())[:_LONGEST] for meaning in columns]
    if not any(cell for meaning, cell in zip(columns, line, strict=True) if meaning in NAME_COLUMNS):
        name = next(meaning for meaning in columns if meaning in NAME_COLUMNS)
        raise BadInput.of(th="โปรดกรอกชื่อของคนในแถวนี้", en="Write the name of the person in this row.", column=name)
    with transaction.atomic():
        lines = _lines(draft)
        if len(lines) > MOST_KEYED_ROWS:
            raise Refusal(
                "keyed-list-full",
                th=f"กรอกได้ชุดละไม่เกิน {MOST_KEYED_ROWS:,} แถว โปรดนำเข้าชุดนี้ก่อน แล้วเริ่มชุดใหม่",
                en=f"A keyed list has {MOST_KEYED_ROWS:,} rows at most; bring this one in and begin another.",
            )
        lines.append(line)
        _keep(actor, draft, lines)
    return draft


def take_back_row(*, actor: Actor, draft: RegisterDraft, number: int) -> RegisterDraft:
    """Take out a row that was keyed in wrongly; `number` counts as a spreadsheet does, the headings are row 1."""
    require_register_work(actor)
    with transaction.atomic():
        lines = _lines(draft)
        if not 2 <= number <= len(lines):
            raise Refusal(
                "row-gone", th="แถวนี้ไม่มีแล้ว โปรดเปิดหน้านี้ใหม่", en="This row is not there any more; open the page again."
            )
        del lines[number - 1]
        _keep(actor, draft, lines)
    return draft


def _lines(draft: RegisterDraft) -> list[list[str]]:
    if not draft.keyed_in:
        raise Refusal(
            "not-keyed",
            th="ทะเบียนนี้มาเป็นไฟล์ จึงแก้ทีละแถวที่นี่ไม่ได้ โปรดแก้ในไฟล์แล้วนำเข้าใหม่",
            en="This list came as a file, so its rows can't be changed here; mend the file and bring it again.",
        )
    # Two people who key the same form in at once lose no row of each other.
    newest = RegisterDraft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    return list(csv.reader(io.StringIO(draft_content(newest).decode(), newline="")))


def _keep(actor: Actor, draft: RegisterDraft, lines: list[list[str]]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(lines)
    content = text.getvalue().encode()
    here = actor.municipality_id
    draft.content_sealed = seal_bytes(here, pack_file(content), purpose=DRAFT_PURPOSE)
    head = json.dumps({"head": head_as_dict(open_file(content))}, ensure_ascii=False)
    draft.outlook_sealed = seal(here, head, purpose=OUTLOOK_PURPOSE)
    draft.save(update_fields=["content_sealed", "outlook_sealed"])
    record(actor=actor, verb="register-draft.keyed", subject=draft, rows=len(lines) - 1)
