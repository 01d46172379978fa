from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from huangyai.people.models.changes import ChangeRequest
from huangyai.people.models.households import Household
from huangyai.people.models.sources import Admission
from huangyai.walls.models import MunicipalRow

# What the seal and the keyed hash of a national id are for; another purpose can't open them.
ID_PURPOSE = "person.national_id"


class Person(MunicipalRow):
    """A resident. The national id is sealed; it is found only by its keyed hash."""

    class Sex(models.TextChoices):
        FEMALE = "f", _("female")
        MALE = "m", _("male")
        UNKNOWN = "", _("not recorded")

    # A hundred thousand come at once: one index less, and keys into the municipality are checked once (`BuildWalls`).
    municipality = models.ForeignKey(
        "places.Municipality", on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    # Where they are counted now; what they are there, and since when, says `HouseholdMember`.
    household = models.ForeignKey(
        Household, null=True, on_delete=models.PROTECT, related_name="members", db_constraint=False
    )
    admission = models.ForeignKey(
        Admission, null=True, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    title = models.CharField(max_length=40, blank=True)
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80, blank=True)
    nickname = models.CharField(max_length=40, blank=True)
    # Thai dictionary order as text that sorts bytewise: the database has no Thai collation.
    sort_key = models.CharField(max_length=400, db_collation="C")
    # The names as the search folds them: letters that sound alike are one letter.
    given_fold = models.CharField(max_length=80, blank=True, db_collation="C")
    family_fold = models.CharField(max_length=80, blank=True, db_collation="C")
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
            models.Index(fields=["municipality", "given_fold", "sort_key"], name="people_by_given_name"),
            models.Index(fields=["municipality", "family_fold", "given_fold"], name="people_by_family_name"),
            models.Index(fields=["municipality", "phone"], name="people_by_phone", condition=models.Q(phone__gt="")),
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
    request = models.ForeignKey(ChangeRequest, null=True, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")


class Death(MunicipalRow):
    """Somebody has died; lists leave them out, and what is known of them stays."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="death")
    died_on = models.DateField()
    source = models.CharField(max_length=60)


class PersonAccount(MunicipalRow):
    """The resident behind a user account."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["municipality", "user"], name="people_one_person_per_account")]
