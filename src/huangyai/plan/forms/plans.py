"""A plan, its strategies, its announcement."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huangyai.design.fields import ThaiDateField
from huangyai.plan.models import Plan
from huangyai.plan.queries import strategies

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


class VisionForm(forms.Form):
    """A draft plan's vision, and its strategies' names."""

    vision = forms.CharField(label=_("Vision"), required=False, widget=_LINES, max_length=2000)

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["vision"].initial = plan.vision
        self.strategies = list(strategies(plan))
        for strategy in self.strategies:
            self.fields[f"strategy_{strategy.pk}"] = forms.CharField(
                label=_("Strategy %(number)s") % {"number": strategy.number}, max_length=500, initial=strategy.name
            )
            self.fields[f"alignment_{strategy.pk}"] = forms.CharField(
                label=_("From what strategy %(number)s follows") % {"number": strategy.number},
                required=False,
                strip=False,
                max_length=4000,
                initial=strategy.alignment,
                widget=forms.Textarea(attrs={"rows": 5}),
                help_text=_(
                    "Five lines, as form Phor 02 opens: the national strategy, the 13th national plan, the SDGs, the "
                    "province’s strategy, the province’s local governments’. Leave a line empty where there is nothing."
                ),
            )

    def names(self) -> dict[uuid.UUID, str]:
        """Each strategy's name as it was typed."""
        return {strategy.pk: self.cleaned_data[f"strategy_{strategy.pk}"] for strategy in self.strategies}

    def alignments(self) -> dict[uuid.UUID, str]:
        """From what each strategy follows, as it was typed."""
        return {strategy.pk: self.cleaned_data[f"alignment_{strategy.pk}"] for strategy in self.strategies}


class StrategyForm(forms.Form):
    """A strategy of the plan."""

    number = forms.CharField(label=_("Number"), max_length=20, help_text=_("As the plan book prints it, such as 1."))
    name = forms.CharField(label=_("Name"), max_length=500)


class ApprovalForm(forms.Form):
    """The plan is announced."""

    announced_on = ThaiDateField(label=_("Announced on"))
