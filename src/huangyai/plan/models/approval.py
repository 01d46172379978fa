"""Who signs a project's money: the rule in force, what was asked, who signed, what was sent back or taken back."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from huangyai.office.models import DocumentNumber, Position, Tenure, Unit
from huangyai.plan.models.plans import Project
from huangyai.walls.models import MunicipalRow


class ApprovalRule(MunicipalRow):
    """Whose signatures money needs, from a day on, with the clause it rests on; the newest that has begun holds."""

    valid_from = models.DateField()
    clause = models.CharField(max_length=300)
    # None: nobody has laid it beside the regulation's text yet.
    verified_on = models.DateField(null=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-valid_from", "-made_at"]


class ApprovalRung(MunicipalRow):
    """One position that a rule wants, above which amount (0: always)."""

    rule = models.ForeignKey(ApprovalRule, on_delete=models.PROTECT, related_name="rungs")
    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="+")
    over_baht = models.DecimalField(max_digits=16, decimal_places=2, default=0)

    class Meta:
        ordering = ["-position__rank"]
        constraints = [models.UniqueConstraint(fields=["municipality", "rule", "position"], name="plan_rung_once")]


class ApprovalRequest(MunicipalRow):
    """Somebody asks that a project may be carried out with so much money of one year."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="approval_requests")
    year = models.PositiveSmallIntegerField()
    baht = models.DecimalField(max_digits=16, decimal_places=2)
    what = models.TextField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    number = models.OneToOneField(DocumentNumber, on_delete=models.PROTECT, related_name="+")
    rule = models.ForeignKey(ApprovalRule, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    # What was sent back comes again as a new request.
    again = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-made_at", "-pk"]


class ApprovalSignature(MunicipalRow):
    """One signature of the chain: whose, in which standing, under which block, and the digest of what was signed."""

    request = models.ForeignKey(ApprovalRequest, on_delete=models.PROTECT, related_name="signatures")
    place = models.PositiveSmallIntegerField()
    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="+")
    tenure = models.ForeignKey(Tenure, on_delete=models.PROTECT, related_name="+")
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    signed_on = models.DateField()
    block = models.JSONField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "request", "place"], name="plan_signature_once"),
            models.UniqueConstraint(fields=["municipality", "request", "signed_by"], name="plan_signer_once"),
        ]


class ApprovalRefusal(MunicipalRow):
    """A request was sent back, with the reason; it stays to be read."""

    request = models.OneToOneField(ApprovalRequest, on_delete=models.PROTECT, related_name="refusal")
    tenure = models.ForeignKey(Tenure, on_delete=models.PROTECT, related_name="+")
    refused_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    refused_on = models.DateField()
    reason = models.TextField()


class ApprovalWithdrawal(MunicipalRow):
    """A request was taken back before anybody signed it, with the reason; its number stays with it."""

    request = models.OneToOneField(ApprovalRequest, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.TextField()
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_on = models.DateField()
