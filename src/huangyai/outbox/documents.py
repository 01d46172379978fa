from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from huangyai.design.documents import find_fonts, render_document
from huangyai.kernel import BuddhistDate
from huangyai.outbox.models import Channel, Message
from huangyai.outbox.queries import Line
from huangyai.places.models import Municipality

MOST_PRINTED = 3000
_TITLES = {Channel.TELEPHONE: "รายชื่อที่ต้องโทรศัพท์แจ้ง", Channel.PAPER: "รายชื่อที่ต้องแจ้งถึงบ้าน"}
# What is ticked stands on the page where it is keyed in, in the same order.
_BOXES = {
    Channel.TELEPHONE: ["แจ้งแล้ว", "ไม่รับสาย", "เบอร์ผิด"],
    Channel.PAPER: ["แจ้งแล้ว", "ฝากจดหมาย", "ไม่พบ", "ย้ายแล้ว"],
}
_ONLY_THEM = "เรื่องส่วนตัว พูดกับเจ้าตัวเท่านั้น อย่าฝากบอกผู้อื่น"
_IN_LETTER = "เรื่องส่วนตัวอยู่ในจดหมายพับปิด ส่งถึงมือเจ้าตัวเท่านั้น"
_TO_THEMSELVES = "จดหมายถึงตัวจากเทศบาล"
_NOBODY = "ไม่มีผู้ที่ต้องแจ้งทางนี้แล้ว"
_TICK = "ทำเครื่องหมายในช่องที่ตรง แล้วส่งคืนเทศบาล เก็บใบนี้ให้พ้นสายตาผู้อื่น"


def delivery_list_document(message: Message, channel: Channel, villages: Iterable[tuple[str, list[Line]]]) -> bytes:
    """Who is to be rung up, or visited with a letter, as PDF: a page or more for each village, boxes to tick."""
    return render_document(
        "outbox/typst/delivery_list", delivery_list_contents(message, channel, villages), fonts=find_fonts()
    )


def delivery_list_contents(
    message: Message, channel: Channel, villages: Iterable[tuple[str, list[Line]]]
) -> dict[str, Any]:
    """What stands on the list: number, name and house, and what has to be said; the telephone only where one rings up.

    A private text stands on the telephone list, which stays in the office, and never on one that is carried around.
    """
    by_phone = channel == Channel.TELEPHONE
    carried = message.is_private and not by_phone
    note = f"{_ONLY_THEM if by_phone else _IN_LETTER} {_TICK}" if message.is_private else _TICK
    return {
        "title": _TITLES[channel],
        # The occasion of an answer says what it answers: beside a name it would tell who said it.
        "occasion": _TO_THEMSELVES if carried else message.occasion.th,
        "say": "ข้อความ:",
        "text": "" if message.is_private else message.text.th,
        "note": note,
        "nobody": _NOBODY,
        "with_phone": by_phone,
        "boxes": _BOXES[channel],
        "villages": [
            {"name": name or "ไม่ทราบหมู่บ้าน", "rows": [_row(line, by_phone=by_phone, carried=carried) for line in lines]}
            for name, lines in villages
        ],
    }


def letters_document(message: Message, lines: Iterable[Line], municipality: Municipality) -> bytes:
    """A sheet for each person who is told by letter, as PDF; numbered as the list is, so that none goes astray."""
    return render_document(
        "outbox/typst/letters",
        {
            "title": "จดหมายแจ้ง",
            "from": municipality.name_th,
            "date": BuddhistDate(timezone.localdate()).long(),
            "closing": "ขอแสดงความนับถือ",
            "nobody": _NOBODY,
            "letters": [
                {
                    "name": line.step.delivery.person.full_name,
                    "home": _home(line),
                    "text": line.text.th,
                    "number": str(line.step.delivery.number),
                }
                for line in lines
            ],
        },
        fonts=find_fonts(),
    )


def _row(line: Line, *, by_phone: bool, carried: bool) -> dict[str, object]:
    delivery = line.step.delivery
    own = line.text.th if delivery.own_text or delivery.message.is_private else ""
    home = delivery.person.household
    return {
        "number": str(delivery.number),
        "name": delivery.person.full_name,
        "home": home.house_no if home else "–",
        "own": "" if carried else own,
        # Figures one by one: a telephone number is not written in Thai digits.
        "phone": [int(digit) for digit in line.phone] if by_phone else [],
        "whose": line.whose if by_phone else "",
    }


def _home(line: Line) -> str:
    home = line.step.delivery.person.household
    return f"บ้านเลขที่ {home.house_no} หมู่ที่ {home.village.number} {home.village.name}" if home else ""
