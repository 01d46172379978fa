from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from huangyai.people.models.households import Household
from huangyai.places.models import Community
from huangyai.walls.models import MunicipalRow


class CommunityHousehold(MunicipalRow):
    """A household belongs to a community (ชุมชน), from one day to another."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="communities")
    begins_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "household"],
                condition=models.Q(ends_on__isnull=True),
                name="people_one_community_at_a_time",
            )
        ]


class CommunitySeat(MunicipalRow):
    """Somebody's seat in a community's committee, from one day to another."""

    class Duty(models.TextChoices):
        CHAIR = "chair", _("chair")
        VICE_CHAIR = "vice", _("vice chair")
        SECRETARY = "secretary", _("secretary")
        TREASURER = "treasurer", _("treasurer")
        MEMBER = "member", _("committee member")

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    duty = models.CharField(max_length=10, choices=Duty.choices)
    begins_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "community"],
                condition=models.Q(duty="chair", ends_on__isnull=True),
                name="people_one_chair_at_a_time",
            )
        ]
