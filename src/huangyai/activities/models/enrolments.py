"""Who is expected at a session, and who came."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from huangyai.activities.models.sessions import Session
from huangyai.activities.rules.codes import new_code
from huangyai.people.models import Person
from huangyai.walls.models import MunicipalRow


class How(models.TextChoices):
    """In which way somebody came to stand on a list."""

    PLACED = "placed", _("from the confirmed list")
    THEMSELVES = "themselves", _("signed up themselves")
    VOLUNTEER = "volunteer", _("by a volunteer")
    COUNTER = "counter", _("at the counter")
    PAPER = "paper", _("on the paper sheet")


class Enrolment(MunicipalRow):
    """Somebody is expected at a session, until they call off. The code is theirs: it stands on their card."""

    class Ending(models.TextChoices):
        THEMSELVES = "themselves", _("they called off")
        OFFICE = "office", _("taken off by the office")
        NOT_HELD = "not_held", _("the session is not held then")

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="enrolments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    needs_ride = models.BooleanField(default=False)
    how = models.CharField(max_length=12, choices=How.choices, default=How.PLACED)
    code = models.CharField(max_length=12, null=True, default=new_code)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    ending = models.CharField(max_length=12, choices=Ending.choices, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "session", "person"],
                condition=models.Q(ended_at__isnull=True),
                name="activities_enrolled_once",
            ),
            models.UniqueConstraint(fields=["municipality", "code"], name="activities_code_once"),
        ]


class Waiting(MunicipalRow):
    """Somebody waits for a place at a full session; the first one moves up when somebody calls off."""

    class Ending(models.TextChoices):
        MOVED_UP = "moved_up", _("moved up")
        WITHDRAWN = "withdrawn", _("no longer waits")
        NOT_HELD = "not_held", _("the session is not held then")

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="waitings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    needs_ride = models.BooleanField(default=False)
    how = models.CharField(max_length=12, choices=How.choices)
    ended_at = models.DateTimeField(null=True)
    ending = models.CharField(max_length=12, choices=Ending.choices, blank=True)

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "session", "person"],
                condition=models.Q(ended_at__isnull=True),
                name="activities_waits_once",
            )
        ]


class Attendance(MunicipalRow):
    """Somebody came."""

    class How(models.TextChoices):
        CODE = "code", _("by their code")
        LIST = "list", _("ticked on the list")
        PAPER = "paper", _("from the paper list")

    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="attendance")
    how = models.CharField(max_length=20, choices=How.choices, default=How.LIST)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
