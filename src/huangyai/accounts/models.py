from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

from huangyai.kernel import Role, new_id
from huangyai.walls.models import MunicipalRow


class User(AbstractUser):
    """Somebody who can sign in, by user name or phone number; no e-mail needed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    display_name = models.CharField(_("name"), max_length=120)
    phone = models.CharField(_("phone number"), max_length=20, unique=True, null=True, blank=True)

    def __str__(self) -> str:
        return self.display_name or self.username


class Membership(MunicipalRow):
    """What a user is in one municipality: role, position (ตำแหน่ง) and unit (กอง)."""

    class RoleChoice(models.TextChoices):
        ADMINISTRATOR = Role.ADMINISTRATOR.value, _("system administrator")
        OFFICER = Role.OFFICER.value, _("community development officer")
        PLANNER = Role.PLANNER.value, _("plan and budget officer")
        LEADER = Role.LEADER.value, _("mayor or clerk")
        CASE_WORKER = Role.CASE_WORKER.value, _("case worker")
        PARTNER = Role.PARTNER.value, _("partner agency")
        VOLUNTEER = Role.VOLUNTEER.value, _("volunteer")
        DRIVER = Role.DRIVER.value, _("driver")
        RESIDENT = Role.RESIDENT.value, _("resident")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=RoleChoice.choices)
    position = models.CharField(max_length=120, blank=True)
    unit = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["municipality", "user", "role"], name="accounts_role_once")]
