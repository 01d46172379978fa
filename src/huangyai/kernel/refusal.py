"""How the house says no: a sentence that says what to do instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from huangyai.kernel.words import Words


class Refusal(Exception):
    """A rule does not allow this; the sentence says why and what to do instead.

    `code` is stable for programs and tests, such as ``case-already-closed``.
    """

    def __init__(self, code: str, *, th: str, en: str) -> None:
        super().__init__(f"{code}: {en}")
        self.code = code
        self.words = Words(th=th, en=en)


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a file or form. `row` counts as a spreadsheet does (the header is row 1); 0 means the whole file."""

    row: int
    column: str
    words: Words

    def say(self, language: str = "th") -> str:
        """The place and the sentence, in one language."""
        if not self.row:
            where = self.column
        elif language.startswith("en"):
            where = f"row {self.row}" + (f", column {self.column}" if self.column else "")
        else:
            where = f"แถว {self.row}" + (f" คอลัมน์ {self.column}" if self.column else "")
        return f"{where}: {self.words.say(language)}" if where else self.words.say(language)


class BadInput(Exception):
    """A file or form that can't be used as it is; each fault says its row and column."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(fault.say("en") for fault in self.faults))

    @classmethod
    def of(cls, *, th: str, en: str, row: int = 0, column: str = "") -> BadInput:
        """One fault."""
        return cls([Fault(row, column, Words(th=th, en=en))])


class NotAllowed(Refusal):
    """This person may not do or see this here."""

    def __init__(self) -> None:
        super().__init__(
            "not-allowed",
            th="บัญชีของท่านไม่มีสิทธิ์ทำรายการนี้ หากจำเป็นโปรดติดต่อผู้ดูแลระบบของเทศบาล",
            en="Your account may not do this. If you need to, ask your municipality's administrator.",
        )


class NotFound(Refusal):
    """There is no such thing, or this person may not even know that there is."""

    def __init__(self) -> None:
        super().__init__(
            "not-found",
            th="ไม่พบรายการนี้ อาจถูกย้าย หรือท่านไม่มีสิทธิ์เปิดดู",
            en="There is no such thing here, or it is not yours to see.",
        )
