"""A project's wording: as it stands, and as an edition keeps it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from huangyai.kernel import Money
from huangyai.plan.models import Project, ProjectPlace, ProjectProblem, YearMoney
from huangyai.plan.rules.differences import Wording

_SAID = (
    "name", "tactic", "programme", "objective", "target_output", "indicator", "expected_result", "responsible_unit", "form",
    "equipment_category", "equipment_type",
)  # fmt: skip


def standing_document(project: Project) -> dict[str, Any]:
    """What the plan says of a project now, as JSON that an edition can keep."""
    place = ProjectPlace.objects.filter(project=project).select_related("village").first()
    money = YearMoney.objects.filter(project=project).values_list("year", "baht")
    return document(
        said={name: getattr(project, name) for name in _SAID},
        money=dict(money),
        strategy=(project.strategy_id, str(project.strategy) if project.strategy else ""),
        target_list=(project.target_list_id, project.target_list.name if project.target_list else ""),
        problems=list(
            ProjectProblem.objects.filter(project=project).order_by("problem_id").values_list("problem_id", flat=True)
        ),
        place={
            "village": str(place.village_id) if place.village_id else None,
            "village_name": str(place.village) if place.village else "",
            "name": place.name,
            "latitude": place.latitude,
            "longitude": place.longitude,
        }
        if place
        else None,
    )


def document(
    *,
    said: Mapping[str, str],
    money: Mapping[int, Decimal],
    strategy: tuple[uuid.UUID | None, str],
    target_list: tuple[uuid.UUID | None, str],
    problems: list[uuid.UUID],
    place: Mapping[str, Any] | None,
) -> dict[str, Any]:
    """A wording as JSON: texts, satang by year, and the ids that it stands on."""
    return {
        "said": {name: said[name] for name in _SAID},
        "money": {str(year): Money.baht(baht).satang for year, baht in sorted(money.items()) if baht},
        "strategy": [str(strategy[0]) if strategy[0] else None, strategy[1]],
        "target_list": [str(target_list[0]) if target_list[0] else None, target_list[1]],
        "problems": sorted(str(each) for each in problems),
        "place": dict(place) if place else None,
    }


def wording(kept: Mapping[str, Any]) -> Wording:
    """A kept document as the rule of differences reads it."""
    place = kept.get("place") or {}
    where = " · ".join(part for part in (place.get("village_name", ""), place.get("name", "")) if part)
    if place.get("latitude") is not None:
        where = f"{where} ({place['latitude']:.5f}, {place['longitude']:.5f})".strip()
    said = dict(kept["said"]) | {
        "strategy": kept["strategy"][1],
        "target_list": kept["target_list"][1],
        "problems": str(len(kept["problems"])) if kept["problems"] else "",
        "place": where,
    }
    return Wording(said=said, money={int(year): Money(satang) for year, satang in kept["money"].items()})
