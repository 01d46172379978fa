from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huangyai.kernel import BadInput
from huangyai.targets.rules.columns import KEPT_FACTS, heading_of, recognise
from huangyai.targets.rules.register_file import person_name, read_register

CELL = st.text(st.characters(codec="cp874", exclude_categories=("Cc",)), max_size=12)
ROWS = st.lists(st.tuples(CELL.filter(str.strip), CELL, CELL), min_size=1, max_size=8)


@given(ROWS, st.sampled_from(["utf-8", "utf-8-sig", "cp874"]))
def test_a_list_reads_the_same_in_every_encoding(rows: list[tuple[str, str, str]], encoding: str) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["ชื่อ", "นามสกุล", "หมายเหตุ"])
    writer.writerows(rows)
    read = read_register(text.getvalue().encode(encoding))
    assert [(row["first_name"], row["last_name"]) for row in read.rows] == [(a.strip(), b.strip()) for a, b, _ in rows]
    assert read.columns == {"ชื่อ": "first_name", "นามสกุล": "last_name"}


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_with_a_sentence(content: bytes) -> None:
    try:
        read_register(content)
    except BadInput as bad:
        said = [fault.words for fault in bad.faults]
    else:
        said = []
    assert all(words.th and words.en for words in said)


def faults_of(text: str) -> list[tuple[int, str]]:
    with pytest.raises(BadInput) as bad:
        read_register(text.encode())
    return [(fault.row, fault.words.en) for fault in bad.value.faults]


def test_uneven_rows_are_each_named() -> None:
    found = faults_of("ชื่อ,นามสกุล\nสมศรี,แสงจันทร์\nบุญ,เลิศ,เกิน\n\nขาด\n")
    assert [row for row, _ in found] == [3, 5]
    assert "3 cells" in found[0][1]


def test_row_numbers_are_the_spreadsheets_even_after_empty_lines() -> None:
    read = read_register("ชื่อ,นามสกุล\n\nสมศรี,แสงจันทร์\n,\n\nมะลิ,ทองดี\n".encode())
    assert [(number, row["first_name"]) for number, row in read.numbered] == [(3, "สมศรี"), (6, "มะลิ")]


@pytest.mark.parametrize(
    "text", ["", "ชื่อ,นามสกุล\n", "ชื่อ\n\n,\n", "เลข,ที่อยู่\n1,2\n", 'ชื่อ,นามสกุล\n"เปิดค้าง,ไว้\n', "ชื่อ\x00,นามสกุล\nก,ข\n"]
)
def test_what_is_no_list_is_refused(text: str) -> None:
    assert faults_of(text)


def test_a_picture_is_no_list() -> None:
    with pytest.raises(BadInput):
        read_register(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)))


def test_names_are_read_in_one_piece_or_several() -> None:
    assert person_name({"full_name": "นางสมศรี แสงจันทร์"}) == "นางสมศรี แสงจันทร์"
    assert person_name({"title": "นาง", "first_name": "สมศรี", "last_name": "แสงจันทร์"}) == "นางสมศรี แสงจันทร์"
    assert person_name({}) == ""


def test_headings_are_recognised_once_and_identity_is_never_kept_open() -> None:
    assert recognise(["ชื่อ", " ชื่อ ", "PID", "ADL", "ไม่รู้จัก"]) == {"ชื่อ": "first_name", "PID": "national_id", "ADL": "adl"}
    assert not KEPT_FACTS & {
        "national_id",
        "full_name",
        "first_name",
        "last_name",
        "phone",
        "address",
        "note",
        "nickname",
    }


def test_a_kept_fact_is_shown_under_the_offices_own_heading() -> None:
    assert [heading_of(key) for key in ("adl", "income", "school")] == ["ADL", "รายได้ต่อปี", "สถานศึกษา"]
