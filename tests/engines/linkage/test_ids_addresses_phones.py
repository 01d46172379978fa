from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huangyai.engines.linkage.addresses import read_addresses
from huangyai.engines.linkage.national_ids import read_ids
from huangyai.engines.linkage.phones import read_phones
from huangyai.kernel.identity import check_digit


@given(st.integers(10**11, 10**12 - 1))
def test_a_right_id_is_known_and_one_wrong_digit_too(number: int) -> None:
    twelve = str(number)
    digits = twelve + str(check_digit(twelve))
    wrong = digits[:-1] + str((int(digits[-1]) + 1) % 10)
    dashed = f"{digits[0]}-{digits[1:5]}-{digits[5:10]}-{digits[10:12]}-{digits[12]}"
    frame = read_ids(pl.Series([digits, dashed, wrong, f"{digits}.0"]))
    assert frame["nid"].to_list() == [digits, digits, wrong, digits]
    assert frame["nid_ok"].to_list() == [True, True, False, True]


@pytest.mark.parametrize("cell", ["1.10E+12", "0000000000000", "-", "", "ไม่มี", "1111111111111", None])
def test_what_is_no_id_is_empty(cell: str | None) -> None:
    assert read_ids(pl.Series([cell], dtype=pl.String))["nid"][0] is None


@pytest.mark.parametrize(
    ("address", "house", "moo"),
    [
        ("12/3 ม.5", "12/3", 5),
        ("บ้านเลขที่ ๑๒/๓ หมู่ที่ ๕ ต.บางกะจะ อ.เมือง จ.จันทบุรี 22000", "12/3", 5),
        ("เลขที่ 012 หมู่5", "12", 5),
        ("หมู่ 3", None, 3),
        ("12 - 3 หมู่ 10 ตำบลบางกะจะ", "12/3", 10),
        ("99", "99", None),
        ("", None, None),
    ],
)
def test_house_and_village_are_found_in_an_address(address: str, house: str | None, moo: int | None) -> None:
    row = read_addresses({"address": pl.Series([address])}, 1).row(0, named=True)
    assert (row["house"], row["moo"]) == (house, moo)


def test_parts_and_a_whole_address_meet() -> None:
    parts = {"house_no": pl.Series(["12/3"]), "moo": pl.Series(["หมู่ที่ 5"]), "village_code": pl.Series(["22010805"])}
    row = read_addresses(parts, 1).row(0, named=True)
    assert (row["house"], row["moo"], row["tam"]) == ("12/3", 5, "220108")


@pytest.mark.parametrize("cell", ["12/3", "๑๒/๓", "12-มี.ค.", "12-Mar", "Dec-3", "2026-03-12 00:00:00", "12 ทับ 3"])
def test_a_house_that_a_spreadsheet_took_for_a_day(cell: str) -> None:
    assert read_addresses({"house_no": pl.Series([cell])}, 1)["house"][0] == "12/3"


@pytest.mark.parametrize(
    ("cell", "phone"),
    [
        ("081-234-5678", "812345678"),
        ("๐๘๑ ๒๓๔ ๕๖๗๘", "812345678"),
        ("+66 81 234 5678", "812345678"),
        ("หูไม่ค่อยได้ยิน 0812345678", "812345678"),
        ("0812345678, 039-311-111", "812345678"),
        ("812345678.0", "812345678"),
        ("-", None),
        ("ไม่มี", None),
    ],
)
def test_a_telephone_is_found_in_a_cell(cell: str, phone: str | None) -> None:
    assert read_phones(pl.Series([cell]))[0] == phone


@given(st.lists(st.text(), min_size=1, max_size=4))
@settings(deadline=None)
def test_no_text_breaks_them(cells: list[str]) -> None:
    column = pl.Series(cells)
    assert read_ids(column).height == len(cells)
    assert len(read_phones(column)) == len(cells)
    assert read_addresses({"address": column, "house_no": column, "moo": column}, len(cells)).height == len(cells)
