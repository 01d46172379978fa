"""People of one household look alike on paper: same surname, house, telephone, near ages, consecutive ids."""

from __future__ import annotations

import random
from types import ModuleType

import polars as pl
import pytest

from huangyai.engines.linkage import Register, link_registers

HOME = {"house_no": "12/3", "moo": "5", "tambon_code": "220108", "phone": "0812345678"}


def person(row: str, first: str, born: str, **more: str) -> dict[str, str]:
    return {"id": row, "first_name": first, "last_name": "ศรีสุขสันต์", "birth_date": born, **HOME, **more}


def neighbours(messy: ModuleType) -> pl.DataFrame:
    """A village around them, so that rarity means something."""
    return messy.make_pair(600, seed=8).a.select(
        "id", "first_name", "last_name", "birth_date", "national_id", "house_no", "moo", "tambon_code", "phone"
    )


def links(messy: ModuleType, a: list[dict[str, str]], b: list[dict[str, str]]) -> set[tuple[str, str]]:
    village = neighbours(messy)
    full = pl.concat([village, pl.DataFrame(a).select(pl.all())], how="diagonal")
    linkage = link_registers([Register("a", full), Register("b", b)])
    return {(pair.id_l, pair.id_r) for pair in linkage.pairs}


def test_twins_go_each_to_their_own(messy: ModuleType) -> None:
    a = [
        person("1", "กมลชนก", "14/02/2550", national_id="9220100000016"),
        person("2", "กมลวรรณ", "14/02/2550", national_id="9220100000024"),
    ]
    b = [person("x", "กมลวัน", "14 ก.พ. 2550"), person("y", "กมลชนก", "14/2/2007")]
    assert links(messy, a, b) == {("1", "y"), ("2", "x")}


def test_a_twin_who_is_not_in_the_register_is_not_taken_for_the_other(messy: ModuleType) -> None:
    a = [person("1", "ปิยะนุช", "14/02/2550")]
    b = [person("x", "ธนพล", "14/02/2550"), person("y", "ปิยนุช", "14/02/2550")]
    assert links(messy, a, b) == {("1", "y")}


@pytest.mark.parametrize(("first", "born"), [("สมศักดิ์", "3/4/2515"), ("มะลิวัลย์", "7/9/2540")])
def test_wife_and_child_are_not_the_husband(messy: ModuleType, first: str, born: str) -> None:
    a = [person("1", "วิชาญ", "12/03/2512")]
    assert links(messy, a, [person("x", first, born)]) == set()


def test_one_person_twice_in_a_list_is_found_twice(messy: ModuleType) -> None:
    a = [person("1", "วิชาญ", "12/03/2512")]
    b = [person("x", "วิชาญ", "12/03/2512"), person("y", "วิชาน", "12 มี.ค. 12")]
    assert links(messy, a, b) == {("1", "x"), ("1", "y")}


def test_a_register_that_holds_one_person_twice_still_links(messy: ModuleType) -> None:
    a = [person("1", "วิชาญ", "12/03/2512"), person("2", "วิชาญ", "12/03/2512")]
    assert len(links(messy, a, [person("x", "วิชาญ", "12 มี.ค. 2512")])) == 1


def test_no_household_is_merged_in_a_whole_village(messy: ModuleType) -> None:
    """Members of A's households who are not in A: none may be taken for a relative who is."""
    everyone = messy.population(1500, 12)
    dice = random.Random(4)
    inside = [one for one in everyone if one["key"] % 2]
    outside = [one for one in everyone if not one["key"] % 2]
    a = [{"id": str(one["key"]), **messy.clean_row(one, dice, ids=False)} for one in inside]
    b = [{"id": str(one["key"]), **messy.clean_row(one, dice, ids=False)} for one in outside]
    wrong = link_registers([Register("a", a), Register("b", b)]).table.height
    assert wrong <= 2
