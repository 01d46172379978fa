"""Which pairs are looked at at all: a pair that meets none of these rules is never compared.

Every rule is an equality on enough columns that its blocks stay small as registers grow; a condition after it
drops what can be seen to be someone else. Never a birth date alone (1 January is a heap) and never a house
alone. Each rule is there for a mistake that blinds the ones before it.
"""

from __future__ import annotations

from collections.abc import Sequence

_SAME_PLACE = "coalesce(l.tam = r.tam, true)"
_SAME_MOO = "coalesce(l.moo = r.moo, true)"
_NEAR_IN_AGE = "coalesce(abs(l.y - r.y) <= 2 or (l.md = r.md and l.md <> 101), true)"


def _equal(*columns: str) -> str:
    return " and ".join(f"l.{column} = r.{column}" for column in columns)


# The first look: most people are found here.
FIRST_RULES: tuple[str, ...] = (
    _equal("nid"),
    _equal("first_k", "last_k"),
    _equal("full_k"),
)
# A pair of which this holds needs no second look for other candidates.
SETTLED = (
    f"(({_equal('nid')} and l.nid_ok and ({_equal('first_k')} or ({_equal('last_k')} and {_equal('y', 'md')})))"
    f" or ({_equal('first_k', 'last_k')} and {_equal('y', 'md')} and l.md <> 101))"
)
# The second look, for rows that the first has not settled.
SECOND_RULES: tuple[str, ...] = (
    # A name or a date misspelt, the rest right.
    _equal("first_s", "y", "md"),
    _equal("last_s", "y", "md"),
    f"{_equal('y', 'md', 'tam')} and l.md <> 101",
    f"{_equal('y', 'md', 'first_2')} and l.md <> 101 and {_SAME_PLACE}",
    f"{_equal('first_s', 'last_s')} and ({_SAME_PLACE} or l.y = r.y)",
    f"{_equal('full_s')} and ({_SAME_PLACE} or l.y = r.y)",
    _equal("first_s", "md", "tam"),
    _equal("first_s", "y", "tam"),
    _equal("first_k", "y", "last_2"),
    _equal("last_k", "y", "first_2"),
    _equal("first_k", "md", "last_2"),
    # The household remembers who moved or lost a date.
    f"{_equal('first_s', 'house')} and {_SAME_PLACE} and {_SAME_MOO}",
    f"{_equal('last_k', 'house')} and {_SAME_PLACE} and {_SAME_MOO} and {_NEAR_IN_AGE}",
    f"{_equal('y', 'md', 'house')} and {_SAME_PLACE}",
    f"{_equal('y', 'house', 'moo')} and {_SAME_PLACE} and (l.first_2 = r.first_2 or l.last_2 = r.last_2)",
    f"{_equal('first_k', 'house', 'last_2')} and {_SAME_PLACE}",
    f"{_equal('first_2', 'last_2', 'house', 'moo')} and {_SAME_PLACE}",
    f"{_equal('md', 'house', 'moo')} and l.md <> 101 and {_SAME_PLACE}",
    f"{_equal('phone')} and {_NEAR_IN_AGE}",
    # Columns swapped, a nickname for a name.
    "l.first_k = r.last_k and l.last_k = r.first_k",
    "l.first_k = r.last_k and l.y = r.y and l.md = r.md",
    "l.last_k = r.first_k and l.y = r.y and l.md = r.md",
    "l.first_s = r.first_s and l.y = r.y and l.md = r.dm",
    f"{_equal('nick', 'house')} and {_SAME_PLACE} and {_SAME_MOO}",
    "l.nick = r.first_k and l.last_k = r.last_k",
    "l.first_k = r.nick and l.last_k = r.last_k",
)


def second_rules(also: Sequence[str]) -> tuple[str, ...]:
    """The rules of the second look; a further column (``--also``) finds candidates with most of a name."""
    further = [
        rule
        for column in also
        for rule in (
            f'l."{column}" = r."{column}" and {_equal("last_s", "first_2")}',
            f'l."{column}" = r."{column}" and {_equal("first_s", "last_2")}',
            f'l."{column}" = r."{column}" and {_equal("y", "md")} and l.md <> 101',
            f'l."{column}" = r."{column}" and {_equal("house", "street")}',
        )
    ]
    return (*SECOND_RULES, *further)
