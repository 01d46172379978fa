from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huangyai.engines.linkage.names import clean_nickname, read_names, unglue_names
from huangyai.engines.linkage.titles import sex_of_title, split_title


@pytest.mark.parametrize(
    ("written", "title", "name", "sex"),
    [
        ("นายสมชาย ใจดี", "นาย", "สมชาย ใจดี", "m"),
        ("นางสาวมาลี", "นางสาว", "มาลี", "f"),
        ("น.ส. มาลี", "น.ส.", "มาลี", "f"),
        ("ด.ช.กล้า", "ด.ช.", "กล้า", "m"),
        ("เด็กหญิงใบบัว", "เด็กหญิง", "ใบบัว", "f"),
        ("พ.ต.ท. สมชาย", "พ.ต.ท.", "สมชาย", None),
        ("ว่าที่ร้อยตรีสมชาย", "ว่าที่ร้อยตรี", "สมชาย", None),
        ("คุณ สมชาย", "คุณ", "สมชาย", None),
        ("Mrs. Jane", "Mrs.", "Jane", "f"),
        # Names, not titles.
        ("นางามตา", "", "นางามตา", None),
        ("คุณากร", "", "คุณากร", None),
        ("ดรุณี", "", "ดรุณี", None),
        ("Drew", "", "Drew", None),
        ("นาย", "", "นาย", None),
    ],
)
def test_titles_come_off_and_names_stay(written: str, title: str, name: str, sex: str | None) -> None:
    assert split_title(written) == (title, name)
    assert sex_of_title(title) == sex


def read(**columns: str) -> tuple[str | None, str | None, str | None, str | None]:
    frame = read_names({name: pl.Series([value]) for name, value in columns.items()}, 1)
    first, last, nickname, sex = frame.row(0)
    return first, last, nickname, sex


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"full_name": "น.ส.  มาลี (น้องต้อย)  ณ อยุธยา"}, ("มาลี", "ณ อยุธยา", "ต้อย", "f")),
        ({"full_name": "ยายแดง (ผกามาส ชูพันธ์)"}, ("ผกามาส", "ชูพันธ์", "แดง", None)),
        ({"full_name": "ใจดี, สมชาย"}, ("สมชาย", "ใจดี", None, None)),
        ({"full_name": "ม\u200bาลี ใจดี"}, ("มาลี", "ใจดี", None, None)),
        ({"first_name": "นายสมชาย ใจดี"}, ("สมชาย", "ใจดี", None, "m")),
        ({"first_name": "นางมาลี", "last_name": "ใจดี", "nickname": "ป้าแดง"}, ("มาลี", "ใจดี", "แดง", "f")),
        ({"title": "ด.ญ.", "first_name": "ใบ", "last_name": "-"}, ("ใบ", None, None, "f")),
        ({"first_name": "มาลี (น้องต้อย)", "last_name": "ใจดี (สกุลเดิม ทองดี)"}, ("มาลี", "ใจดี", "ต้อย", None)),
        ({"first_name": "มาลี", "last_name": "ใจดี นามสกุลเดิม ทองดี"}, ("มาลี", "ใจดี", None, None)),
        ({"first_name": "นางมาลี ใจดี", "last_name": "ใจดี"}, ("มาลี", "ใจดี", None, "f")),
        ({"full_name": "มาลี ใจดี (เสียชีวิต)"}, ("มาลี", "ใจดี", None, None)),
        ({"full_name": "มาลี ใจดี (น.ส.)"}, ("มาลี", "ใจดี", None, None)),
        ({"first_name": "(มาลี)", "last_name": "เดิมสุข"}, ("มาลี", "เดิมสุข", None, None)),
        ({"full_name": "", "sex": "ชาย"}, (None, None, None, "m")),
    ],
)
def test_names_are_found_in_any_columns(columns: dict[str, str], expected: tuple[str | None, ...]) -> None:
    assert read(**columns) == expected


def test_a_name_without_a_blank_is_split_where_both_halves_are_known() -> None:
    frame = pl.DataFrame({"first": ["สมชาย", "มาลี", "สมชายใจดี", "ประสิทธิ์ชัย"], "last": ["ศรีสุข", "ใจดี", None, None]})
    assert unglue_names(frame).rows()[2:] == [("สมชาย", "ใจดี"), ("ประสิทธิ์ชัย", None)]


@given(st.lists(st.text(), min_size=1, max_size=5))
@settings(deadline=None)
def test_no_text_breaks_it(cells: list[str]) -> None:
    frame = read_names({"full_name": pl.Series(cells), "nickname": pl.Series(cells)}, len(cells))
    assert frame.height == len(cells)
    assert all(clean_nickname(cell) != "" for cell in cells)
