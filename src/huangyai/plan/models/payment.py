"""Where a project's money stands, each step with its document, and the papers behind a payment."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from huangyai.office.models import KeptFile
from huangyai.plan.models.approval import ApprovalRequest
from huangyai.plan.models.plans import Project
from huangyai.plan.rules.following import Stage
from huangyai.walls.models import MunicipalRow


class MoneyStep(MunicipalRow):
    """An amount of a project's money went one step further: into the ordinance, committed, paid."""

    class Kind(models.TextChoices):
        ORDINANCE = Stage.ORDINANCE.value, _("in the ordinance")
        COMMITTED = Stage.COMMITTED.value, _("committed")
        PAID = Stage.PAID.value, _("paid")

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="money_steps")
    year = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=10, choices=Kind.choices)
    baht = models.DecimalField(max_digits=16, decimal_places=2)
    day = models.DateField()
    document_number = models.CharField(max_length=80)
    document = models.ForeignKey(KeptFile, null=True, on_delete=models.PROTECT, related_name="+")
    # What is committed rests on a signed request.
    request = models.ForeignKey(ApprovalRequest, null=True, on_delete=models.PROTECT, related_name="+")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["day", "made_at", "pk"]


class PaymentPaper(MunicipalRow):
    """A paper behind a payment: a receipt, a speaker's fee, a signed attendance sheet, photos. Names on it are sealed."""

    class Kind(models.TextChoices):
        RECEIPT = "receipt", _("receipt")
        SPEAKER_FEE = "speaker_fee", _("speaker's fee")
        ATTENDANCE = "attendance", _("signed attendance sheet")
        PHOTOS = "photos", _("photos")
        OTHER = "other", _("another paper")

    step = models.ForeignKey(MoneyStep, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    what = models.CharField(max_length=300)
    baht = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    day = models.DateField()
    number = models.CharField(max_length=80, blank=True)
    payee_sealed = models.BinaryField(blank=True, default=bytes)
    document = models.ForeignKey(KeptFile, null=True, on_delete=models.PROTECT, related_name="+")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["day", "made_at", "pk"]
