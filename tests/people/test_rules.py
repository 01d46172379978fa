from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pythainlp.util import collate

from huangyai.demo.registers.names import family_names, female_names, male_names
from huangyai.kernel import Refusal
from huangyai.people.rules import (
    age_on,
    house_number,
    pairs_needed,
    phone_digits,
    require_merge_reason,
    search_grams,
    thai_sort_key,
    without_title,
)

NAMES = sorted({*female_names(), *male_names(), *family_names()})
NAME = st.sampled_from(NAMES)


def test_the_shipped_names_are_many() -> None:
    assert len(NAMES) > 5_000


@given(NAME, NAME)
def test_names_stand_in_the_order_of_the_dictionary(one: str, other: str) -> None:
    bare_one, bare_other = (thai_sort_key(name).split("\u0001")[0] for name in (one, other))
    ours = sorted((one, other), key=thai_sort_key)
    if bare_one.startswith(bare_other) or bare_other.startswith(bare_one):
        # The peer puts tone marks straight behind the letters, so that it can't tell a short name from a marked one.
        assert [thai_sort_key(name).split("\u0001")[0] for name in ours] == sorted((bare_one, bare_other))
    else:
        assert ours == collate([one, other])


def test_a_leading_vowel_stands_behind_its_consonant() -> None:
    words = ["ไก่", "เกิด", "กาล", "เป็ด", "หมู", "วัว", "วันที่"]
    assert sorted(words, key=thai_sort_key) == ["กาล", "เกิด", "ไก่", "เป็ด", "วันที่", "วัว", "หมู"]


def test_tone_marks_decide_only_between_names_that_are_else_the_same() -> None:
    assert sorted(["ป่า", "ปา", "ป้า"], key=thai_sort_key) == ["ปา", "ป่า", "ป้า"]


def test_a_short_family_name_stands_before_a_longer_given_name() -> None:
    assert thai_sort_key("กา ยา") < thai_sort_key("กาน ก")


@given(st.text(max_size=60))
def test_any_text_can_be_ordered_and_folded(text: str) -> None:
    assert thai_sort_key(text) == thai_sort_key(text)
    assert all(len(gram) == (3 if gram[0] == "^" else len(gram)) <= 3 for gram in search_grams(text))


@pytest.mark.parametrize(("written", "meant"), [("ณัฐพล", "นัทพน"), ("ศิริพร", "สิริพร"), ("ใจดี", "ไจดี"), ("กฤษฎา", "กฤสฎา")])
def test_letters_that_sound_alike_meet(written: str, meant: str) -> None:
    shared = search_grams(written) & search_grams(meant)
    assert len(shared) * 10 >= 6 * len(search_grams(meant))


@given(NAME, st.data())
def test_one_wrong_letter_still_shares_most_pairs(name: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(name) - 1))
    wrong = name[:at] + "ก" + name[at + 1 :]
    assert len(search_grams(name) - search_grams(wrong)) <= 3


LONG_NAME = st.sampled_from([name for name in NAMES if len(search_grams(name)) > 5])


@given(LONG_NAME, LONG_NAME, st.data())
def test_a_full_name_with_a_wrong_missing_or_doubled_letter_is_still_found(
    given_name: str, family: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(given_name) - 1))
    letter = data.draw(st.sampled_from(["", "ก", "น", "์", given_name[at] * 2]))
    typed = search_grams(given_name[:at] + letter + given_name[at + 1 :], family)
    assert len(typed & search_grams(given_name, family, "เล็ก")) >= pairs_needed(typed)


@given(NAME, NAME)
def test_blanks_and_tone_marks_do_not_count(given_name: str, family: str) -> None:
    marked = "".join(f"{letter}\u0e48" for letter in given_name)
    assert search_grams(given_name, family) == search_grams(f" {marked} ", family)


@pytest.mark.parametrize(
    ("typed", "searched"),
    [
        ("นางสาวสมศรี ใจดี", "สมศรี ใจดี"),
        ("นาง สาวิตรี", "สาวิตรี"),
        ("ด.ช. ต้นกล้า", "ต้นกล้า"),
        ("นายิกา", "นายิกา"),
        ("คุณ", "คุณ"),
        ("นายก", "นายก"),
        ("  ", ""),
    ],
)
def test_titles_are_not_searched(typed: str, searched: str) -> None:
    assert without_title(typed) == searched


@pytest.mark.parametrize(
    ("typed", "digits"),
    [("081-234 5678", "0812345678"), ("๐๓๙-๓๑๑๑๑๑", "039311111"), ("1234567890", ""), ("0812", ""), ("", "")],
)
def test_phone_numbers(typed: str, digits: str) -> None:
    assert phone_digits(typed) == digits


@pytest.mark.parametrize(("typed", "number"), [("12/3", "12/3"), ("๑๒/๓", "12/3"), ("บ้าน 3", ""), ("0812345678", "")])
def test_house_numbers(typed: str, number: str) -> None:
    assert house_number(typed) == number


def test_age_turns_on_the_birthday() -> None:
    born = dt.date(1960, 2, 29)
    assert age_on(born, dt.date(2026, 2, 28)) == 65
    assert age_on(born, dt.date(2026, 3, 1)) == 66
    assert age_on(None, dt.date(2026, 3, 1)) is None


def test_a_merge_gives_its_reason() -> None:
    assert require_merge_reason("  วันเกิดเดียวกัน ") == "วันเกิดเดียวกัน"
    with pytest.raises(Refusal) as refused:
        require_merge_reason("  ok ")
    assert refused.value.code == "reason-missing"
