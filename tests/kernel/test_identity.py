"""National ids and row ids."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huangyai.kernel import BadInput, NationalId, new_id, thai_digits
from huangyai.kernel.identity import check_digit

DEMONSTRATION = ["9000000000012", "9000000000021", "9000000123459", "9009999999992"]
MISTYPED = ["9000000000013", "9000000000022", "9000000123450", "9009999999993"]
digits = st.text("0123456789", min_size=13, max_size=13)


@pytest.mark.parametrize("text", DEMONSTRATION)
def test_an_id_that_begins_with_nine_belongs_to_nobody(text: str) -> None:
    assert NationalId.parse(text).demonstration


@pytest.mark.parametrize("text", MISTYPED)
def test_a_wrong_last_digit_is_refused_in_both_languages(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        NationalId.parse(text)
    (fault,) = refused.value.faults
    assert "หลักสุดท้าย" in fault.words.th
    assert "last digit" in fault.words.en


@given(st.integers(1, 8), st.text("0123456789", min_size=12, max_size=12))
def test_ids_that_are_issued_agree_with_the_published_check(first: int, rest: str) -> None:
    pin = pytest.importorskip("stdnum.th.pin", reason="python-stdnum belongs to the product, not to the engines alone")
    text = f"{first}{rest}"
    assert pin.is_valid(text) == _is_accepted(text)


@given(digits)
def test_one_wrong_digit_is_always_noticed(text: str) -> None:
    right = f"1{text[1:12]}{check_digit('1' + text[1:12])}"
    for place in range(1, 13):
        wrong = right[:place] + str((int(right[place]) + 1) % 10) + right[place + 1 :]
        # Remainders 0 and 10 share a check digit, so the published check itself misses some; ours must never differ from it.
        assert _is_accepted(wrong) == (check_digit(wrong[:12]) == int(wrong[12]))


@pytest.mark.parametrize(
    "text", ["9-0000-00000-01-2", " 9 0000 00000 01 2 ", "9.0000.00000.01.2", thai_digits("9000000000012")]
)
def test_an_id_is_read_as_people_type_it(text: str) -> None:
    read = NationalId.parse(text)
    assert read.digits == "9000000000012"
    assert str(read) == "9-0000-00000-01-2"
    assert read.masked == "x-xxxx-xxxxx-01-2"


@pytest.mark.parametrize(
    "text", ["", "900000000001", "90000000000123", "ก000000000012", "0000000000012", "9000000000012x"]
)
def test_what_is_no_id_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        NationalId.parse(text)


def test_row_ids_come_in_the_order_of_time_and_are_version_seven() -> None:
    made = [new_id() for _ in range(2000)]
    assert len(set(made)) == 2000
    assert {one.version for one in made} == {7}
    assert {one.variant for one in made} == {uuid.RFC_4122}
    stamps = [one.int >> 80 for one in made]
    assert stamps == sorted(stamps)


def _is_accepted(text: str) -> bool:
    try:
        NationalId.parse(text)
    except BadInput:
        return False
    return True
