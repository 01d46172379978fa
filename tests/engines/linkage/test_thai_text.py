from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huangyai.engines.linkage.sound import fold_name, skeleton_of
from huangyai.engines.linkage.thai_text import clean_text, one_byte

THAI = st.text(alphabet=[chr(code) for code in range(0x0E01, 0x0E3A)] + [chr(code) for code in range(0x0E40, 0x0E4F)])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("น้ํา", "น้ำ"),
        ("นํ้า", "น้ำ"),
        ("เเดง", "แดง"),
        ("ที\u200bดี", "ทีดี"),
        ("มาลี\u00a0 ใจดี", "มาลี ใจดี"),
        ("ท่ี", "ที่"),
        ("๑๒/๓", "12/3"),
        ("ใจดีี", "ใจดี"),
        ("ป\uf702", "ปี"),
        ("  a   b ", "a b"),
    ],
)
def test_what_looks_the_same_is_written_the_same(written: str, meant: str) -> None:
    assert clean_text(written) == meant


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once


@given(THAI)
def test_one_byte_a_letter_and_nothing_is_lost(name: str) -> None:
    recoded = one_byte(name)
    assert len(recoded.encode()) == len(name)
    assert len(set(recoded)) == len(set(name))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ศิริพร", "สิริพร"),
        ("พงษ์ศักดิ์", "พงศ์ศักดิ์"),
        ("ณัฐ", "นัฐ"),
        ("ใจดี", "ไจดี"),
        ("วรรณา", "วันนา"),
        ("ภูมิ", "พูมิ"),
        ("ทรงยศ", "สงยศ"),
        ("กฤษณ์", "กริษ"),
        ("สุนีย์", "สุนี"),
        ("Anne", "ane"),
    ],
)
def test_names_that_sound_alike_fold_alike(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other)


@pytest.mark.parametrize(("one", "other"), [("สมชาย", "สมหญิง"), ("มาลี", "มาลัย"), ("วิชัย", "วิชา"), ("ใจดี", "ใจมา")])
def test_different_names_stay_different(one: str, other: str) -> None:
    assert fold_name(one) != fold_name(other)


@given(st.text())
def test_keys_exist_for_any_text(text: str) -> None:
    assert isinstance(skeleton_of(fold_name(text)), str)
