from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huangyai.kernel import Refusal
from huangyai.office.rules import (
    Standing,
    Term,
    Way,
    fingerprint,
    number_text,
    number_year,
    require_correction,
    require_free,
    require_term,
    signature_block,
)
from huangyai.office.rules.kept_file import require_paper_or_photo

DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2026, 3, 1))
TERMS = st.builds(
    lambda first, more: Term(first, None if more is None else first + dt.timedelta(more)),
    DAYS,
    st.none() | st.integers(0, 40),
)


def test_the_holder_signs_with_name_and_position() -> None:
    block = signature_block(Standing("นายตัวอย่าง นำทาง", "", "นายกเทศมนตรี", Way.HOLDS))
    assert block == ("(นายตัวอย่าง นำทาง)", "นายกเทศมนตรี")


def test_whoever_acts_or_signs_by_delegation_says_so_under_their_own_position() -> None:
    acting = Standing("นางตัวอย่าง รอบคอบ", "หัวหน้าสำนักปลัด", "ปลัดเทศบาล", Way.ACTING)
    assert signature_block(acting)[1:] == ("หัวหน้าสำนักปลัด", "รักษาการในตำแหน่ง ปลัดเทศบาล")
    deputy = Standing("นายตัวอย่าง ช่วยงาน", "รองนายกเทศมนตรี", "นายกเทศมนตรี", Way.DELEGATED)
    assert signature_block(deputy)[1:] == ("รองนายกเทศมนตรี", "ปฏิบัติราชการแทน นายกเทศมนตรี")


def test_without_an_own_position_no_line_is_empty() -> None:
    assert signature_block(Standing("ก", "", "ปลัดเทศบาล", Way.ACTING)) == ("(ก)", "รักษาการในตำแหน่ง ปลัดเทศบาล")


def test_numbers_begin_anew_on_the_first_of_january_not_of_october() -> None:
    assert number_year(dt.date(2026, 9, 30)) == number_year(dt.date(2026, 12, 31)) == 2569
    assert number_year(dt.date(2027, 1, 1)) == 2570
    assert number_text("จบ 52301", 7) == "จบ 52301/7"


@given(TERMS, TERMS)
def test_two_terms_meet_exactly_when_some_day_lies_in_both(one: Term, other: Term) -> None:
    span = [dt.date(2026, 1, 1) + dt.timedelta(day) for day in range(120)]
    assert one.meets(other) == any(one.covers(day) and other.covers(day) for day in span)


def test_a_position_has_one_holder_on_a_day() -> None:
    held = Term(dt.date(2026, 1, 1), dt.date(2026, 6, 30))
    require_free(Term(dt.date(2026, 7, 1)), [held])
    with pytest.raises(Refusal, match="position-taken"):
        require_free(Term(dt.date(2026, 6, 30)), [held])
    with pytest.raises(Refusal, match="term-ends"):
        require_term(Term(dt.date(2026, 7, 1), dt.date(2026, 6, 30)))


def test_one_changed_letter_is_another_fingerprint() -> None:
    said = {"baht": "60000", "name": "รถรับส่ง"}
    assert fingerprint(said) == fingerprint(dict(reversed(said.items())))
    assert fingerprint(said) != fingerprint(said | {"baht": "60001"})


def test_a_correction_changes_something_and_says_why() -> None:
    require_correction("60,000", "6,000", "พิมพ์เกินหนึ่งศูนย์")
    with pytest.raises(Refusal, match="nothing-corrected"):
        require_correction("60,000", " 60,000", "ไม่ได้เปลี่ยน")
    with pytest.raises(Refusal, match="correction-without-reason"):
        require_correction("60,000", "6,000", " ")


def test_only_scans_and_photos_are_kept_whatever_their_name() -> None:
    assert require_paper_or_photo(b"%PDF-1.7 ...") == "application/pdf"
    assert require_paper_or_photo(b"\xff\xd8\xff\xe0") == "image/jpeg"
    with pytest.raises(Refusal, match="not-a-paper"):
        require_paper_or_photo(b"<html>")
    with pytest.raises(Refusal, match="file-too-large"):
        require_paper_or_photo(b"%PDF-" + bytes(10 * 1024 * 1024))
