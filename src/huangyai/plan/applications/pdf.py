"""Applications as PDF: A4 upright, Sarabun, Thai digits, dotted lines to write on."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from huangyai.design.documents import render_document
from huangyai.plan.applications.paper import ApplicationPaper, Grid, Question, Ticks

_ABBREVIATION = re.compile(r"(?<![ก-๙])(?:[ก-ฮ]{1,3}\.){1,4}[ก-ฮ]?(?![ก-๙])|(?:[ก-ฮ]{1,2}\.){2,4}")


def application_pdf(paper: ApplicationPaper, *, fonts: Path) -> bytes:
    """The form as PDF. Raises `Refusal` when `fonts` (see `design.documents`) holds no Sarabun."""
    data = {
        "stamp": paper.stamp,
        "title": list(paper.title),
        "opening": _whole(paper.opening),
        "footnote": paper.footnote,
        "signatures": list(paper.signatures),
        "parts": [{"heading": part.heading, "items": [_item(item) for item in part.items]} for part in paper.parts],
    }
    return render_document("plan/applications/typst/application", data, fonts=fonts)


def _item(item: Question | Ticks | Grid) -> dict[str, Any]:
    if isinstance(item, Question):
        return {"kind": "question", "label": item.label, "answer": _whole(item.answer), "lines": item.lines}
    if isinstance(item, Ticks):
        return {"kind": "ticks", "label": item.label, "options": [list(option) for option in item.options]}
    return {
        "kind": "grid",
        "label": item.label,
        "columns": [list(column) for column in item.columns],
        "rows": [[_whole(cell) for cell in row] for row in item.rows],
        "money": item.money,
    }


def _whole(text: str) -> str:
    """Abbreviations (รพ.สต., พ.ร.บ.) stay on one line: a joiner between their letters."""
    return _ABBREVIATION.sub(lambda found: "\u2060".join(found[0]), text)
