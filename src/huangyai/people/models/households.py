from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from huangyai.places.models import Village
from huangyai.walls.models import MunicipalRow


class Household(MunicipalRow):
    """ครัวเรือน: a house number in a village, where people live together."""

    village = models.ForeignKey(Village, on_delete=models.PROTECT, related_name="+")
    house_no = models.CharField(max_length=40)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    # Village and number as text that sorts as people count houses: 2 before 10, 12/3 before 12/10.
    place_key = models.CharField(max_length=80, blank=True, db_collation="C")

    class Meta:
        indexes = [
            models.Index(fields=["municipality", "place_key"], name="people_households_in_order"),
            models.Index(fields=["municipality", "village", "house_no"], name="people_household_place"),
            models.Index(fields=["municipality", "house_no"], name="people_household_number"),
        ]

    def __str__(self) -> str:
        return f"{self.house_no} {self.village}"


class HouseholdMember(MunicipalRow):
    """What somebody is in a household, from one day to another. A change of role ends one row and begins the next."""

    class Part(models.TextChoices):
        HEAD = "head", _("head of the household")
        MEMBER = "member", _("member of the household")
        DEPENDANT = "dependant", _("dependant")
        CARER = "carer", _("carer")

    class Stay(models.TextChoices):
        BOTH = "both", _("registered and living here")
        REGISTERED = "registered", _("registered here, lives elsewhere")
        LIVES = "lives", _("lives here, registered elsewhere")

    # A hundred thousand of these come at once; the keys that stay inside the municipality check them once, not thrice.
    municipality = models.ForeignKey(
        "places.Municipality", on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    household = models.ForeignKey(
        Household, on_delete=models.PROTECT, related_name="memberships", db_index=False, db_constraint=False
    )
    person = models.ForeignKey(
        "people.Person", on_delete=models.CASCADE, related_name="memberships", db_index=False, db_constraint=False
    )
    part = models.CharField(max_length=10, choices=Part.choices, default=Part.MEMBER)
    stay = models.CharField(max_length=10, choices=Stay.choices, default=Stay.BOTH)
    # Unknown where a register says only that somebody is there.
    begins_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    source = models.CharField(max_length=60)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        indexes = [
            models.Index(fields=["municipality", "household"], name="people_members_of_house"),
            models.Index(fields=["municipality", "person"], name="people_houses_of_member"),
        ]
