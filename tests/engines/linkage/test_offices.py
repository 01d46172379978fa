"""Lists of offices whose columns, habits and errors differ from those of the first generator."""

from __future__ import annotations

from types import ModuleType

import polars as pl
import pytest

from huangyai.engines.linkage import Register, link_registers

MIXTURES = [
    (1.0, True, ("civil", "volunteers"), 0.985),
    (2.0, True, ("civil", "elderly"), 0.965),
    (1.0, False, ("civil", "welfare"), 0.975),
    (2.0, False, ("school", "volunteers"), 0.94),
]


def registers(lists: object) -> list[Register]:
    frames: tuple[pl.DataFrame, ...] = lists.frames
    return [Register(f"r{number}", frame) for number, frame in enumerate(frames)]


def f1(truth: dict[str, set[str]], table: pl.DataFrame) -> float:
    right = sum(left in truth.get(row, ()) for left, row in zip(table["id_l"], table["id_r"], strict=True))
    return 2 * right / (table.height + len(truth))


@pytest.mark.parametrize(("rate", "ids", "layouts", "bar"), MIXTURES)
def test_links_are_right_whatever_the_forms(
    offices: ModuleType, rate: float, ids: bool, layouts: tuple[str, str], bar: float
) -> None:
    lists = offices.make_lists(3000, seed=61, rate=rate, ids=ids, layouts=layouts)
    assert f1(lists.truth(), link_registers(registers(lists)).table) >= bar


def test_three_lists_come_together_as_people(offices: ModuleType) -> None:
    lists = offices.make_lists(1500, seed=62, layouts=("civil", "welfare", "volunteers"), twice=0.0)
    linkage = link_registers(registers(lists))
    person = {(f"r{number}", row): who for number, rows in enumerate(lists.people) for row, who in rows.items()}
    mixed = sum(len({person[row] for row in rows}) > 1 for rows in linkage.clusters)
    assert mixed <= 10
    assert abs(len(linkage.clusters) - len(set(person.values()))) <= 0.02 * len(person)


def test_what_is_said_to_be_sure_is_right_that_often(offices: ModuleType) -> None:
    found: list[tuple[float, bool]] = []
    for seed, layouts in ((63, ("civil", "volunteers")), (64, ("civil", "welfare")), (65, ("elderly", "volunteers"))):
        lists = offices.make_lists(3000, seed=seed, rate=2.0, ids=False, layouts=layouts)
        truth = lists.truth()
        found += [
            (pair.probability, pair.id_l in truth.get(pair.id_r, ())) for pair in link_registers(registers(lists)).pairs
        ]
    sure = [right for probability, right in found if 0.9 <= probability < 0.99]
    surest = [right for probability, right in found if probability >= 0.99]
    assert len(sure) > 50
    assert 0.88 <= sum(sure) / len(sure) <= 1.0
    assert sum(surest) / len(surest) >= 0.99


@pytest.mark.parametrize("columns", [("first_name", "last_name"), ("first_name", "birth_date"), ("birth_date", "moo")])
def test_with_little_in_common_it_would_rather_be_unsure_than_wrong(
    offices: ModuleType, columns: tuple[str, ...]
) -> None:
    lists = offices.make_lists(2000, seed=66, layouts=("civil", "school"), twice=0.0)
    few = [Register(name, frame.select("id", *columns)) for name, frame in zip("ab", lists.frames, strict=True)]
    truth = lists.truth()
    table = link_registers(few).table
    right = sum(left in truth.get(row, ()) for left, row in zip(table["id_l"], table["id_r"], strict=True))
    assert right >= 0.85 * table.height
