"""The whole sub-district from one seed: the same people, houses and lists on every machine."""

from __future__ import annotations

import dataclasses
import datetime as dt

from huangyai.demo.registers.lists import write_down
from huangyai.demo.registers.neighbourhood import Neighbourhood
from huangyai.demo.registers.residents import SubDistrict
from huangyai.kernel import Chance

AS_OF = dt.date(2026, 10, 1)
"""The day of the lists when none is given: the first of fiscal year 2570."""


def generate(people: int = 6_000, seed: int = 1, *, as_of: dt.date = AS_OF, mess: float = 1.0) -> SubDistrict:
    """A sub-district of exactly `people` registered residents, with the lists that six offices keep of them.

    :param people: registered residents, at least 1; a few newcomers who are registered elsewhere come on top
    :param seed: the same seed gives the same sub-district
    :param as_of: the day that ages and school grades are reckoned on
    :param mess: multiplies every rate of error in the lists; 0 writes each office's habits without mistakes
    """
    if people < 1:
        raise ValueError("a sub-district has at least one resident")
    neighbourhood = Neighbourhood(_dice("residents", seed), as_of)
    residents = neighbourhood.settle(people)
    newcomers = neighbourhood.settle_newcomers(round(people * 0.015))
    truth = SubDistrict(
        seed=seed,
        as_of=as_of,
        people=residents,
        households=neighbourhood.households(),
        newcomers=newcomers,
    )
    # A generator of its own, so that a change in one list's habits doesn't change who lives here.
    registers = write_down(truth, _dice("lists", seed), mess)
    return dataclasses.replace(truth, registers=registers)


def _dice(purpose: str, seed: int) -> Chance:
    return Chance(f"{purpose} {seed}")
