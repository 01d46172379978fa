"""What a proposed change would do, row by row: shown before anybody decides, and carried out when somebody approved."""

from __future__ import annotations

from collections.abc import Callable

from huangyai.people.models import (
    ChangeRequest,
)
from huangyai.people.queries.planning.homes import plan_head, plan_house, plan_move, plan_split
from huangyai.people.queries.planning.lives import plan_birth, plan_death
from huangyai.people.queries.planning.values import plan_correction, plan_merge
from huangyai.people.rules import Effect


def planned_effects(request: ChangeRequest) -> list[Effect]:
    """What approving this request would do now; a Refusal when it can't be done any more."""
    return _PLANS[request.kind](request)


_PLANS: dict[str, Callable[[ChangeRequest], list[Effect]]] = {
    ChangeRequest.Kind.MERGE.value: plan_merge,
    ChangeRequest.Kind.CORRECTION.value: plan_correction,
    ChangeRequest.Kind.DEATH.value: plan_death,
    ChangeRequest.Kind.MOVE.value: plan_move,
    ChangeRequest.Kind.HEAD.value: plan_head,
    ChangeRequest.Kind.SPLIT.value: plan_split,
    ChangeRequest.Kind.HOUSE.value: plan_house,
    ChangeRequest.Kind.BIRTH.value: plan_birth,
}
