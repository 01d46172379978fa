"""Which solver works on the program: HiGHS or CP-SAT, loaded only when it is asked for."""

from __future__ import annotations

import importlib
from typing import Literal, Protocol, cast

from huangyai.engines.timetable.mip import INFINITY, Answer, Mip, Objective
from huangyai.kernel import Refusal

SolverName = Literal["highs", "cp-sat"]

# Both wheels carry a library of the same name (libhighs.so.1) in different versions, and the system's
# loader keeps only
# the first one of a process: importing the second fails. So neither is imported before it is needed.
_MODULES = {"highs": "huangyai.engines.timetable.climbing", "cp-sat": "huangyai.engines.timetable._cp_sat"}


class Solver(Protocol):
    """Maximises a linear objective over a program."""

    def __call__(
        self,
        mip: Mip,
        objective: Objective,
        *,
        choices: list[list[int]],
        seconds: float,
        seed: int,
        start: list[float] | None = None,
        slack: float = 0.0,
        goal: float = INFINITY,
        limit: float = INFINITY,
    ) -> Answer:
        """The best answer within `seconds`; one within `slack` of its bound is good enough.

        With a `goal` the only question is whether it can be reached; `limit` is a bound that is known already.

        Of each of the `choices` (an activity's openings) at most one column is used.
        """


def find_solver(name: SolverName) -> Solver:
    """The solver of that name. Raises `Refusal` when this process has already loaded the other one's
    libraries."""
    try:
        module = importlib.import_module(_MODULES[name])
    except ImportError as problem:
        raise Refusal(
            "solver-not-loadable",
            th=f"เปิดตัวแก้ปัญหา {name} ในโปรแกรมที่กำลังทำงานนี้ไม่ได้ "
            f"โปรดเรียกจากคำสั่ง huangyai timetable --solver {name} ({problem})",
            en=f"The solver {name} can't be loaded into this process; run it with "
            f"huangyai timetable --solver {name} ({problem}).",
        ) from None
    return cast("Solver", module.maximise)
