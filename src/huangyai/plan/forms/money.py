"""Amounts, sources and ceilings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huangyai.plan.models import FundingSource, Plan
from huangyai.plan.queries import sources

# An amount as the machine writes it; anything else that was typed stays as it is.
_PLAIN = re.compile(r"[0-9]+(\.[0-9]+)?")


class BahtField(forms.DecimalField):
    """An amount of baht, typed with or without commas."""

    def __init__(self, **options: Any) -> None:
        options = {"min_value": 0, "max_digits": 14, "decimal_places": 2, "required": False} | options
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "decimal"}), **options)

    def to_python(self, value: Any) -> Any:
        """Reads 38,000 as people write it."""
        typed = value.replace(",", "").strip() if isinstance(value, str) else value
        return super().to_python(typed)

    def prepare_value(self, value: Any) -> Any:
        """An amount that stands there already is written 38,000, or 38,000.50."""
        amount = Decimal(value) if isinstance(value, str) and _PLAIN.fullmatch(value) else value
        return f"{amount:,.2f}".removesuffix(".00") if isinstance(amount, Decimal) else value


class AllocationForm(forms.Form):
    """What each source can give in a year."""

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = [(year, str(year)) for year in plan.years]
        self.plan = plan
        self.fields["year"] = forms.TypedChoiceField(label=_("Fiscal year"), coerce=int, choices=years)
        self.fields["reach"] = forms.ChoiceField(
            label=_("Which years"),
            choices=[("year", _("this year only")), ("on", _("this year and all later years of the plan"))],
            initial="year",
            help_text=_("In each year the ceilings below hold, and the sources’ rules of that year."),
        )
        self.sources = list(sources())
        for source in self.sources:
            self.fields[f"ceiling_{source.pk}"] = BahtField(
                label=_("%(source)s: ceiling (baht)") % {"source": source.name}
            )

    def clean(self) -> dict[str, Any]:
        """At least one source can give something."""
        found = super().clean() or self.cleaned_data
        if not self.errors and not self.ceilings():
            raise forms.ValidationError(_("Write the ceiling of at least one source."))
        return found

    def years(self) -> list[int]:
        """The years whose money is given out."""
        first = int(self.cleaned_data["year"])
        later = self.cleaned_data["reach"] == "on"
        return [year for year in self.plan.years if year == first or (later and year > first)]

    def ceilings(self) -> Mapping[FundingSource, Decimal]:
        """The ceilings that were typed."""
        return {source: baht for source in self.sources if (baht := self.cleaned_data.get(f"ceiling_{source.pk}"))}
