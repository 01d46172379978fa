from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from huangyai.assembly.models.assemblies import Assembly
from huangyai.people.models import Person
from huangyai.walls.models import MunicipalRow


class Group(models.TextChoices):
    """For whom somebody sits in an assembly."""

    RESIDENT = "resident", _("residents of the village")
    COMMUNITY = "community", _("community committees")
    CIVIC = "civic", _("civic groups and clubs")
    VOLUNTEER = "volunteer", _("volunteers")
    ELDERLY = "elderly", _("older people's club")
    WOMEN = "women", _("women's group")
    YOUTH = "youth", _("children and youth council")
    DISABILITY = "disability", _("people with disabilities and their carers")
    FAITH = "faith", _("temple, mosque, church")
    SCHOOL = "school", _("school")
    AGENCY = "agency", _("agencies and state enterprises")
    COUNCIL = "council", _("members of the council")


class CompositionRule(MunicipalRow):
    """Who must sit in an assembly of one level, as the municipality announced it. The newest row of a level holds."""

    level = models.CharField(max_length=14, choices=Assembly.Level.choices)
    # Nothing is assumed: a number that the municipality has not set is not enforced.
    quorum = models.PositiveIntegerField(null=True)
    youngest_voter = models.PositiveSmallIntegerField(null=True)
    own_village_votes = models.BooleanField(default=False)
    clause = models.CharField(max_length=300, blank=True)
    # Who compared it with the regulation's own text, and when; until then every page says that nobody did.
    verified_on = models.DateField(null=True)
    verified_by = models.CharField(max_length=120, blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-made_at", "-id"]


class GroupShare(MunicipalRow):
    """How large a part of those who come a group must be, at least, and whether it votes."""

    rule = models.ForeignKey(CompositionRule, on_delete=models.PROTECT, related_name="shares")
    group = models.CharField(max_length=12, choices=Group.choices)
    least_percent = models.PositiveSmallIntegerField(null=True)
    votes = models.BooleanField(default=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["rule", "group"], name="assembly_one_share_per_group")]


class AgendaItem(MunicipalRow):
    """One point of an assembly's agenda."""

    assembly = models.ForeignKey(Assembly, on_delete=models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=1000)

    class Meta:
        ordering = ["number"]


class Invitation(MunicipalRow):
    """A group that was asked to come, with how many seats."""

    assembly = models.ForeignKey(Assembly, on_delete=models.PROTECT, related_name="invitations")
    group = models.CharField(max_length=12, choices=Group.choices)
    name = models.CharField(max_length=200, blank=True)
    seats = models.PositiveIntegerField(default=0)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["made_at", "id"]


class Invitee(MunicipalRow):
    """Somebody on the sign-in sheet, with the code that stands beside their name."""

    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="invitees")
    assembly = models.ForeignKey(Assembly, on_delete=models.PROTECT, related_name="invitees")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=12)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assembly", "person"], name="assembly_invited_once"),
            models.UniqueConstraint(fields=["municipality", "code"], name="assembly_invitee_code_once"),
        ]
