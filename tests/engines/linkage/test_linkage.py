from __future__ import annotations

from types import ModuleType

import polars as pl
import pytest

from huangyai.engines.linkage import Register, link_registers
from huangyai.kernel import BadInput

MIXTURES = [(1.0, True, 0.985), (2.0, True, 0.965), (1.0, False, 0.975), (2.0, False, 0.94)]


def f1(truth: dict[str, str], table: pl.DataFrame) -> float:
    right = sum(truth.get(row) == other for row, other in zip(table["id_r"], table["id_l"], strict=True))
    return 2 * right / (table.height + len(truth))


@pytest.mark.parametrize(("rate", "ids", "bar"), MIXTURES)
def test_links_are_right_on_four_mixtures_of_mess(messy: ModuleType, rate: float, ids: bool, bar: float) -> None:
    lists = messy.make_pair(3000, seed=41, rate=rate, ids=ids)
    linkage = link_registers([Register("a", lists.a), Register("b", lists.b)])
    assert f1(lists.truth, linkage.table) >= bar


def test_the_same_rows_give_the_same_links(messy: ModuleType) -> None:
    lists = messy.make_pair(800, seed=3)
    registers = [Register("a", lists.a), Register("b", lists.b)]
    once, again = link_registers(registers), link_registers(registers)
    assert once.table.equals(again.table)
    assert once.people.equals(again.people)


def test_every_row_is_one_person_and_a_link_joins_two() -> None:
    a = [{"id": "1", "first_name": "สมชาย", "last_name": "ใจดีมาก", "birth_date": "12/03/2512"}]
    b = [
        {"id": "x", "full_name": "นายสมชายใจดีมาก", "birth_date": "12 มี.ค. 12"},
        {"id": "y", "full_name": "นางมาลี ศรีสุข", "birth_date": "2490"},
    ]
    linkage = link_registers([Register("a", a), Register("b", b)])
    (pair,) = linkage.pairs
    assert (pair.id_l, pair.id_r) == ("1", "x")
    assert pair.probability > 0.5
    assert "วันเกิดตรงกัน" in pair.why.th
    assert sorted(len(person) for person in linkage.clusters) == [1, 2]


def test_lists_of_a_few_rows_link_by_name_year_and_house() -> None:
    a = [
        {"ชื่อ": "บุญมี", "นามสกุล": "แก้วตา", "ปีเกิด": "2490", "บ้านเลขที่": "7", "หมู่": "2"},
        {"ชื่อ": "บุญมา", "นามสกุล": "แก้วตา", "ปีเกิด": "2493", "บ้านเลขที่": "7", "หมู่": "2"},
        {"ชื่อ": "สำรวย", "นามสกุล": "ทองอยู่", "ปีเกิด": "2488", "บ้านเลขที่": "15/1", "หมู่": "4"},
    ]
    b = [
        {"ชื่อ-สกุล": "ยายบุญมี แก้วตา", "ที่อยู่": "7 ม.2", "วันเกิด": "พ.ศ. 2490"},
        {"ชื่อ-สกุล": "นางสํารวยทองอยู่", "ที่อยู่": "๑๕/๑ หมู่ ๔", "วันเกิด": "12 ม.ค. 88"},
    ]
    linkage = link_registers([Register("a", a), Register("b", b)])
    assert {(pair.id_l, pair.id_r) for pair in linkage.pairs} == {("1", "1"), ("3", "2")}


def test_an_empty_register_links_to_nobody() -> None:
    linkage = link_registers([Register("a", [{"first_name": "มาลี"}]), Register("b", pl.DataFrame({"first_name": []}))])
    assert linkage.table.is_empty()
    assert linkage.people.height == 1


def test_what_cannot_be_linked_is_said() -> None:
    one = Register("a", [{"id": "1", "first_name": "มาลี"}])
    with pytest.raises(BadInput):
        link_registers([])
    with pytest.raises(BadInput):
        link_registers([one, one])
    with pytest.raises(BadInput):
        link_registers([one, Register("b", [{"id": "1", "colour": "red"}])])
    with pytest.raises(BadInput) as caught:
        link_registers([one, Register("b", [{"id": "1", "first_name": "ก"}, {"id": "1", "first_name": "ข"}])])
    assert caught.value.faults[0].row == 3
