"""What somewhat more money in one source would do: the allocation is worked out again with the higher ceiling."""

from __future__ import annotations

from dataclasses import dataclass, replace

from huangyai.engines.portfolio.allocation import Allocation
from huangyai.engines.portfolio.problem import AllocationProblem
from huangyai.engines.portfolio.solve import allocate
from huangyai.engines.portfolio.spending import overspent
from huangyai.kernel import Money

# Needs are counted in people and voices; less than this is the solver's tolerance, not a person.
_NOTICEABLE = 1e-6


@dataclass(frozen=True, slots=True)
class OneMore:
    """With `more` money of a source in a year, which projects would enter (with their years) and which would leave,
    and how much more weighted need is met. Never less than none: the allocation there is stays possible.

    An allocation is good only to within its gap; so far the need, too, is not the money's doing alone.
    """

    source: str
    year: str
    more: Money
    enter: tuple[tuple[str, str], ...]
    leave: tuple[tuple[str, str], ...]
    need: float


def what_more_would_do(
    problem: AllocationProblem,
    given: Allocation,
    source: str,
    year: str,
    *,
    more: Money,
    seconds: float = 5.0,
    seed: int = 1,
) -> OneMore:
    """The difference that `more` money of one source in one year makes to an allocation.

    Parameters
    ----------
    given
        The allocation of `problem` as it stands.
    more
        How much more there would be.
    seconds
        Wall time at most.
    """
    richer = allocate(_with_more(problem, source, year, more), seconds=seconds, seed=seed)
    gain = richer.objective - given.objective
    # What fits under the old ceilings as well is no doing of the new money, only a luckier search.
    if gain <= _NOTICEABLE or not overspent(problem, richer.chosen):
        return OneMore(source, year, more, (), (), 0.0)
    before, after = (dict.fromkeys((it.project, it.year) for it in answer.chosen) for answer in (given, richer))
    return OneMore(
        source,
        year,
        more,
        enter=tuple(one for one in after if one not in before),
        leave=tuple(one for one in before if one not in after),
        need=gain,
    )


def _with_more(problem: AllocationProblem, source: str, year: str, more: Money) -> AllocationProblem:
    return replace(
        problem,
        sources=tuple(
            replace(one, ceiling={**one.ceiling, year: one.ceiling.get(year, Money(0)) + more})
            if one.id == source
            else one
            for one in problem.sources
        ),
    )
