"""A town hall with one unit, three positions, and who holds them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from huangyai.kernel import Actor, Role

FIRST_DAY = dt.date(2026, 1, 5)


@dataclass
class TownHall:
    """What the tests talk about."""

    unit: Any
    clerk: Any
    mayor: Any


def order(number: str = "12/2569") -> Any:
    from huangyai.office.actions import Order

    return Order(number, FIRST_DAY)


@pytest.fixture
def administrator(actor_of: Callable[[Role], Actor]) -> Actor:
    return actor_of(Role.ADMINISTRATOR)


@pytest.fixture
def town_hall(administrator: Actor, user_of: Callable[[Role], Any]) -> TownHall:
    """A unit with its clerk (the planner's account) and the mayor (the leader's)."""
    from huangyai.office.actions import appoint, create_position, found_unit
    from huangyai.office.rules import Term
    from huangyai.walls.entry import acting

    with acting(administrator):
        unit = found_unit(
            actor=administrator,
            name="สำนักปลัดเทศบาล",
            letter_prefix="จบ 52301",
            address="ถนนตัวอย่าง อำเภอเมือง จังหวัดจันทบุรี 22000",
            telephone="0 3900 0000",
        )
        mayor = create_position(actor=administrator, name="นายกเทศมนตรี", rank=1)
        clerk = create_position(actor=administrator, name="ปลัดเทศบาล", rank=2, unit=unit)
        for position, role, name in (
            (mayor, Role.LEADER, "นายตัวอย่าง นำทาง"),
            (clerk, Role.PLANNER, "นางตัวอย่าง รอบคอบ"),
        ):
            appoint(
                actor=administrator,
                position=position,
                user=user_of(role),
                kind="holds",
                term=Term(FIRST_DAY),
                order=order(),
                name=name,
            )
    return TownHall(unit, clerk, mayor)
