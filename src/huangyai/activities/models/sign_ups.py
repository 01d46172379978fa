"""What somebody wrote on the public page or the paper sheet, before anybody knows who they are."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from huangyai.activities.models.enrolments import Enrolment, How
from huangyai.activities.models.sessions import Session
from huangyai.people.models import Person
from huangyai.walls.models import MunicipalRow


class SignUp(MunicipalRow):
    """Somebody wants to come and gave a name and a phone number. It is answered once it is sure who they are."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="sign_ups")
    name = models.CharField(max_length=160)
    phone = models.CharField(max_length=40, blank=True)
    needs_ride = models.BooleanField(default=False)
    how = models.CharField(max_length=12, choices=How.choices)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["made_at", "id"]


class SignUpAnswer(MunicipalRow):
    """What became of a sign-up: expected, waiting, or not this time, with the reason."""

    class Outcome(models.TextChoices):
        ENROLLED = "enrolled", _("has a place")
        WAITING = "waiting", _("on the waiting list")
        DECLINED = "declined", _("not this time")

    sign_up = models.OneToOneField(SignUp, on_delete=models.PROTECT, related_name="answer")
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    # None: nobody of the register, or nobody whom one could find.
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    enrolment = models.ForeignKey(Enrolment, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
