from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from huangyai.places.models import Village
from huangyai.walls.models import MunicipalRow


class Contact(MunicipalRow):
    """One more way to reach somebody, and whose it is: a daughter's telephone is often the only one."""

    class Way(models.TextChoices):
        PHONE = "phone", _("telephone")
        LINE = "line", _("LINE")
        OTHER = "other", _("another way")

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="contacts")
    way = models.CharField(max_length=10, choices=Way.choices, default=Way.PHONE)
    value = models.CharField(max_length=80)
    whose = models.CharField(max_length=80, blank=True)
    source = models.CharField(max_length=60)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["municipality", "value"], name="people_by_contact")]


class Address(MunicipalRow):
    """A place besides the household in which somebody is counted: where they really live, are registered, or work."""

    class Kind(models.TextChoices):
        LIVES = "lives", _("lives there")
        REGISTERED = "registered", _("registered there")
        WORKS = "works", _("works there")

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="addresses")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    # In the municipality by its village, elsewhere as it is written.
    village = models.ForeignKey(Village, null=True, on_delete=models.PROTECT, related_name="+")
    house_no = models.CharField(max_length=40, blank=True)
    elsewhere = models.CharField(max_length=200, blank=True)
    begins_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    source = models.CharField(max_length=60)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")


class Consent(MunicipalRow):
    """What somebody said about one use of what is known of them. The newest word on a purpose counts."""

    class Purpose(models.TextChoices):
        CONTACT = "contact", _("being contacted about activities and help")
        HEALTH = "health", _("keeping health facts for visits")
        SHARING = "sharing", _("sharing with partner agencies")
        PHOTO = "photo", _("photographs in reports")

    class Answer(models.TextChoices):
        GIVEN = "given", _("consent given")
        REFUSED = "refused", _("consent refused")
        WITHDRAWN = "withdrawn", _("consent withdrawn")

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    answer = models.CharField(max_length=10, choices=Answer.choices)
    # Who spoke for a child or somebody who can't; empty: they themselves.
    spoken_by = models.CharField(max_length=80, blank=True)
    answered_on = models.DateField()
    until = models.DateField(null=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
