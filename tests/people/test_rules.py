from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pythainlp.util import collate

from huangyai.demo.registers.names import family_names, female_names, male_names
from huangyai.kernel import Refusal
from huangyai.people.rules import (
    BONES,
    LETTERS,
    age_on,
    distance,
    fold,
    house_number,
    neighbours,
    phone_digits,
    place_key,
    require_merge_reason,
    skeleton,
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
    assert fold(fold(text)) == fold(text)
    assert set(skeleton(fold(text))) <= set(BONES) | set("abcdefghijklmnopqrstuvwxyz")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("ณัฐพล", "นัถพล"), ("ศิริพร", "สิริพร"), ("ใจดี", "ไจดี"), ("กฤษฎา", "กฤสดา"), ("พรรณี", "พันี"), ("จันทร์", "จันท"),
        ("สมศรี", "สมศรี่"), ("เเสง", "แสง"), ("สํารวย", "สำรวย"), ("ภูมิ", "พุมี"), ("ไทย", "ใท"),
    ],
)  # fmt: skip
def test_letters_that_sound_alike_meet(written: str, meant: str) -> None:
    assert fold(written) == fold(meant)


@pytest.mark.parametrize(
    ("written", "heard"), [("สุรีรัตน์", "สุลีลัต"), ("วิเชียร", "วิเชียน"), ("บุญเลิศ", "บูนเลิส"), ("ประเสริฐ", "ปะเสิด")]
)
def test_skeletons_of_names_that_were_misheard_are_close(written: str, heard: str) -> None:
    assert distance(skeleton(fold(written)), skeleton(fold(heard)), 1) <= 1


@given(NAME, st.data())
def test_neighbours_are_all_texts_one_letter_away(name: str, data: st.DataObject) -> None:
    known = fold(name)
    at = data.draw(st.integers(0, len(known) - 1))
    letter = data.draw(st.sampled_from(["", *LETTERS]))
    wrong, longer = known[:at] + letter + known[at + 1 :], known[:at] + letter + known[at:]
    around = neighbours(known)
    assert {wrong, longer} - {known, ""} <= around
    assert all(distance(known, near, 2) <= 2 for near in around)
    assert len(around) < 70 * (len(known) + 1)


@given(st.text("กขคงจ", max_size=8), st.text("กขคงจ", max_size=8))
def test_distance_is_a_distance(one: str, other: str) -> None:
    assert distance(one, other, 9) == distance(other, one, 9)
    assert (distance(one, other, 9) == 0) == (one == other)
    assert distance(one, other, 2) == min(distance(one, other, 9), 3)
    assert distance(one, other, 9) >= abs(len(one) - len(other))


@given(NAME, st.data())
def test_a_name_with_a_wrong_missing_or_doubled_letter_stays_in_reach(name: str, data: st.DataObject) -> None:
    # A sign that makes letters silent takes two of them along; whoever forgets it is found by the skeleton.
    at = data.draw(st.sampled_from([at for at in range(len(name)) if "\u0e4c" not in name[at : at + 3]] or [0]))
    letter = data.draw(st.sampled_from(["", "ก", "น", name[at] * 2]))
    typed = fold(name[:at] + letter + name[at + 1 :])
    assert distance(typed, fold(name), 2) <= 2


@given(NAME)
def test_blanks_and_tone_marks_do_not_count(name: str) -> None:
    marked = "".join(f"{letter}\u0e48" for letter in name if letter != "\u0e4c")
    assert fold(f" {marked} ") == fold(name.replace("\u0e4c", ""))


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


def test_houses_stand_in_the_order_in_which_people_count() -> None:
    numbers = ["10", "2", "12/10", "12/3", "๓", "ที่พักคนงาน"]
    assert sorted(numbers, key=lambda number: place_key("22010801", number)) == [
        "2",
        "๓",
        "10",
        "12/3",
        "12/10",
        "ที่พักคนงาน",
    ]


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
