from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from huangyai.kernel import Actor, Role
from huangyai.playbook.access import may_compose, may_publish_model, visible_models
from huangyai.walls.entry import acting

STAFF = {Role.OFFICER, Role.PLANNER, Role.LEADER, Role.CASE_WORKER, Role.ADMINISTRATOR}


@pytest.mark.parametrize("role", list(Role))
def test_who_sees_composes_and_publishes(
    role: Role, model: Any, actor_of: Callable[[Role], Actor], neighbour_actor_of: Callable[[Role], Actor]
) -> None:
    actor = actor_of(role)
    with acting(actor):
        assert visible_models(actor).exists() is (role in STAFF)
        assert may_compose(actor) is (role in {Role.OFFICER, Role.PLANNER})
        assert may_publish_model(actor) is (role is Role.LEADER)
    next_door = neighbour_actor_of(role)
    with acting(next_door):
        assert not visible_models(next_door).exists()
