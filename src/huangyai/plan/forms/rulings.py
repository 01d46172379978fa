"""Rulings on a project's money, and floors."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huangyai.places.models import Village
from huangyai.plan.forms.money import BahtField
from huangyai.plan.models import MoneyRuling, YearMoney
from huangyai.plan.queries import sources
from huangyai.targets.models import TargetGroup


class RulingForm(forms.Form):
    """A person rules on a project's money of a year."""

    kind = forms.ChoiceField(label=_("Ruling"), choices=MoneyRuling.Kind.choices, widget=forms.RadioSelect)
    year = forms.TypedChoiceField(label=_("Fiscal year"), coerce=int)
    source = forms.TypedChoiceField(
        label=_("Source"), required=False, empty_value=None, help_text=_("Needed where you set the amount yourself.")
    )
    baht = BahtField(label=_("Amount (baht), where you set it yourself"))
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        help_text=_("Everybody reads it beside the project, residents too: name nobody."),
    )

    def __init__(self, *args: Any, money: list[YearMoney], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._sources = {str(source.pk): source for source in sources()}
        self._choose("year", [(row.year, str(row.year)) for row in money if row.baht > 0])
        self._choose("source", [("", _("any source")), *((key, source.name) for key, source in self._sources.items())])

    def ruling(self) -> dict[str, Any]:
        """What was typed, as the action reads it."""
        said = self.cleaned_data
        return {
            "kind": said["kind"],
            "year": said["year"],
            "source": self._sources.get(said["source"] or ""),
            "baht": said["baht"],
            "reason": said["reason"],
        }

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices


class FloorForm(forms.Form):
    """The least need of a group or a village that each year's money must meet."""

    who = forms.ChoiceField(label=_("Group or village"))
    least = forms.IntegerField(
        label=_("At least"),
        min_value=0,
        max_value=1_000_000,
        help_text=_("People on confirmed lists and voices together; 0 takes the floor away."),
    )
    reason = forms.CharField(label=_("Reason"), max_length=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._villages = {str(village.pk): village for village in Village.objects.all()}
        field = self.fields["who"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [
                *TargetGroup.choices,
                *((key, str(village)) for key, village in self._villages.items()),
            ]

    def floor(self) -> dict[str, Any]:
        """What was typed, as the action reads it."""
        said = self.cleaned_data
        village = self._villages.get(said["who"])
        group = "" if village else said["who"]
        return {"group": group, "village": village, "least": said["least"], "reason": said["reason"]}
