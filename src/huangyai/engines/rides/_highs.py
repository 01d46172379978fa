"""The best combination of routes already seen: a set-partitioning model, solved by HiGHS."""

from __future__ import annotations

import importlib
from typing import Any

import numpy as np

from huangyai.engines.rides._arrays import Floats, Ints


def _library() -> Any:
    # Loaded at first use: OR-Tools carries another HiGHS, and a process that needs it must still be able to read
    # instances. The library has no types.
    return importlib.import_module("highspy")


def choose_routes(
    members: list[Ints], cost: Floats, kind: Ints, penalty: Floats, fleet: Ints, *, seconds: float, nodes: int
) -> list[int] | None:
    """Pick routes so that each request is on at most one, at least cost; left-out requests pay `penalty`.

    `members[c]` are the requests on route c, `kind[c]` its kind of car, `fleet[kind]` how many there are.
    Returns the chosen routes, or None when HiGHS found nothing within `seconds` and `nodes`.
    """
    requests, routes, kinds = len(penalty), len(members), len(fleet)
    lengths = np.array([len(m) + 1 for m in members], dtype=np.int64)
    starts = np.concatenate([[0], np.cumsum(lengths), np.cumsum(lengths)[-1] + 1 + np.arange(requests)])
    index = np.concatenate([np.append(m, requests + kind[c]) for c, m in enumerate(members)] + [np.arange(requests)])
    highspy = _library()
    model = highspy.HighsLp()
    model.num_col_ = routes + requests
    model.num_row_ = requests + kinds
    model.col_cost_ = np.concatenate([cost, penalty])
    model.col_lower_ = np.zeros(routes + requests)
    model.col_upper_ = np.ones(routes + requests)
    model.row_lower_ = np.concatenate([np.ones(requests), np.zeros(kinds)])
    model.row_upper_ = np.concatenate([np.ones(requests), fleet.astype(np.float64)])
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = starts.astype(np.int32)
    model.a_matrix_.index_ = index.astype(np.int32)
    model.a_matrix_.value_ = np.ones(len(index))
    model.integrality_ = [highspy.HighsVarType.kInteger] * routes + [highspy.HighsVarType.kContinuous] * requests
    solver = highspy.Highs()
    for name, value in {
        "output_flag": False,
        "threads": 1,
        "time_limit": float(seconds),
        "mip_max_nodes": nodes,
        "mip_rel_gap": 1e-6,
        "random_seed": 0,
    }.items():
        solver.setOptionValue(name, value)
    solver.passModel(model)
    solver.run()
    solution = solver.getSolution()
    if not solution.value_valid or len(solution.col_value) != routes + requests:
        return None
    values = np.array(solution.col_value[:routes])
    return [int(c) for c in np.flatnonzero(values > 0.5)]
