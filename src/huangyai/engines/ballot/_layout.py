"""An election and a count of it as plain arrays, which compiled code reads and writes."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]


class Field(NamedTuple):
    """An election as plain arrays: by project, by supporter of a project (``up_…``), and by kind of ballot.

    `plain` is ``cost / factor``, a whole number; `fair_rank` orders the prices per utility that all can pay.
    """

    cost: Floats
    factor: Floats
    plain: Floats
    total: Floats
    fair_rank: Whole
    text_rank: Whole
    sold: Whole
    whole_cost: Whole
    up_start: Whole
    up_group: Whole
    up_weight: Floats
    up_people: Floats
    ballot_start: Whole
    ballot_project: Whole
    ballot_weight: Floats
    people: Floats
    heaviest: float


class Run(NamedTuple):
    """What one count leaves behind.

    By kind of ballot: `purse`, and `broke`, the round in which it was emptied (or -1). By project: state, the last
    price with its error and whether all supporters paid it in full. By round: the project, its price
    (`high` + `fine`, error `loose`), how many voters paid everything (`met`), the weight of the others (`rich`),
    what those voters had paid in earlier rounds (`owed`), and who stood equal. `size` holds the rounds.
    """

    purse: Floats
    broke: Whole
    state: Whole
    looked: Whole
    price: Floats
    error: Floats
    full: Whole
    low: Floats
    bought_in: Whole
    order: Whole
    high: Floats
    fine: Floats
    loose: Floats
    met: Floats
    rich: Floats
    owed: Floats
    equal: npt.NDArray[np.bool_]
    spare: Floats
    size: Whole
