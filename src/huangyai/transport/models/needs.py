"""What somebody needs on the way."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from huangyai.people.models import Person
from huangyai.walls.models import MunicipalRow


class RidingNeeds(MunicipalRow):
    """What somebody needs in the car: who comes along, how long getting in takes, how long they can sit. The newest counts."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    # Carers who come along, each on a seat of their own.
    companions = models.PositiveSmallIntegerField(default=0)
    boarding_minutes = models.PositiveSmallIntegerField(null=True)
    longest_minutes = models.PositiveSmallIntegerField(null=True)
    # Taken before the others where the cars don't suffice, such as to an appointment that can't be put off.
    comes_first = models.BooleanField(default=False)
    # With whom they must not ride: two who must not meet are nobody's business, so the other's id is sealed.
    apart_sealed = models.BinaryField(null=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-made_at", "-id"]
