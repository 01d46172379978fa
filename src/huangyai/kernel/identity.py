"""National ids, and the ids that rows carry."""

from __future__ import annotations

import os
import re
import threading
import time
import uuid
from dataclasses import dataclass

from huangyai.kernel.refusal import BadInput
from huangyai.kernel.words import arabic_digits


def check_digit(first_twelve: str) -> int:
    """Check digit of a Thai national id: (11 − Σ(13−i)·dᵢ mod 11) mod 10."""
    total = sum((13 - index) * int(digit) for index, digit in enumerate(first_twelve))
    return (11 - total % 11) % 10


@dataclass(frozen=True, slots=True)
class NationalId:
    """เลขประจำตัวประชาชน: thirteen digits with a right check digit. Ids that begin with 9 are never issued: demonstration only."""

    digits: str

    @classmethod
    def parse(cls, text: str) -> NationalId:
        """Read an id as people type it (dashes, blanks, Thai digits); refuse one that can't be right."""
        digits = re.sub(r"[\s\-.]", "", arabic_digits(text.strip()))
        if not re.fullmatch(r"[0-9]{13}", digits):
            raise BadInput.of(
                th="เลขประจำตัวประชาชนต้องมีตัวเลข 13 หลัก โปรดตรวจกับบัตรอีกครั้ง",
                en="A national id has 13 digits; please check the card again.",
            )
        if digits[0] == "0":
            raise BadInput.of(
                th="เลขประจำตัวประชาชนไม่ขึ้นต้นด้วย 0 โปรดตรวจกับบัตรอีกครั้ง",
                en="A national id does not begin with 0; please check the card again.",
            )
        if check_digit(digits[:12]) != int(digits[12]):
            raise BadInput.of(
                th="เลขประจำตัวประชาชนนี้หลักสุดท้ายไม่ตรง อาจพิมพ์ผิดหนึ่งหลัก โปรดตรวจกับบัตรอีกครั้ง",
                en="The last digit of this national id does not fit; one digit may be mistyped. Please check the card again.",
            )
        return cls(digits)

    @property
    def demonstration(self) -> bool:
        """Belongs to nobody (begins with 9)."""
        return self.digits[0] == "9"

    @property
    def masked(self) -> str:
        """x-xxxx-xxxxx-12-3: enough to compare with a card in the hand, not enough to steal."""
        return f"x-xxxx-xxxxx-{self.digits[10:12]}-{self.digits[12]}"

    def __str__(self) -> str:
        d = self.digits
        return f"{d[0]}-{d[1:5]}-{d[5:10]}-{d[10:12]}-{d[12]}"


# The last moment that an id was made for, in 4096ths of a millisecond: ids of one process always rise.
_last_tick = 0
_one_at_a_time = threading.Lock()


def new_id() -> uuid.UUID:
    """A time-ordered row id (RFC 9562, version 7, section 6.2 method 3), so that a phone without signal can make one too."""
    global _last_tick
    with _one_at_a_time:
        _last_tick = max(time.time_ns() * 4096 // 1_000_000, _last_tick + 1)
        milliseconds, fraction = divmod(_last_tick, 4096)
    noise = int.from_bytes(os.urandom(8), "big") & ((1 << 62) - 1)
    return uuid.UUID(int=milliseconds << 80 | 0x7 << 76 | fraction << 64 | 0b10 << 62 | noise)
