"""What is wrong in a cell, what was meant, and what a newer list says otherwise."""

from __future__ import annotations

import datetime as dt
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huangyai.kernel import NationalId
from huangyai.kernel.identity import check_digit
from huangyai.targets.rules.cell_checks import split_name
from huangyai.targets.rules.checking import KnownVillage, check_register
from huangyai.targets.rules.difference import compare_editions
from huangyai.targets.rules.register_file import RegisterFile

TODAY = dt.date(2026, 11, 22)
VILLAGES = [
    KnownVillage("22010801", 1, "บ้านต้นทาง"),
    KnownVillage("22010802", 2, "บ้านซ้ำ"),
    KnownVillage("22010803", 3, "บ้านซ้ำ"),
]


def check(heading: str, *cells: str, kind: str = "elderly") -> RegisterFile:
    lines = [f"ชื่อ,นามสกุล,{heading}", *(f'คนที่{at},ก,"{cell}"' for at, cell in enumerate(cells))]
    return check_register("\n".join(lines).encode(), kind=kind, today=TODAY, villages=VILLAGES)


def told(file: RegisterFile) -> list[tuple[int, str]]:
    return [(fault.row, fault.words.en) for fault in file.findings.faults]


@given(st.integers(0, 10**12 - 1).map("{:012}".format), st.sampled_from("0123456789"))
def test_ids_are_judged_as_the_kernel_judges_them(first: str, last: str) -> None:
    digits = first + last
    right = first[0] != "0" and str(check_digit(first)) == last
    found = check("เลขประจำตัวประชาชน", digits)
    assert found.findings.clean == right
    if right:
        assert NationalId.parse(found.rows[0]["national_id"]).digits == digits


@pytest.mark.parametrize(
    ("cell", "kept", "sentence"),
    [
        ("1.10E+12", None, "last digits are lost"),
        ("1.1E12", None, "last digits are lost"),
        ("9100000000000", None, "last digits are lost"),
        ("9.000000000012E+12", "9000000000012", ""),
        ("9000000000012.0", "9000000000012", ""),
        ("๙๐๐๐๐๐๐๐๐๐๐๑๒", "9000000000012", ""),
        ("9-0000-00000-01-2", "9-0000-00000-01-2", ""),
        ("9000000000013", "9000000000013", "last digit"),
        ("123", "123", "13 digits"),
    ],
)
def test_ids_as_offices_write_them(cell: str, kept: str | None, sentence: str) -> None:
    found = check("เลขประจำตัวประชาชน", cell)
    assert found.rows[0].get("national_id") == kept
    faults = told(found)
    assert bool(faults) == bool(sentence)
    assert not sentence or (faults[0][0] == 2 and sentence in faults[0][1])


@pytest.mark.parametrize(
    ("cell", "kept", "sentence"),
    [
        ("1 พ.ค. 2490", "1 พ.ค. 2490", ""),
        ("๑/๕/๒๔๙๐", "1/5/2490", ""),
        ("01/05/1947", "01/05/1947", ""),
        ("1947-05-01", "1947-05-01", ""),
        ("2490", "2490", ""),
        ("พ.ศ. 2490", "พ.ศ. 2490", ""),
        ("05/23/2490", "05/23/2490", "swapped"),
        ("31/2/2490", "31/2/2490", "calendar"),
        ("1/5/90", "1/5/90", "four digits"),
        ("1/5/2650", "1/5/2650", "which era"),
        ("1/5/2400", "1/5/2400", "which era"),
        ("เมื่อก่อน", "เมื่อก่อน", "can't be read"),
    ],
)
def test_dates_of_birth(cell: str, kept: str, sentence: str) -> None:
    found = check("วันเดือนปีเกิด", cell)
    assert found.rows[0]["birth_date"] == kept
    assert [sentence in words for _, words in told(found)] == ([True] if sentence else [])


def test_a_column_with_the_month_first_is_read_as_it_was_meant() -> None:
    found = check("วันเดือนปีเกิด", "05/23/2490", "12/31/2500", "01/02/2510", "07/15/1960")
    assert found.findings.clean
    assert [row["birth_date"] for row in found.rows] == ["23/05/2490", "31/12/2500", "02/01/2510", "15/07/1960"]
    mixed = check("วันเดือนปีเกิด", "05/23/2490", "12/31/2500", "07/15/2503", "25/12/2500")
    assert [row for row, _ in told(mixed)] == [2, 3, 4]


def test_eras_are_told_apart_and_counted() -> None:
    found = check("วันเดือนปีเกิด", "1/5/1947", "2/5/1950", "3/5/2490")
    (note,) = found.findings.notes.values()
    assert (note.count, note.rows, "common era" in note.words.en) == (2, [2, 3], True)


@pytest.mark.parametrize(
    ("name", "title", "given", "family"),
    [
        ("นางสาวมะลิ ทองดี", "นางสาว", "มะลิ", "ทองดี"),
        ("ด.ช. ต้น ทองดี", "ด.ช.", "ต้น", "ทองดี"),
        ("นายสม", "", "นายสม", ""),
        ("Mr. John Smith", "Mr.", "John", "Smith"),
        ("สมศรี ณ อยุธยา", "", "สมศรี", "ณ อยุธยา"),
    ],
)
def test_titles_before_names(name: str, title: str, given: str, family: str) -> None:
    assert split_name({"full_name": name}) == (title, given, family)


def test_titles_in_the_name_column_are_taken_apart() -> None:
    found = check_register("ชื่อ,นามสกุล\nนางสมศรี,แสงจันทร์\nบุญเลิศ,ทองดี\n".encode(), kind="school", today=TODAY)
    assert (found.rows[0]["title"], found.rows[0]["first_name"]) == ("นาง", "สมศรี")
    assert "title" not in found.rows[1]


@pytest.mark.parametrize(
    ("heading", "cell", "meaning", "kept", "bad"),
    [
        ("โทรศัพท์", "081-234-5678", "phone", "081-234-5678", False),
        ("โทรศัพท์", "812345678", "phone", "0812345678", False),
        ("โทรศัพท์", "๐๘๑๒๓๔๕๖๗๘", "phone", "0812345678", False),
        ("โทรศัพท์", "12", "phone", "12", True),
        ("หมายเหตุ", "โทร 081 234 5678 ลูกสาว", "phone", "081 234 5678", False),
        ("เพศ", "ช", "sex", "ชาย", False),
        ("เพศ", "Female", "sex", "หญิง", False),
        ("เพศ", "x", "sex", "x", True),
        ("จำนวนเงิน", "1,200 บาท", "allowance", "1200", False),
        ("จำนวนเงิน", "๘๐๐.-", "allowance", "800", False),
        ("จำนวนเงิน", "มาก", "allowance", "มาก", True),
        ("ADL", "21", "adl", "21", True),
        ("บ้านเลขที่", "๑๒/๓", "house_no", "12/3", False),
        ("หมู่", "3.0", "moo", "3", False),
    ],
)
def test_other_cells(heading: str, cell: str, meaning: str, kept: str, *, bad: bool) -> None:
    found = check(heading, cell)
    assert found.rows[0].get(meaning) == kept
    assert bool(told(found)) == bad


def test_villages_by_code_number_or_name() -> None:
    by_number = check("หมู่ที่", "1", "02", "9", kind="civil")
    assert [row.get("village_code") for row in by_number.rows] == ["22010801", "22010802", None]
    assert [row for row, _ in told(by_number)] == [4]
    by_name = check("ชื่อหมู่บ้าน", "ต้นทาง", "บ้านซ้ำ", kind="civil")
    assert [row.get("village_code") for row in by_name.rows] == ["22010801", None]


def test_one_id_twice_is_told() -> None:
    ((row, sentence),) = told(check("เลขประจำตัวประชาชน", "9000000000012", "9000000000012"))
    assert (row, "row 2" in sentence) == (3, True)


def test_a_note_counts_and_does_not_repeat_itself() -> None:
    found = check("หมู่", *["๑"] * 300)
    (note,) = found.findings.notes.values()
    assert (note.count, len(note.rows)) == (300, 5)
    assert found.findings.clean


ROW = st.fixed_dictionaries(
    {"first_name": st.sampled_from(["ก", "ข", "ค"]), "last_name": st.sampled_from(["ง", "จ"])},
    optional={
        "national_id": st.sampled_from(["9000000000012", "9000000000021", "9000000000039"]),
        "birth_date": st.sampled_from(["1/5/2490", "1 พ.ค. 2490", "2/5/2490"]),
        "house_no": st.sampled_from(["1", "๑", "2"]),
        "id": st.integers(1, 9).map(str),
    },
)
LIST = st.lists(ROW, max_size=6).map(lambda rows: list(enumerate(rows, start=2)))


@given(LIST, LIST)
def test_every_row_is_new_gone_changed_or_the_same_exactly_once(
    before: list[tuple[int, dict[str, str]]], after: list[tuple[int, dict[str, str]]]
) -> None:
    found = compare_editions(before, after)
    seen_after = [*found.new, *(each.after for each in found.changed), *found.same]
    seen_before = [*found.gone, *(each.before for each in found.changed), *found.same.values()]
    assert sorted(seen_after) == [number for number, _ in after]
    assert sorted(seen_before) == [number for number, _ in before]


@given(LIST, st.randoms())
def test_a_list_against_itself_is_the_same_in_any_order(rows: list[tuple[int, dict[str, str]]], chance: Random) -> None:
    shuffled = [row for _, row in rows]
    chance.shuffle(shuffled)
    found = compare_editions(rows, list(enumerate(shuffled, start=2)))
    assert [*found.new, *found.gone] == []
    assert len(found.same) + len(found.changed) == len(rows)


def test_another_way_of_writing_is_no_change() -> None:
    before = [
        (
            2,
            {
                "full_name": "สมศรี แสงจันทร์",
                "national_id": "9-0000-00000-01-2",
                "birth_date": "1/5/2490",
                "house_no": "๑๒",
            },
        )
    ]
    after = [
        (
            9,
            {
                "full_name": "สมศรี  แสงจันทร์",
                "national_id": "9000000000012",
                "birth_date": "1 พ.ค. 2490",
                "house_no": "12",
            },
        )
    ]
    assert compare_editions(before, after).same == {9: 2}


def test_who_is_found_again_and_stays_the_same_person() -> None:
    before = [
        (2, {"full_name": "สมศรี เดิม", "national_id": "9000000000012", "income": "100"}),
        (3, {"full_name": "บุญเลิศ ทองดี", "birth_date": "2/6/2488", "house_no": "7"}),
        (4, {"full_name": "มะลิ ทองดี", "house_no": "7", "moo": "1"}),
        (5, {"full_name": "ย้าย ไปแล้ว"}),
    ]
    after = [
        (2, {"full_name": "ใหม่ มา"}),
        (3, {"full_name": "สมศรี ใหม่", "national_id": "9000000000012", "income": "200"}),
        (4, {"full_name": "บุญเลิศ ทองดี", "birth_date": "2/6/2488", "house_no": "8", "national_id": "9000000000021"}),
        (5, {"full_name": "มะลิ ทองดี", "house_no": "7", "moo": "1"}),
    ]
    found = compare_editions(before, after)
    assert (found.new, found.gone, found.same) == ([2], [5], {5: 4})
    assert [(each.before, each.after, sorted(each.values)) for each in found.changed] == [
        (2, 3, ["full_name", "income"]),
        (3, 4, ["house_no", "national_id"]),
    ]
    assert found.kept_people == {5: 4, 3: 2, 4: 3}


def test_an_offices_own_number_says_who_but_not_when_another_name_stands_there() -> None:
    before = [(2, {"id": "A7", "first_name": "สมศรี"}), (3, {"id": "B9", "first_name": "มะลิ"})]
    after = [(2, {"id": "B9", "first_name": "มะลิวัลย์"}), (3, {"id": "A7", "first_name": "สมศรี", "adl": "5"})]
    found = compare_editions(before, after)
    assert [(each.before, each.after, each.keeps_person) for each in found.changed] == [(3, 2, False), (2, 3, True)]
