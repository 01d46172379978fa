"""What is offered, and where it can be held."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from decimal import Decimal

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


@dataclass(frozen=True, slots=True)
class Design:
    """What one session of an activity costs (baht) and needs, for whom it is meant, and how often they meet (weekly).

    `youngest` and `oldest` are ages in years; `life` is one of `rules.Life` or empty for everybody.
    """

    baht_a_session: Decimal | None = None
    staff: int = 0
    skill: str = ""
    room_kind: str = ""
    materials: str = ""
    youngest: int | None = None
    oldest: int | None = None
    life: str = ""
    meetings: int = 1


_UNDECIDED = Design()


def change_venue(
    *, actor: Actor, venue: Venue, name: str, capacity: int, latitude: float | None, longitude: float | None, kind: str
) -> Venue:
    """Put right what a place is called, how many fit in and where it stands. Sessions that are set stay set."""
    require_activity_work(actor)
    with transaction.atomic():
        venue.name, venue.capacity, venue.kind = name, capacity, kind or "hall"
        venue.latitude, venue.longitude = latitude, longitude
        venue.save(update_fields=["name", "capacity", "kind", "latitude", "longitude"])
        record(actor=actor, verb="venue.changed", subject=venue)
    return venue


def change_activity(
    *, actor: Actor, activity: Activity, kind: str, name: str, capacity: int, design: Design
) -> Activity:
    """Put an activity's design right; its project stays. Whoever has a place keeps it, also where fewer fit from now on."""
    require_activity_work(actor)
    _require_possible(design)
    with transaction.atomic():
        activity.kind, activity.name, activity.capacity = kind, name, capacity
        for field, value in asdict(design).items():
            setattr(activity, field, value)
        activity.save()
        record(actor=actor, verb="activity.changed", subject=activity)
    return activity


def _require_possible(design: Design) -> None:
    if design.youngest is not None and design.oldest is not None and design.oldest < design.youngest:
        raise Refusal(
            "ages-swapped",
            th="อายุสูงสุดน้อยกว่าอายุต่ำสุด โปรดสลับกัน",
            en="The oldest age is below the youngest; please swap them.",
        )
    if design.meetings < 1:
        raise Refusal("no-meeting", th="ต้องพบกันอย่างน้อย 1 ครั้ง", en="They have to meet at least once.")


def design_activity(
    *, actor: Actor, project: Project, kind: str, name: str, capacity: int = 40, design: Design = _UNDECIDED
) -> Activity:
    """Design an activity of an announced plan's project."""
    require_activity_work(actor)
    _require_possible(design)
    if not PlanApproval.objects.filter(plan=project.plan).exists():
        raise Refusal(
            "plan-not-approved",
            th="แผนนี้ยังไม่ประกาศใช้ จึงยังจัดกิจกรรมของโครงการไม่ได้",
            en="This plan is not announced yet, so its projects can't hold activities.",
        )
    with transaction.atomic():
        activity = Activity.objects.create(
            municipality_id=actor.municipality_id,
            project=project,
            kind=kind,
            name=name,
            capacity=capacity,
            **asdict(design),
        )
        record(actor=actor, verb="activity.designed", subject=activity, project=project.pk)
    return activity
