"""Who signs a project's money, in which order."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from huangyai.kernel import Refusal


def request_subject(project: str) -> str:
    """What a request is about, as its number is registered and its memo says; many projects say “โครงการ” themselves."""
    return "ขออนุมัติดำเนิน" + (project if project.startswith("โครงการ") else f"โครงการ{project}")


@dataclass(frozen=True, slots=True)
class Rung:
    """One position of the chain: its rank (1 is the highest), and above which amount it signs (0: always)."""

    position_id: uuid.UUID
    position: str
    rank: int
    over_baht: Decimal


@dataclass(frozen=True, slots=True)
class Asking:
    """What the chain has to know of one request: who asked, who has signed, whether it was sent back or taken back."""

    asked_by: uuid.UUID | None
    signed_by: tuple[uuid.UUID | None, ...] = ()
    sent_back: bool = False
    withdrawn: bool = False

    @property
    def given_up(self) -> bool:
        """It was sent back, or whoever asked took it back: nobody signs it any more."""
        return self.sent_back or self.withdrawn


def chain_for(rungs: Iterable[Rung], baht: Decimal) -> tuple[Rung, ...]:
    """The positions that sign for an amount, from the lowest to the highest; a higher amount never needs fewer."""
    needed = [rung for rung in rungs if rung.over_baht == 0 or baht > rung.over_baht]
    return tuple(sorted(needed, key=lambda rung: (-rung.rank, rung.position)))


def next_rung(chain: Sequence[Rung], asking: Asking) -> Rung | None:
    """Whose turn it is; nobody's when all have signed, or it was sent back or taken back."""
    signed = len(asking.signed_by)
    return None if asking.given_up or signed >= len(chain) else chain[signed]


def is_approved(chain: Sequence[Rung], asking: Asking) -> bool:
    """Everybody whom the amount needs has signed."""
    return bool(chain) and not asking.given_up and len(asking.signed_by) >= len(chain)


def require_turn(chain: Sequence[Rung], asking: Asking, user_id: uuid.UUID | None) -> Rung:
    """The rung that this person signs now, or why not: nobody signs their own request, and nobody signs it twice."""
    rung = next_rung(chain, asking)
    if rung is None:
        raise Refusal(
            "request-ended",
            th="เรื่องนี้ลงนามครบ ส่งคืน หรือถอนไปแล้ว ไม่มีอะไรต้องลงนาม",
            en="This request is fully signed, was sent back or was taken back; there is nothing to sign.",
        )
    if user_id is not None and user_id == asking.asked_by:
        raise Refusal(
            "own-request",
            th="ผู้ขออนุมัติลงนามอนุมัติเรื่องของตนเองไม่ได้ โปรดให้ผู้อื่นที่รักษาการหรือได้รับมอบหมายลงนาม",
            en="Nobody approves what they asked for themselves; somebody else who acts or signs by delegation has to.",
        )
    if user_id is not None and user_id in asking.signed_by:
        raise Refusal(
            "signed-twice",
            th="ท่านลงนามเรื่องนี้ในอีกตำแหน่งแล้ว ลำดับนี้ต้องเป็นอีกคนหนึ่ง",
            en="You signed this in another position already; this place needs somebody else.",
        )
    return rung


def require_untouched(asking: Asking) -> None:
    """Refuse to take a request back once somebody has signed it or it has ended."""
    if asking.given_up:
        raise Refusal(
            "request-given-up",
            th="เรื่องนี้ส่งคืนหรือถอนไปแล้ว ไม่ต้องถอนอีก",
            en="This request was sent back or taken back already.",
        )
    if asking.signed_by:
        raise Refusal(
            "request-signed",
            th="มีผู้ลงนามเรื่องนี้แล้ว จึงถอนไม่ได้ โปรดให้ผู้ลงนามลำดับถัดไปส่งคืนพร้อมเหตุผล",
            en="Somebody has signed this, so it can't be taken back; ask the next in the chain to send it back with the reason.",
        )
