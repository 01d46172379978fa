"""Which pairs are looked at at all: a pair that shares none of these keys is never compared.

Never a birth date alone (1 January is a heap) nor a house alone.
"""

from __future__ import annotations

# Pairs that agree on all columns of a line. Each rule also finds what the ones before it can't see.
KEYS: tuple[tuple[str, ...], ...] = (
    ("nid",),
    ("first_k", "last_k"),
    ("full_k",),
    ("first_s", "y", "md"),
    ("last_s", "y", "md"),
    ("first_s", "last_s", "y"),
    ("first_s", "last_s", "tam"),
    ("first_k", "house", "moo", "tam"),
    ("first_s", "md", "tam"),
    ("y", "md", "tam", "house"),
    ("last_k", "house", "y"),
    ("phone", "first_s"),
)
CROSSED: tuple[str, ...] = (
    "l.first_k = r.last_k and l.last_k = r.first_k",
    "l.first_s = r.first_s and l.y = r.y and l.md = r.dm",
)
