"""Counts as the disclosure engine reads them, and what may be told back."""

from __future__ import annotations

from collections.abc import Mapping

from huangyai.engines.disclosure import suppress_counts


def suppress(counts: Mapping[str, int]) -> dict[str, int | None]:
    """Counts that may be published; None where a number could point at somebody."""
    return dict(suppress_counts(dict(counts)))
