"""What is offered, and where it can be held."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huangyai.activities.models import Activity
from huangyai.plan.models import Project


class ActivityForm(forms.Form):
    """A new activity of a project."""

    project = forms.ModelChoiceField(Project.objects.none(), label=_("Project"))
    name = forms.CharField(label=_("What is it called?"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=Activity.Kind.choices)
    capacity = forms.IntegerField(label=_("Places"), min_value=1, max_value=500, initial=30)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["project"]
        if isinstance(choice, forms.ModelChoiceField):
            choice.queryset = Project.objects.filter(plan__approval__isnull=False, target_list__isnull=False)


class VenueForm(forms.Form):
    """A hall or room where sessions can be held."""

    name = forms.CharField(label=_("What is the place called?"), max_length=120)
    capacity = forms.IntegerField(label=_("How many people fit in?"), min_value=1, max_value=5000, initial=40)
    latitude = forms.FloatField(
        label=_("Latitude"),
        required=False,
        min_value=5,
        max_value=21,
        help_text=_("For example 12.5630; cars need it."),
    )
    longitude = forms.FloatField(
        label=_("Longitude"), required=False, min_value=97, max_value=106, help_text=_("For example 102.0560.")
    )

    def clean(self) -> dict[str, Any]:
        """A place on the map needs both numbers."""
        found = super().clean() or {}
        if (found.get("latitude") is None) != (found.get("longitude") is None) and not self.errors:
            self.add_error("longitude", _("Give both latitude and longitude, or neither."))
        return found
