from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from huangyai.places.models import Village
from huangyai.walls.models import MunicipalRow

# What the seal and the keyed hash of a national id are for; another purpose can't open them.
ID_PURPOSE = "person.national_id"


class Household(MunicipalRow):
    """ครัวเรือน: a house number in a village, where people live together."""

    village = models.ForeignKey(Village, on_delete=models.PROTECT, related_name="+")
    house_no = models.CharField(max_length=40)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)

    class Meta:
        indexes = [models.Index(fields=["municipality", "village", "house_no"], name="people_household_place")]


class Person(MunicipalRow):
    """A resident. The national id is sealed; it is found only by its keyed hash."""

    class Sex(models.TextChoices):
        FEMALE = "f", _("female")
        MALE = "m", _("male")
        UNKNOWN = "", _("not recorded")

    household = models.ForeignKey(Household, null=True, on_delete=models.PROTECT, related_name="members")
    title = models.CharField(max_length=40, blank=True)
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80, blank=True)
    nickname = models.CharField(max_length=40, blank=True)
    # Thai dictionary order as text that sorts bytewise: the database has no Thai collation.
    sort_key = models.CharField(max_length=400, db_collation="C")
    sex = models.CharField(max_length=1, choices=Sex.choices, blank=True)
    birth_date = models.DateField(null=True)
    phone = models.CharField(max_length=40, blank=True)
    wheelchair = models.BooleanField(default=False)
    national_id_sealed = models.BinaryField(null=True)
    national_id_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["municipality", "sort_key"], name="people_by_name"),
            models.Index(fields=["municipality", "national_id_hash"], name="people_by_id_hash"),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """Title, given name and family name as one writes them."""
        return f"{self.title}{self.given_name} {self.family_name}".strip()


class Merge(MunicipalRow):
    """Two rows that are one person: `alias` is read as `canonical`. Taking it back deletes nothing but this row's effect."""

    alias = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    canonical = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True)


class PersonAccount(MunicipalRow):
    """The resident behind a user account."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["municipality", "user"], name="people_one_person_per_account")]


class NameGram(MunicipalRow):
    """Two letters of a folded name, so that a misspelt name is found through `=`, which row security lets use an index."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    gram = models.CharField(max_length=8)

    class Meta:
        indexes = [models.Index(fields=["municipality", "gram", "person"], name="people_name_grams")]
