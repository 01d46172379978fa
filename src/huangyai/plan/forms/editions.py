"""What is typed about editions, the regulation's numbers, the year's implementation plan and notices."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huangyai.design.fields import ThaiDateField
from huangyai.plan.actions.implementation import UndertakingFacts
from huangyai.plan.forms.money import BahtField
from huangyai.plan.models import Edition, ImplementationPlan, Plan, Posting
from huangyai.plan.rules.amending import PlanningRule, RuleKey, Unit
from huangyai.plan.rules.months import FiscalMonth

_LINES = forms.Textarea(attrs={"rows": 3})


class EditionForm(forms.Form):
    """An addition, a change or a correction begins."""

    kind = forms.ChoiceField(label=_("What kind of edition"), choices=Edition.Kind.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why the plan is amended"),
        widget=_LINES,
        max_length=4000,
        help_text=_("The public and the auditor read it with the edition."),
    )


class EditionMeetingForm(forms.Form):
    """Which meeting considered an edition."""

    held_on = ThaiDateField(label=_("Held on"))
    name = forms.CharField(label=_("Which meeting"), max_length=300)
    joint = forms.BooleanField(label=_("Committee and assembly met together"), required=False)


class EditionApprovalForm(forms.Form):
    """An edition is announced."""

    announced_on = ThaiDateField(label=_("Announced on"))


class WithdrawalForm(forms.Form):
    """An edition is given up."""

    reason = forms.CharField(label=_("Why it is given up"), widget=_LINES, max_length=2000)


class RuleForm(forms.Form):
    """One number of the regulation, as it is compared with the text."""

    value = forms.IntegerField(
        label=_("Number"),
        required=False,
        min_value=0,
        max_value=366,
        help_text=_("Empty: not known, and nothing is enforced."),
    )
    clause = forms.CharField(label=_("Clause"), required=False, max_length=300)
    verified_on = ThaiDateField(label=_("Compared with the text on"), required=False)
    verified_by = forms.CharField(label=_("Compared by"), required=False, max_length=120)

    def __init__(self, *args: Any, rule: PlanningRule, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rule = rule
        field = self.fields["value"]
        if rule.unit is Unit.YES_NO:
            self.fields["value"] = forms.TypedChoiceField(
                label=_("Joint meeting"),
                coerce=int,
                empty_value=None,
                required=False,
                choices=[("", _("not known")), (1, _("needed")), (0, _("not needed"))],
            )
        elif isinstance(field, forms.IntegerField):
            unit = _("Number of days") if rule.unit is Unit.DAYS else _("Month (1 to 12)")
            field.label = unit
            field.max_value = 366 if rule.unit is Unit.DAYS else 12

    @property
    def key(self) -> RuleKey:
        """Which number it is."""
        return self.rule.key

    def clean_value(self) -> int | None:
        """A month is one of twelve."""
        value: int | None = self.cleaned_data["value"]
        if self.rule.unit is Unit.MONTH and value is not None and not 1 <= value <= 12:
            raise forms.ValidationError(_("A month is a number from 1 to 12."))
        return value


class ImplementationForm(forms.Form):
    """The implementation plan of a year begins."""

    cause = forms.ChoiceField(
        label=_("What it is counted from"), choices=ImplementationPlan.Cause.choices, widget=forms.RadioSelect
    )
    counted_from = ThaiDateField(label=_("Counted from the day"), help_text=_("The days to announce it run from here."))

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = [(year, str(year)) for year in plan.years]
        self.fields["year"] = forms.TypedChoiceField(label=_("Fiscal year"), coerce=int, choices=years)
        self.order_fields(["year", "cause", "counted_from"])


class UndertakingForm(forms.Form):
    """What one project does in the year."""

    activity = forms.CharField(label=_("What is done"), widget=_LINES, max_length=4000)
    place = forms.CharField(label=_("Place of the work"), required=False, max_length=300)
    unit = forms.CharField(label=_("Responsible unit"), max_length=300)
    baht = BahtField(label=_("Money in the year (baht)"), required=True)

    def __init__(self, *args: Any, months: tuple[FiscalMonth, ...], language: str = "th", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        english = language.startswith("en")
        self.fields["months"] = forms.TypedMultipleChoiceField(
            label=_("In which months"),
            coerce=int,
            widget=forms.CheckboxSelectMultiple,
            choices=[(each.month, f"{each.en if english else each.th} {each.year}") for each in months],
            required=False,
        )

    def facts(self) -> UndertakingFacts:
        """What was typed, as the action reads it."""
        said = self.cleaned_data
        return UndertakingFacts(
            said["activity"], said["place"], said["unit"], said["baht"] or Decimal(0), tuple(said["months"])
        )


class EvaluationReportForm(forms.Form):
    """The year's evaluation was laid before council and committee."""

    reported_on = ThaiDateField(label=_("Reported to council and committee on"))


class PostingForm(forms.Form):
    """A notice went up."""

    subject = forms.ChoiceField(label=_("What was posted"), choices=Posting.Subject.choices)
    posted_on = ThaiDateField(label=_("Posted on"))
    where = forms.CharField(label=_("Where"), required=False, max_length=300)
