from __future__ import annotations

from collections.abc import Callable, Iterable

from django.utils.translation import override

from huangyai.assembly.documents.codes import bars_of
from huangyai.assembly.documents.meeting_time import when_and_where
from huangyai.assembly.models import Assembly, Invitee
from huangyai.design.documents import find_fonts, render_document

MOST_PRINTED = 600
EMPTY_LINES = 12


def sign_in_sheet_document(assembly: Assembly, invitees: Iterable[Invitee], address_of: Callable[[str], str]) -> bytes:
    """The sheet that lies at the door, as PDF: everybody asked by name with a QR code, and empty lines for the rest.

    `address_of` gives the address that a code opens.
    """
    rows = []
    for number, invitee in enumerate(invitees, start=1):
        home = invitee.person.household
        rows.append(
            {
                "number": str(number),
                "name": invitee.person.full_name,
                "group": invitee.invitation.name or _group(invitee),
                "home": f"{home.house_no} ม.{home.village.number}" if home else "",
                "code": invitee.code,
                "qr": bars_of(address_of(invitee.code)),
            }
        )
    return render_document(
        "assembly/documents/typst/sign_in_sheet",
        {
            "title": "บัญชีลงชื่อผู้เข้าร่วมประชุม",
            "subtitle": [assembly.title, when_and_where(assembly)],
            "note": "ลงลายมือชื่อในช่องของท่าน หากไม่มีชื่อในบัญชี โปรดเขียนชื่อในบรรทัดว่าง ทุกคนที่มานับเท่ากัน",
            "rows": rows,
            "blanks": [str(number) for number in range(len(rows) + 1, len(rows) + 1 + EMPTY_LINES)],
        },
        fonts=find_fonts(),
    )


def _group(invitee: Invitee) -> str:
    # Official papers are in Thai, whatever the language of the page.
    with override("th"):
        return str(invitee.invitation.get_group_display())
