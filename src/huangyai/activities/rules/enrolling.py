"""Places, waiting lists, and what a line of the paper sheet says."""

from __future__ import annotations

import re
from dataclasses import dataclass

from huangyai.kernel import BadInput, Fault, Refusal, Words
from huangyai.kernel.words import arabic_digits

MOST_LINES = 60
SHORTEST_WHY = 5
# Four of five meetings of a course, as adult classes usually ask.
_ENOUGH = 0.8
# Fewer sheets than this could single somebody out.
FEWEST_SHEETS = 5
_PHONE = re.compile(r"0[\d\s-]{7,13}\d")
_RIDE = re.compile(r"(?:^|[\s,;/])(?:ต้องการ|ขอ)?รถ(?:รับส่ง)?\s*$|(?:^|[\s,;])(?:ride|car)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line of the paper sheet: who, their number, and whether they need a car."""

    name: str
    phone: str
    needs_ride: bool


def is_full(expected: int, capacity: int, room: int) -> bool:
    """Nobody more fits: neither among the places that were offered nor in the room."""
    return expected >= min(capacity, room)


def require_why(reason: str) -> str:
    """Whoever was expected hears why it changed."""
    if len(reason.strip()) < SHORTEST_WHY:
        raise Refusal(
            "why-missing",
            th="โปรดเขียนเหตุผลสั้น ๆ ให้ผู้ที่นัดไว้เข้าใจ",
            en="Please write in a few words why, for those who were expected.",
        )
    return reason.strip()


def read_sheet(text: str) -> list[SheetLine]:
    """The lines of a sheet as they were keyed in: name, phone number, and รถ where they need a car.

    Raises `BadInput` with the number of each line that can't be read; nothing is kept then.
    """
    lines = [(row, line.strip()) for row, line in enumerate(text.splitlines(), start=1) if line.strip()]
    found, faults = [], []
    for row, line in lines:
        read = _read_line(line)
        if len(read.name) < 2 or len(read.name) > 160:
            faults.append(
                Fault(
                    row, "", Words(th="ไม่พบชื่อในบรรทัดนี้ โปรดพิมพ์ชื่อก่อนเบอร์โทร", en="This line has no name; type it first.")
                )
            )
        found.append(read)
    if len(lines) > MOST_LINES:
        words = Words(
            th=f"กรอกได้ครั้งละไม่เกิน {MOST_LINES} บรรทัด โปรดแบ่งเป็นหลายครั้ง",
            en=f"At most {MOST_LINES} lines at once; key the sheet in parts.",
        )
        faults.append(Fault(MOST_LINES + 1, "", words))
    if faults:
        raise BadInput(faults)
    return found


def earns_certificate(came: int, held: int) -> bool:
    """Somebody came to enough of the meetings that were held to take a certificate home."""
    return held > 0 and came >= max(1, _ENOUGH * held)


def _read_line(line: str) -> SheetLine:
    plain = arabic_digits(line)
    ride = _RIDE.search(plain)
    if ride:
        plain = plain[: ride.start()]
    phone = _PHONE.search(plain)
    name = plain[: phone.start()] if phone else plain
    digits = "".join(letter for letter in phone.group() if letter.isdigit()) if phone else ""
    return SheetLine(" ".join(name.strip(" ,;:-\t").split()), digits, bool(ride))
