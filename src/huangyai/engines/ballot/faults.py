"""What is wrong in a file, gathered while it is read, so that an officer can mend it all at once."""

from __future__ import annotations

from huangyai.kernel import BadInput, Fault, Words

_MOST_TO_SHOW = 200


class Faults:
    """A growing list of faults; `refuse_if_any` ends the reading."""

    def __init__(self) -> None:
        self._found: list[Fault] = []
        self._beyond = 0

    def __bool__(self) -> bool:
        return bool(self._found)

    def add(self, row: int, column: str, *, th: str, en: str) -> None:
        """One more thing that is wrong, with its place."""
        if len(self._found) < _MOST_TO_SHOW:
            self._found.append(Fault(row, column, Words(th=th, en=en)))
        else:
            self._beyond += 1

    def refuse_if_any(self) -> None:
        """Raise `BadInput` with everything found so far."""
        if not self._found:
            return
        rest = []
        if self._beyond:
            rest.append(
                Fault(
                    0,
                    "",
                    Words(th=f"และยังมีที่ผิดอีก {self._beyond:,} แห่ง", en=f"And {self._beyond:,} more faults."),
                )
            )
        raise BadInput([*self._found, *rest])
