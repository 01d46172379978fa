"""Which activities to place, and when."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from huangyai.activities.models import Activity
from huangyai.design.fields import ThaiDateField


class PlacementForm(forms.Form):
    """Which activities to place, and between which days."""

    activities = forms.ModelMultipleChoiceField(
        Activity.objects.none(), label=_("Activities"), widget=forms.CheckboxSelectMultiple
    )
    first_day = ThaiDateField(label=_("First day"))
    last_day = ThaiDateField(label=_("Last day"))

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
