from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huangyai.kernel import BadInput
from huangyai.targets.rules.columns import KEPT_FACTS, heading_of, recognise
from huangyai.targets.rules.criteria import CONDITIONS, PersonFacts, check_definition, describe, judge
from huangyai.targets.rules.register_file import person_name, read_register

REGISTERS = ("civil", "elderly", "disability", "school", "welfare", "visits")
FACTS = st.builds(
    PersonFacts,
    age=st.none() | st.integers(0, 110),
    sex=st.sampled_from(["", "m", "f"]),
    registers=st.frozensets(st.sampled_from(REGISTERS)),
    adl=st.none() | st.integers(0, 20),
    income=st.none() | st.integers(0, 500_000),
    wheelchair=st.booleans(),
    disability=st.booleans(),
    in_school=st.booleans(),
    lives_alone=st.booleans(),
    household_size=st.integers(0, 12),
)
ONE = st.builds(
    lambda key, number: CONDITIONS[key].definition(number), st.sampled_from(sorted(CONDITIONS)), st.integers(0, 120)
)
CARD = st.recursive(
    ONE,
    lambda parts: st.builds(
        lambda key, chosen: {key: chosen}, st.sampled_from(["all", "any"]), st.lists(parts, min_size=1, max_size=3)
    ),
    max_leaves=6,
)


@given(CARD, FACTS)
def test_a_card_takes_with_reasons_or_not_at_all(card: dict[str, Any], facts: PersonFacts) -> None:
    check_definition(card)
    reasons = judge(card, facts)
    assert reasons is None or (reasons and all(words.th and words.en for words in reasons))


@given(st.lists(ONE, min_size=1, max_size=4), FACTS)
def test_all_takes_fewer_than_each_and_any_takes_more(parts: list[dict[str, Any]], facts: PersonFacts) -> None:
    each = [judge(part, facts) is not None for part in parts]
    assert (judge({"all": parts}, facts) is not None) == all(each)
    assert (judge({"any": parts}, facts) is not None) == any(each)


@given(st.integers(0, 120), st.integers(0, 120))
def test_at_least_and_at_most_meet_at_the_number(age: int, limit: int) -> None:
    facts = PersonFacts(age=age)
    least = judge({"fact": "age", "is": "at_least", "value": limit}, facts) is not None
    most = judge({"fact": "age", "is": "at_most", "value": limit}, facts) is not None
    assert least == (age >= limit)
    assert most == (age <= limit)


@given(ONE)
def test_what_is_not_known_takes_nobody(part: dict[str, Any]) -> None:
    takes = judge(part, PersonFacts()) is not None
    # Nobody is on no register, and a house of nobody holds none: only these can be said of the unknown.
    assert not takes or part.get("is") == "lacks" or part.get("fact") == "household_size"


@given(CARD)
def test_every_card_can_be_said_in_words(card: dict[str, Any]) -> None:
    told = describe(card)
    assert told
    assert all(words.th and words.en and "…" not in words.th for words in told)


@pytest.mark.parametrize(
    "definition",
    [
        {},
        {"fact": "age"},
        {"fact": "age", "is": "at_least", "value": "60"},
        {"fact": "age", "is": "at_least", "value": True},
        {"fact": "religion", "is": "true"},
        {"fact": "registers", "is": "contains", "value": "police"},
        {"fact": ["age"], "is": "at_least", "value": 1},
        {"fact": "registers", "is": "contains", "value": ["civil"]},
        {"all": []},
        {"any": [{"all": []}]},
        {"all": [{"fact": "wheelchair", "is": "true"}, {"fact": "gossip", "is": "true"}]},
        {"all": "everything"},
    ],
)
def test_a_card_that_asks_the_unknown_is_refused(definition: dict[str, Any]) -> None:
    with pytest.raises(BadInput) as bad:
        check_definition(definition)
    assert bad.value.faults[0].words.th
    assert bad.value.faults[0].words.en


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
