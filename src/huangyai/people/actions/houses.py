"""Where a house stands."""

from __future__ import annotations

from django.db import transaction

from huangyai.kernel import Actor, Refusal
from huangyai.ledger.actions import record
from huangyai.people.access import require_registry_work
from huangyai.people.models import Household


def place_household(*, actor: Actor, household: Household, latitude: float, longitude: float) -> Household:
    """Put a house on the map, for cars and visits."""
    require_registry_work(actor)
    if not (5 <= latitude <= 21 and 97 <= longitude <= 106):
        raise Refusal(
            "outside-thailand",
            th="พิกัดนี้อยู่นอกประเทศไทย อาจสลับละติจูดกับลองจิจูด โปรดตรวจอีกครั้ง",
            en="That point is outside Thailand; latitude and longitude may be the wrong way round.",
        )
    household.latitude, household.longitude = latitude, longitude
    with transaction.atomic():
        household.save(update_fields=["latitude", "longitude"])
        record(actor=actor, verb="household.placed", subject=household)
    return household
