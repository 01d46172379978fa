"""Who is fetched."""

from __future__ import annotations


def needs_ride(age: int | None, *, wheelchair: bool) -> bool:
    """Children, older people and wheelchair users are fetched (S19, S20)."""
    return wheelchair or age is None or age < 15 or age >= 60
