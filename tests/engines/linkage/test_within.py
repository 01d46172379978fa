"""One list that holds people more than once."""

from __future__ import annotations

from types import ModuleType

import polars as pl
import pytest

from huangyai.engines.linkage import Register, link_registers
from huangyai.engines.linkage.clusters import group_rows


def stacked(offices: ModuleType, *, rate: float, ids: bool) -> tuple[pl.DataFrame, dict[str, int]]:
    lists = offices.make_lists(
        2500, seed=71, rate=rate, ids=ids, layouts=("civil", "volunteers"), shares=(0.7, 0.35), twice=0.05
    )
    who = {row: person for rows in lists.people for row, person in rows.items()}
    return pl.concat(lists.frames, how="diagonal"), who


@pytest.mark.parametrize(("rate", "ids", "bar"), [(1.0, True, 0.985), (2.0, False, 0.93)])
def test_people_who_are_there_twice_are_found(offices: ModuleType, rate: float, ids: bool, bar: float) -> None:
    frame, who = stacked(offices, rate=rate, ids=ids)
    linkage = link_registers([Register("one", frame)])
    sizes = pl.Series(list(who.values())).value_counts()["count"]
    true_pairs = int((sizes * (sizes - 1) // 2).sum())
    right = sum(who[left] == who[row] for left, row in zip(linkage.table["id_l"], linkage.table["id_r"], strict=True))
    assert 2 * right / (linkage.table.height + true_pairs) >= bar
    together = {row: number for number, rows in enumerate(linkage.clusters) for _, row in rows}
    assert len(together) == frame.height


def test_one_wrong_link_does_not_merge_two_people_who_are_there_twice() -> None:
    pairs = pl.DataFrame({"uid_l": [0, 2, 1], "uid_r": [1, 3, 2], "probability": [0.99, 0.98, 0.6]})
    assert group_rows(pairs, 5) == [0, 0, 1, 1, 2]


def test_a_pair_that_follows_from_two_others_is_told() -> None:
    rows = [
        {"id": "a", "first_name": "วิชาญ", "last_name": "ศรีสุขสันต์", "birth_date": "12/03/2512", "house_no": "12/3"},
        {"id": "b", "first_name": "วิชาญ", "last_name": "ศรีสุขสันต์", "birth_date": "12/03/2512", "house_no": "12/3"},
        {"id": "c", "first_name": "วิชาญ", "last_name": "ศรีสุขสันต์", "birth_date": "12 มี.ค. 12", "house_no": "12/3"},
    ]
    table = link_registers([Register("one", rows)]).table
    assert set(zip(table["id_l"], table["id_r"], strict=True)) == {("a", "b"), ("a", "c"), ("b", "c")}


def test_two_rows_are_the_least() -> None:
    assert link_registers([Register("one", [{"first_name": "มาลี"}])]).table.is_empty()
    assert link_registers([Register("one", pl.DataFrame({"first_name": []}))]).people.is_empty()
