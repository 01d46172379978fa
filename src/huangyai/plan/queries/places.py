"""Where a project's work is done."""

from __future__ import annotations

from typing import Any

from huangyai.plan.models import Project, ProjectPlace


def place_of(project: Project) -> ProjectPlace | None:
    """The place of a project's work, if it was said."""
    return ProjectPlace.objects.filter(project=project).select_related("village").first()


def map_of(place: ProjectPlace, name: str) -> dict[str, Any] | None:
    """The place as a map shows it; None where no point was said, nor a village that has one."""
    point = (place.latitude, place.longitude)
    if point[0] is None and place.village:
        point = (place.village.latitude, place.village.longitude)
    if point[0] is None:
        return None
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [point[1], point[0]]},
                "properties": {"name": name, "text": place.name, "tone": 3},
            }
        ],
    }
