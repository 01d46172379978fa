"""A plan, its strategies, its announcement."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from huangyai.design.fields import ThaiDateField

_LINES = forms.Textarea(attrs={"rows": 3})


class PlanForm(forms.Form):
    """A plan begins."""

    first_year = forms.IntegerField(
        label=_("First year of the plan"),
        min_value=2561,
        max_value=2700,
        help_text=_("Buddhist year; the plan runs for five, such as 2571 to 2575."),
    )
    vision = forms.CharField(label=_("Vision"), required=False, widget=_LINES, max_length=2000)


class StrategyForm(forms.Form):
    """A strategy of the plan."""

    number = forms.CharField(label=_("Number"), max_length=20, help_text=_("As the plan book prints it, such as 1."))
    name = forms.CharField(label=_("Name"), max_length=500)


class ApprovalForm(forms.Form):
    """The plan is announced."""

    announced_on = ThaiDateField(label=_("Announced on"))
