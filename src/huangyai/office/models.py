from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from huangyai.office.rules import Way, number_text
from huangyai.walls.models import MunicipalRow


class Unit(MunicipalRow):
    """กอง or สำนัก: a part of the town hall that sends papers under its own prefix."""

    name = models.CharField(max_length=200)
    letter_prefix = models.CharField(max_length=40)
    address = models.CharField(max_length=300, blank=True)
    telephone = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["made_at"]
        constraints = [models.UniqueConstraint(fields=["municipality", "name"], name="office_unit_once")]

    def __str__(self) -> str:
        return self.name


class Position(MunicipalRow):
    """ตำแหน่ง: what somebody signs as. Rank 1 is the highest; the mayor belongs to no unit."""

    name = models.CharField(max_length=200)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="positions")
    rank = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["rank", "name"]
        constraints = [models.UniqueConstraint(fields=["municipality", "name"], name="office_position_once")]

    def __str__(self) -> str:
        return self.name


class Tenure(MunicipalRow):
    """Somebody holds a position, acts in it, or signs by delegation, from one day to another, by a written order."""

    class Kind(models.TextChoices):
        HOLDS = Way.HOLDS.value, _("holds the position")
        ACTING = Way.ACTING.value, _("acting")
        DELEGATED = Way.DELEGATED.value, _("signs by delegation")

    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="tenures")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    # The name as it stands under a signature, with its title.
    name = models.CharField(max_length=200)
    first_day = models.DateField()
    last_day = models.DateField(null=True)
    order_number = models.CharField(max_length=80)
    ordered_on = models.DateField()
    # A delegation may reach only so far.
    up_to_baht = models.DecimalField(max_digits=16, decimal_places=2, null=True)

    class Meta:
        ordering = ["position__rank", "-first_day", "pk"]


class TenureEnd(MunicipalRow):
    """A tenure ended earlier than its order said, or at last: on which day, by which order."""

    tenure = models.OneToOneField(Tenure, on_delete=models.PROTECT, related_name="ending")
    last_day = models.DateField()
    order_number = models.CharField(max_length=80)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")


class NumberRegister(MunicipalRow):
    """ทะเบียนหนังสือส่ง of one unit and Buddhist calendar year: the last number given."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    be_year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["municipality", "unit", "be_year"], name="office_register_once")]


class DocumentNumber(MunicipalRow):
    """เลขที่หนังสือ: one number of a unit's register, given once and to one paper."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    be_year = models.PositiveSmallIntegerField()
    running = models.PositiveIntegerField()
    prefix = models.CharField(max_length=40)
    subject = models.CharField(max_length=500)
    issued_on = models.DateField()

    class Meta:
        ordering = ["-be_year", "unit", "-running"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "unit", "be_year", "running"], name="office_number_once")
        ]

    def __str__(self) -> str:
        return number_text(self.prefix, self.running)


class Paper(MunicipalRow):
    """A letter to somebody outside (หนังสือภายนอก) or a memo inside the house (บันทึกข้อความ)."""

    class Kind(models.TextChoices):
        LETTER = "letter", _("official letter")
        MEMO = "memo", _("memo")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=500)
    addressee = models.CharField(max_length=300)
    reference = models.CharField(max_length=500, blank=True)
    enclosures = models.TextField(blank=True)
    body = models.TextField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-made_at", "-pk"]


class PaperSignature(MunicipalRow):
    """A paper was signed: by whom in which standing, under which number, and what exactly stood there."""

    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="signature")
    number = models.OneToOneField(DocumentNumber, on_delete=models.PROTECT, related_name="+")
    tenure = models.ForeignKey(Tenure, on_delete=models.PROTECT, related_name="+")
    block = models.JSONField()
    digest = models.CharField(max_length=64)
    signed_on = models.DateField()


class PaperWithdrawal(MunicipalRow):
    """A paper was taken back before anybody signed it, with the reason; it never gets a number."""

    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.TextField()
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_on = models.DateField()


class Correction(MunicipalRow):
    """A mistake in something signed: which part, what was wrong, what is right, why, and who says so.

    It points without a key, because what it corrects may be a paper here or a row of any later room.
    """

    subject_kind = models.CharField(max_length=60)
    subject_id = models.UUIDField()
    part = models.CharField(max_length=40)
    wrong = models.TextField(blank=True)
    right = models.TextField(blank=True)
    reason = models.TextField()
    corrected_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["made_at", "pk"]
        indexes = [models.Index(fields=["municipality", "subject_id"], name="office_correction_subject")]


class KeptFile(MunicipalRow):
    """A scanned paper or photo, sealed with the municipality's key."""

    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    content_sealed = models.BinaryField()
