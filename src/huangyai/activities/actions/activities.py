"""What is offered, and where it can be held."""

from __future__ import annotations

from django.db import transaction

from huangyai.activities.access import require_activity_work
from huangyai.activities.models import Activity, Venue
from huangyai.kernel import Actor, Refusal
from huangyai.ledger.actions import record
from huangyai.plan.models import PlanApproval, Project


def add_venue(
    *,
    actor: Actor,
    name: str,
    capacity: int,
    latitude: float | None = None,
    longitude: float | None = None,
    kind: str = "hall",
) -> Venue:
    """Add a place where sessions can be held."""
    require_activity_work(actor)
    with transaction.atomic():
        venue = Venue.objects.create(
            municipality_id=actor.municipality_id,
            name=name,
            capacity=capacity,
            latitude=latitude,
            longitude=longitude,
            kind=kind,
        )
        record(actor=actor, verb="venue.added", subject=venue)
    return venue


def design_activity(*, actor: Actor, project: Project, kind: str, name: str, capacity: int = 40) -> Activity:
    """Design an activity of an announced plan's project."""
    require_activity_work(actor)
    if not PlanApproval.objects.filter(plan=project.plan).exists():
        raise Refusal(
            "plan-not-approved",
            th="แผนนี้ยังไม่ประกาศใช้ จึงยังจัดกิจกรรมของโครงการไม่ได้",
            en="This plan is not announced yet, so its projects can't hold activities.",
        )
    with transaction.atomic():
        activity = Activity.objects.create(
            municipality_id=actor.municipality_id, project=project, kind=kind, name=name, capacity=capacity
        )
        record(actor=actor, verb="activity.designed", subject=activity, project=project.pk)
    return activity
