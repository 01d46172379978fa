from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from huangyai.evaluation.access import may_evaluate, visible_indicators, visible_reports
from huangyai.kernel import Actor, Role
from huangyai.walls.entry import acting


@pytest.mark.parametrize("role", list(Role))
def test_who_evaluates(role: Role, measured: Any, actor_of: Callable[[Role], Actor]) -> None:
    actor = actor_of(role)
    with acting(actor):
        assert may_evaluate(actor) is (role in {Role.OFFICER, Role.PLANNER})
        assert visible_indicators(actor).exists()


@pytest.mark.parametrize("role", list(Role))
def test_the_neighbours_see_nothing(role: Role, report: Any, neighbour_actor_of: Callable[[Role], Actor]) -> None:
    actor = neighbour_actor_of(role)
    with acting(actor):
        assert not visible_indicators(actor).exists()
        assert not visible_reports(actor).exists()
