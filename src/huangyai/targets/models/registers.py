from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from huangyai.people.models import ChangeRequest, Person
from huangyai.walls.models import MunicipalRow
from huangyai.walls.words import WordsField


class RegisterKind(models.TextChoices):
    """What an office's list is about; `OTHER` is a list with a name of its own."""

    CIVIL = "civil", _("civil register")
    ELDERLY = "elderly", _("elderly allowance")
    DISABILITY = "disability", _("disability register")
    SCHOOL = "school", _("school roll")
    WELFARE = "welfare", _("welfare card")
    VISITS = "visits", _("health volunteers' visit list")
    OTHER = "other", _("another list")


class Source(MunicipalRow):
    """ที่มาของทะเบียน: an office and the list that it sends month after month; what its headings mean is remembered here."""

    office = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=12, choices=RegisterKind.choices)
    list_name = models.CharField(max_length=80, blank=True)
    # Heading → meaning, as somebody last confirmed it; an empty meaning says that the column is not used.
    columns = models.JSONField(default=dict)

    class Meta:
        ordering = ["office", "kind", "list_name"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "office", "kind", "list_name"], name="targets_source_once")
        ]

    def __str__(self) -> str:
        return f"{self.title} · {self.office}" if self.office else self.title

    @property
    def title(self) -> str:
        """The list's own name, or what kind of list it is."""
        return self.list_name or self.get_kind_display()


class Register(MunicipalRow):
    """ทะเบียน: a list that one office keeps, as it was brought in. The original file is kept sealed."""

    Kind = RegisterKind

    kind = models.CharField(max_length=12, choices=RegisterKind.choices)
    # Registers that were brought in before sources were written down have none.
    source = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="registers")
    # The edition before this one; `newer` is the one after it.
    previous = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="newer")
    file_name = models.CharField(max_length=200)
    rows = models.PositiveIntegerField()
    left_out = models.PositiveIntegerField(default=0)
    original_sealed = models.BinaryField(null=True)
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-made_at"]

    @property
    def title(self) -> str:
        """The list's own name, or what kind of list it is."""
        return self.source.title if self.source else self.get_kind_display()

    @property
    def office(self) -> str:
        """Who keeps the list, where it was said."""
        return self.source.office if self.source else ""

    @property
    def counts(self) -> bool:
        """No newer edition came in, and nobody withdrew it."""
        return not hasattr(self, "newer") and not hasattr(self, "withdrawal")


def counts_now(prefix: str = "") -> models.Q:
    """Editions that count: no newer one came in, and nobody withdrew them. `prefix` leads to the register."""
    return models.Q(**{f"{prefix}newer__isnull": True, f"{prefix}withdrawal__isnull": True})


class RegisterWithdrawal(MunicipalRow):
    """A list that was brought in by mistake counts no more; it stays readable. `before` is the edition that counts again."""

    register = models.OneToOneField(Register, on_delete=models.PROTECT, related_name="withdrawal")
    before = models.ForeignKey(Register, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")


class RegisterRow(MunicipalRow):
    """What one office's list says of somebody. `person` is who it is, once joined. Holds no national id in the clear."""

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="entries", db_index=False)
    row = models.PositiveIntegerField()
    row_key = models.CharField(max_length=60)
    # Which village of ours the row names, as far as it says; whoever is known to an office alone is looked for there.
    village_code = models.CharField(max_length=8, blank=True, default="")
    says = models.JSONField()
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    probability = models.FloatField(null=True)
    why = WordsField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "register", "row"], name="targets_register_row_once")
        ]
        indexes = [models.Index(fields=["municipality", "person"], name="targets_rows_of_person")]


class SealedRows(MunicipalRow):
    """Some hundred rows of a register as they were read, sealed together; names are opened a page at a time."""

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="sealed_rows", db_index=False)
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    rows_sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "register", "first"], name="targets_sealed_rows_once")
        ]


class RowChange(MunicipalRow):
    """Where a newer edition of a list says otherwise than the one before: new, changed or gone.

    `columns` names what changed; only facts that are kept in the open have their values in `says`, as ``[old, new]``.
    """

    class Kind(models.TextChoices):
        NEW = "new", _("new on the list")
        CHANGED = "changed", _("changed")
        GONE = "gone", _("no longer on the list")

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="changes", db_index=False)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    before = models.ForeignKey(RegisterRow, null=True, on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey(RegisterRow, null=True, on_delete=models.PROTECT, related_name="+")
    columns = models.JSONField(default=list)
    says = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["municipality", "register", "kind"], name="targets_changes_of_register"),
            models.Index(fields=["municipality", "made_at"], name="targets_changes_by_day"),
        ]


class CivilProposal(MunicipalRow):
    """What a newer civil register says otherwise of a resident was proposed as a change; somebody else decides on it."""

    change = models.ForeignKey(RowChange, on_delete=models.PROTECT, related_name="proposals")
    request = models.ForeignKey(ChangeRequest, on_delete=models.PROTECT, related_name="+")
    # Which value, where a row says several otherwise; empty for a move, a birth or a death.
    field = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["municipality", "change", "field"], name="targets_proposed_once")
        ]


class RegisterDraft(MunicipalRow):
    """An office's list on its way in: the sealed upload, until it is brought in or dropped."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=200)
    content_sealed = models.BinaryField()
    # Keyed in row by row from a printed form, rather than sent as a file.
    keyed_in = models.BooleanField(default=False)
    # Which sheet, in which row the headings stand, and what each column means; empty until somebody has looked.
    layout = models.JSONField(default=dict)
    # What the check found: how many rows, which faults, what differs from the edition before.
    outlook_sealed = models.BinaryField(null=True)
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-made_at"]


class RegisterRun(MunicipalRow):
    """A list that is checked or brought in behind the page: how far it is, who stopped it, what came of it."""

    class Purpose(models.TextChoices):
        CHECK = "check", _("check the list")
        BRING = "bring", _("bring the list in")

    draft = models.ForeignKey(RegisterDraft, null=True, on_delete=models.SET_NULL, related_name="runs")
    purpose = models.CharField(max_length=8, choices=Purpose.choices)
    keep = models.CharField(max_length=12)
    stage = models.CharField(max_length=20, blank=True)
    # From 0 to 1.
    part = models.FloatField(default=0)
    touched_at = models.DateTimeField()
    cancel_asked_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    failure = models.JSONField(null=True)
    register = models.ForeignKey(Register, null=True, on_delete=models.PROTECT, related_name="+")
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
