"""What is typed when money is asked for, signed and followed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from huangyai.design.fields import ThaiDateField
from huangyai.office.models import Position, Unit
from huangyai.office.queries import positions
from huangyai.plan.actions.following import PARTS_OF_STEP, Evidence
from huangyai.plan.forms.money import BahtField
from huangyai.plan.models import MoneyStep, PaymentPaper, Plan
from huangyai.plan.rules.following import Stage

PART_LABELS = {"baht": _("amount (baht)"), "day": _("day"), "document_number": _("document number")}


class ApprovalRuleForm(forms.Form):
    """Whose signatures money needs from a day on."""

    valid_from = ThaiDateField(label=_("From which day"))
    clause = forms.CharField(
        label=_("Which order or clause it rests on"), max_length=300, help_text=_("It is shown on every request.")
    )
    verified_on = ThaiDateField(label=_("Checked against the text on (empty: not checked yet)"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("valid_from", timezone.localdate())
        self.positions = list(positions())
        for position in self.positions:
            self.fields[f"over_{position.pk}"] = BahtField(
                label=_("%(position)s signs above how many baht") % {"position": position.name},
                help_text=_("0: every amount. Empty: this position does not sign."),
            )

    def rungs(self) -> dict[Position, Decimal]:
        """The positions that sign, each above which amount."""
        asked = {position: self.cleaned_data.get(f"over_{position.pk}") for position in self.positions}
        return {position: over for position, over in asked.items() if over is not None}


class ApprovalRequestForm(forms.Form):
    """How much of which year's money is asked for, and for what."""

    def __init__(self, *args: Any, plan: Plan, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = [(year, str(year)) for year in plan.years]
        self.fields["year"] = forms.TypedChoiceField(label=_("Fiscal year"), coerce=int, choices=years)
        self.fields["baht"] = BahtField(label=_("Amount (baht)"), required=True)
        self.fields["what"] = forms.CharField(
            label=_("What is asked for"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
        )
        self.fields["unit"] = forms.ModelChoiceField(
            Unit.objects.filter(pk__in=[unit.pk for unit in units]),
            label=_("From which unit"),
            empty_label=_("choose a unit"),
        )


class RefusalForm(forms.Form):
    """Why a request is sent back."""

    reason = forms.CharField(label=_("Why it is sent back"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)


class RequestWithdrawalForm(forms.Form):
    """Why a request is taken back."""

    reason = forms.CharField(label=_("Why it is withdrawn"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)


class RequestCorrectionForm(forms.Form):
    """What a signed request should have said."""

    right = forms.CharField(label=_("What is right"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)
    reason = forms.CharField(label=_("Why"), max_length=500)


class EvidenceForm(forms.Form):
    """The document behind an entry, with its scan."""

    day = ThaiDateField(label=_("Day on the document"))
    number = forms.CharField(label=_("Document number"), max_length=80)
    file = forms.FileField(
        label=_("Scan or photo"), required=False, help_text=_("PDF, JPEG or PNG up to 10 MB; it is sealed.")
    )

    def evidence(self) -> Evidence:
        """The document."""
        sent = self.cleaned_data.get("file")
        file = (sent.name or "", sent.read()) if sent else None
        return Evidence(self.cleaned_data["number"], self.cleaned_data["day"], file)


class StepForm(EvidenceForm):
    """An amount went a step further."""

    field_order = ("stage", "year", "baht", "day", "number", "file")

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = [(year, str(year)) for year in plan.years]
        self.fields["stage"] = forms.ChoiceField(
            label=_("Which step"), choices=MoneyStep.Kind.choices, widget=forms.RadioSelect
        )
        self.fields["year"] = forms.TypedChoiceField(label=_("Fiscal year"), coerce=int, choices=years)
        self.fields["baht"] = BahtField(label=_("Amount (baht)"), required=True)
        self.order_fields(self.field_order)

    def stage(self) -> Stage:
        """The step that was chosen."""
        return Stage(self.cleaned_data["stage"])


class StepCorrectionForm(forms.Form):
    """What was wrong in a step, what is right, and why."""

    part = forms.ChoiceField(label=_("What is wrong"), choices=list(PART_LABELS.items()))
    baht = BahtField(label=_("Right amount (baht)"))
    day = ThaiDateField(label=_("Right day"), required=False)
    document_number = forms.CharField(label=_("Right document number"), max_length=80, required=False)
    reason = forms.CharField(label=_("Why"), max_length=500)

    def clean(self) -> dict[str, Any]:
        """The line of the chosen part is filled in."""
        found = super().clean() or self.cleaned_data
        part = found.get("part", "")
        if part in PARTS_OF_STEP and part not in self.errors and not found.get(part):
            self.add_error(part, _("Write here what is right."))
        return found

    def right(self) -> str:
        """What is right, as a correction keeps it."""
        value = self.cleaned_data[self.cleaned_data["part"]]
        return value.isoformat() if hasattr(value, "isoformat") else str(value)


class PaymentPaperForm(EvidenceForm):
    """A receipt, a speaker's fee, an attendance sheet or photos behind a payment."""

    field_order = ("step", "kind", "what", "baht", "payee", "day", "number", "file")
    kind = forms.ChoiceField(label=_("Which paper"), choices=PaymentPaper.Kind.choices, widget=forms.RadioSelect)
    what = forms.CharField(label=_("For what"), max_length=300)
    baht = BahtField(label=_("Amount (baht)"))
    payee = forms.CharField(
        label=_("Paid to"), max_length=200, required=False, help_text=_("It is sealed; the public never sees it.")
    )

    def __init__(self, *args: Any, payments: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].required = False
        self.fields["step"] = forms.ChoiceField(label=_("Which payment"), choices=payments)
        self.order_fields(self.field_order)
        self.initial.setdefault("kind", PaymentPaper.Kind.RECEIPT)
