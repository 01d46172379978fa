"""Who is expected at a session, and who came."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from huangyai.activities.models.sessions import Session
from huangyai.people.models import Person
from huangyai.walls.models import MunicipalRow


class Enrolment(MunicipalRow):
    """Somebody is expected at a session."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="enrolments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    needs_ride = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "session", "person"], name="activities_enrolled_once")
        ]


class Attendance(MunicipalRow):
    """Somebody came."""

    enrolment = models.OneToOneField(Enrolment, on_delete=models.PROTECT, related_name="attendance")
    how = models.CharField(max_length=20, default="list")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
