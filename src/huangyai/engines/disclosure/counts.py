"""Small numbers in a simple list, for pages that show a few counts and their total."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeVar

from huangyai.engines.disclosure.table import THRESHOLD

Key = TypeVar("Key", bound=Hashable)


def suppress_counts(
    counts: Mapping[Key, int], *, threshold: int = THRESHOLD, with_total: bool = True
) -> dict[Key, int | None]:
    """The counts as they may be shown; None where a dot must stand.

    Counts from 1 to threshold − 1 are left out. When readers also see the total (or can add it up elsewhere), enough
    others are left out, smallest first, that those hidden together are at least two and reach the threshold: then each
    of them may be nothing and may be as large as the threshold. When the total itself is small, nothing is shown.

    :param with_total: False only where no reader can know the sum
    """
    if threshold < 2:
        raise ValueError("a threshold below 2 protects nobody")
    total = sum(counts.values())
    hidden = [key for key, count in counts.items() if 0 < count < threshold]
    if hidden and with_total:
        if total < threshold:
            return dict.fromkeys(counts)
        others = sorted((key for key in counts if key not in hidden), key=lambda key: (not counts[key], counts[key]))
        while len(hidden) < 2 or sum(counts[key] for key in hidden) < threshold:
            hidden.append(others.pop(0))
    return {key: None if key in hidden else count for key, count in counts.items()}
