from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from huangyai.kernel import Refusal

# Letters and digits that nobody mistakes for another.
CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


@dataclass(frozen=True, slots=True)
class Share:
    """How large a part of those who came a group is. `least` is the announced minimum in per cent, if there is one."""

    group: str
    came: int
    of: int
    least: int | None = None

    @property
    def percent(self) -> float:
        """Of all who came, 0 to 100."""
        return 100 * self.came / self.of if self.of else 0.0

    @property
    def enough(self) -> bool:
        """The announced minimum is reached; exactly, without rounding."""
        return self.least is None or 100 * self.came >= self.least * self.of


def shares_of(came: Mapping[str, int], least: Mapping[str, int | None]) -> list[Share]:
    """Every group that came or was to come, the largest first."""
    everybody = sum(came.values())
    found = [
        Share(group, came.get(group, 0), everybody, least.get(group))
        for group in {*came, *(group for group, percent in least.items() if percent)}
    ]
    return sorted(found, key=lambda share: (-share.came, share.group))


def require_quorum(present: int, quorum: int | None) -> None:
    """Nothing is decided before as many have come as the municipality announced."""
    if quorum and present < quorum:
        raise Refusal(
            "quorum-missing",
            th=f"ยังไม่ครบองค์ประชุม มาแล้ว {present:,} จาก {quorum:,} คน โปรดเช็กชื่อผู้ที่มาเพิ่ม หรือนัดประชุมใหม่",
            en=f"The quorum is not reached: {present:,} of {quorum:,} came. Check in those who came, or call another meeting.",
        )


def require_voters(ballots: int, voters: int) -> None:
    """There are never more ballots than people who may vote."""
    if ballots > voters:
        raise Refusal(
            "more-ballots-than-voters",
            th=f"จำนวนบัตรจะเป็น {ballots:,} ใบ มากกว่าผู้มีสิทธิลงคะแนนที่มา {voters:,} คน โปรดตรวจการเช็กชื่อหรือบัตรที่ซ้ำ",
            en=f"There would be {ballots:,} ballots from {voters:,} people who may vote; check the check-in, or a ballot entered twice.",
        )


def tidy_code(text: str) -> str:
    """A code as it was typed or scanned: the address around it, dashes, blanks and small letters don't matter."""
    return "".join(letter for letter in text.strip().rstrip("/").rsplit("/", 1)[-1].upper() if letter.isalnum())
