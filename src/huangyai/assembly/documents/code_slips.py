"""Slips with the code for voting on one's own phone, to be cut and handed out at the door."""

from __future__ import annotations

from collections.abc import Iterable

from huangyai.assembly.documents.codes import bars_of
from huangyai.assembly.models import Assembly, Attendance
from huangyai.design.documents import find_fonts, render_document


def code_slips_document(assembly: Assembly, codes: Iterable[tuple[Attendance, str]], address: str) -> bytes:
    """Ten slips to a page, each with its owner's name and code."""
    return render_document(
        "assembly/documents/typst/code_slips",
        {
            "title": "รหัสลงคะแนนทางโทรศัพท์",
            "place": assembly.title,
            "how": "สแกนคิวอาร์โค้ดแล้วพิมพ์รหัสนี้ ใช้ได้เรื่องละหนึ่งครั้ง คะแนนของท่านเป็นความลับ",
            "qr": bars_of(address),
            "slips": [{"name": str(attendance), "code": f"{code[:4]}-{code[4:]}"} for attendance, code in codes],
        },
        fonts=find_fonts(),
    )
