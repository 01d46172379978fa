"""The sources of money that the product knows of, to be copied by a municipality and checked there."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CatalogueSource:
    """A source as the catalogue has it. `verified`: the law it rests on was read; `unknown` says what was not found."""

    code: str
    name: str
    basis: str
    verified: bool
    unknown: str = ""
    applicants: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    own_share: int = 0
    form: str = ""


def read_catalogue(text: str) -> tuple[CatalogueSource, ...]:
    """The catalogue from its file, in the file's order."""
    found = []
    for entry in tomllib.loads(text)["source"]:
        for many in ("applicants", "groups"):
            entry[many] = tuple(entry.get(many, ()))
        found.append(CatalogueSource(**entry))
    return tuple(found)
