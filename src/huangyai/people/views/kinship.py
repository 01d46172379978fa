"""Kin as a person's page tells it."""

from __future__ import annotations

from huangyai.doors.request import RoomRequest
from huangyai.people import queries
from huangyai.people.forms import KIN_LABELS
from huangyai.people.models import Kinship, Person


def told_kin(request: RoomRequest, person: Person) -> list[tuple[Kinship, Person, str]]:
    """Each kinship of somebody with the other person, and what the other one is to them."""
    return [
        (tie, tie.relative if first else tie.person, str(KIN_LABELS[tie.kind, first]))
        for tie in queries.kinships(request.actor, person)
        for first in [tie.person_id == person.pk]
    ]
