"""A party at the table sees no more than it needs: reasons from other offices' registers stay closed to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

# Name, age, village and who lives in a house are what every party must know to know whom it speaks of.
ALWAYS_SHOWN = frozenset({"civil", "meeting"})


def shown_reasons(reasons: Sequence[Mapping[str, str]], allowed: frozenset[str] | None) -> list[Mapping[str, str]]:
    """The reasons that somebody may read; `allowed` None: all. A reason that does not say whose it is, is the meeting's."""
    if allowed is None:
        return list(reasons)
    return [reason for reason in reasons if reason.get("from", "meeting") in allowed]


def hidden_count(reasons: Sequence[Mapping[str, str]], allowed: frozenset[str] | None) -> int:
    """How many reasons there are besides; a party knows that they exist, not what they say."""
    return len(reasons) - len(shown_reasons(reasons, allowed))
