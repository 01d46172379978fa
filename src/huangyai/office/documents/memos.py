"""A memo that another room writes from its own rows, in the layout of every memo of the town hall."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from huangyai.design.documents import find_fonts, render_document
from huangyai.office.documents.papers import official_day, sender_of
from huangyai.office.models import Unit
from huangyai.places.models import Municipality


@dataclass(frozen=True, slots=True)
class Endorsement:
    """What somebody higher up wrote under a memo: the opinion, the lines under the signature, the day."""

    opinion: str
    block: tuple[str, ...]
    day: str = ""


@dataclass(frozen=True, slots=True)
class Memo:
    """What stands on a memo. `corrections` as `correction_rows` gives them."""

    unit: Unit
    number: str
    date: dt.date
    subject: str
    addressee: str
    paragraphs: tuple[str, ...]
    block: tuple[str, ...]
    stamp: str = ""
    endorsements: tuple[Endorsement, ...] = ()
    corrections: tuple[dict[str, str], ...] = ()


def memo_pdf(memo: Memo) -> bytes:
    """The memo as PDF, with who endorsed it in turn below."""
    municipality = Municipality.objects.get(pk=memo.unit.municipality_id)
    data = {
        "kind": "memo",
        "stamp": memo.stamp,
        "number": memo.number,
        "date": official_day(memo.date),
        "sender": sender_of(memo.unit, municipality),
        "subject": memo.subject,
        "addressee": memo.addressee,
        "reference": "",
        "enclosures": "",
        "paragraphs": list(memo.paragraphs),
        "block": list(memo.block),
        "contact": "",
        "endorsements": [
            {"opinion": each.opinion, "block": list(each.block), "day": each.day} for each in memo.endorsements
        ],
        "corrections": list(memo.corrections),
    }
    return render_document("office/documents/typst/official_paper", data, fonts=find_fonts())
