"""Which activities to place, and when."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from huangyai.activities.forms.availability import PARTS
from huangyai.activities.models import Activity, PlacementRule, Venue
from huangyai.design.fields import ThaiDateField


class PlacementForm(forms.Form):
    """Which activities to place, and between which days."""

    activities = forms.ModelMultipleChoiceField(
        Activity.objects.none(), label=_("Activities"), widget=forms.CheckboxSelectMultiple
    )
    first_day = ThaiDateField(label=_("First day"))
    last_day = ThaiDateField(label=_("Last day"))
    tell = forms.BooleanField(
        label=_("Tell everybody who gets a place at once"),
        required=False,
        initial=True,
        help_text=_(
            "By LINE, telephone list or letter, as each of them wished. Without this they are reminded the day before."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["activities"]
        if isinstance(choice, forms.ModelMultipleChoiceField):
            choice.queryset = Activity.objects.filter(project__target_list__isnull=False)
        today = timezone.localdate()
        self.fields["first_day"].initial = today + dt.timedelta(days=7)
        self.fields["last_day"].initial = today + dt.timedelta(days=28)

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        found = super().clean() or {}
        first, last = found.get("first_day"), found.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day is before the first; please swap them."))
        return found


class PlacementRuleForm(forms.Form):
    """A pin or a ban for an activity."""

    kind = forms.ChoiceField(label=_("Pin or ban"), choices=PlacementRule.Kind.choices)
    weekday = forms.TypedChoiceField(
        label=_("Day of the week"),
        choices=[("", _("any day")), *WEEKDAYS.items()],
        coerce=int,
        empty_value=None,
        required=False,
    )
    part = forms.ChoiceField(label=_("Part of the day"), choices=[("", _("any time")), *PARTS], required=False)
    venue = forms.ModelChoiceField(Venue.objects.none(), label=_("Place"), empty_label=_("any place"), required=False)
    why = forms.CharField(label=_("Why?"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["venue"]
        if isinstance(choice, forms.ModelChoiceField):
            choice.queryset = Venue.objects.order_by("name")


class HeatForm(forms.Form):
    """Whose week is looked at."""

    activity = forms.ModelChoiceField(Activity.objects.none(), label=_("Activity"), required=False)
    week = ThaiDateField(label=_("Week of"), required=False, help_text="")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.activities = Activity.objects.filter(project__target_list__isnull=False).select_related(
            "project__target_list"
        )
        choice = self.fields["activity"]
        if isinstance(choice, forms.ModelChoiceField):
            choice.queryset = self.activities
            choice.empty_label = None
