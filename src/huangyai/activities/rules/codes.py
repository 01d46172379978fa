"""The code on somebody's card: read at the door, typed on the public page."""

from __future__ import annotations

import secrets

# Without letters and digits that are mistaken for one another.
CODE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
CODE_LENGTH = 8


def new_code() -> str:
    """A code that nobody can guess: one of 850 thousand million."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def tidy_code(text: str) -> str:
    """A code as it was typed or scanned: the address around it, dashes, blanks and small letters don't matter."""
    last = text.strip().rstrip("/").rsplit("/", 1)[-1]
    return "".join(letter for letter in last.upper() if letter in CODE_LETTERS)


def spaced_code(code: str | None) -> str:
    """A code in two halves, as it is printed and read aloud."""
    return f"{code[:4]}-{code[4:]}" if code else ""
