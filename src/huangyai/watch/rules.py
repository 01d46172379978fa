"""Whom to visit first, in which order to walk, and how fast a signal must be answered."""

from __future__ import annotations

import datetime as dt
import math
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from huangyai.kernel import Refusal, Words

# Why a volunteer is sent to a home, when the list itself is the reason.
ON_THE_VISIT_LIST = Words(
    th="อยู่ในบัญชีเยี่ยมบ้าน และปีนี้ยังไม่มีใครไปเยี่ยม",
    en="On the visit list, and nobody has come this year.",
)

# Local settings, not law: no act names hours for a first answer (docs/decisions).
ANSWER_WITHIN = {
    "danger": dt.timedelta(minutes=30),
    "urgent": dt.timedelta(hours=4),
    "normal": dt.timedelta(days=3),
}
# Reports and calls for help within an hour. Generous: a whole village, or a mobile network, may share one address; it
# is machines that send hundreds, and the case workers must still find the true ones.
REPORTS_FROM_ONE_ADDRESS = 60
REPORTS_IN_ALL = 300
_RECEIPT_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


class TooManyReports(Refusal):
    """More reports have come within the hour than people send; says clearly that this one was not taken, and who takes it."""

    def __init__(self) -> None:
        super().__init__(
            "too-many-reports",
            th="ข้อความนี้ยังไม่ถูกส่ง เพราะชั่วโมงนี้มีเรื่องส่งเข้ามามากผิดปกติ หากมีคนกำลังเดือดร้อน โปรดโทร 191 (ตำรวจ) "
            "หรือ 1300 (ช่วยเหลือสังคม ตลอด 24 ชั่วโมง) ได้ทันที หรือเขียนใส่กระดาษส่งที่สำนักงานเทศบาลหรือฝาก อสม. โดยไม่ต้องลงชื่อ "
            "สิ่งที่เขียนไว้ยังอยู่ในหน้านี้ กดส่งใหม่ได้ในอีกหนึ่งชั่วโมง",
            en="This was not sent yet: unusually many reports have come within this hour. If somebody is in need now, "
            "call 191 (police) or 1300 (social help, day and night), or write it on paper, without your name, and hand "
            "it in at the town hall or to a village health volunteer. What you wrote still stands on this page; you can "
            "send it again in an hour.",
        )


@dataclass(frozen=True, slots=True)
class Home:
    """A home to visit: where, and how pressing (higher first)."""

    key: str
    latitude: float
    longitude: float
    pressing: int = 0


def walking_order(homes: Sequence[Home], start: tuple[float, float]) -> list[Home]:
    """The most pressing homes first, each group by the nearest next door: what a volunteer would walk."""
    ordered: list[Home] = []
    here = start
    for level in sorted({home.pressing for home in homes}, reverse=True):
        left = [home for home in homes if home.pressing == level]
        while left:
            nearest = min(left, key=lambda home: (_metres(here, (home.latitude, home.longitude)), home.key))
            left.remove(nearest)
            ordered.append(nearest)
            here = (nearest.latitude, nearest.longitude)
    return ordered


def walking_minutes(a: tuple[float, float], b: tuple[float, float]) -> int:
    """Minutes on foot between two doors: the straight line × 1.3, at 4 km/h; at least one."""
    return max(1, round(_metres(a, b) * 1.3 / (4_000 / 60)))


def answer_due(urgency: str, said_at: dt.datetime) -> dt.datetime:
    """By when somebody must have taken a signal up."""
    return said_at + ANSWER_WITHIN[urgency]


def new_receipt() -> str:
    """A code that a reporter may come back with; ten letters that can't be confused when read aloud."""
    letters = "".join(secrets.choice(_RECEIPT_LETTERS) for _ in range(10))
    return f"{letters[:5]}-{letters[5:]}"


def read_receipt(typed: str) -> str:
    """The code as it was given out, however it was typed: small letters, spaces, no hyphen."""
    letters = "".join(letter for letter in typed.upper() if letter.isalnum())
    return f"{letters[:5]}-{letters[5:]}"


def a_year_before(day: dt.date) -> dt.date:
    """The same day of the year before; 29 February has its neighbour."""
    return day.replace(year=day.year - 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)


def _metres(a: tuple[float, float], b: tuple[float, float]) -> float:
    north = (a[0] - b[0]) * 111_320
    east = (a[1] - b[1]) * 111_320 * math.cos(math.radians((a[0] + b[0]) / 2))
    return math.hypot(north, east)
