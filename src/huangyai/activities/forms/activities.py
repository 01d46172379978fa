"""What is offered, and where it can be held."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huangyai.activities.forms.availability import LIVES
from huangyai.activities.models import Activity, Venue
from huangyai.plan.models import Project


class ActivityForm(forms.Form):
    """An activity of a project; the project is chosen once."""

    project = forms.ModelChoiceField(Project.objects.none(), label=_("Project"))
    name = forms.CharField(label=_("What is it called?"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=Activity.Kind.choices)
    capacity = forms.IntegerField(label=_("Places"), min_value=1, max_value=500, initial=30)

    meetings = forms.IntegerField(label=_("How many meetings?"), min_value=1, max_value=52, initial=1, required=False)
    life = forms.ChoiceField(label=_("For which group?"), choices=[("", _("everybody")), *LIVES], required=False)
    youngest = forms.IntegerField(label=_("From what age?"), min_value=0, max_value=120, required=False)
    oldest = forms.IntegerField(label=_("Up to what age?"), min_value=0, max_value=120, required=False)
    staff = forms.IntegerField(label=_("How many trainers?"), min_value=0, max_value=50, initial=1, required=False)
    skill = forms.CharField(label=_("What must they be able to do?"), max_length=60, required=False)
    baht_a_session = forms.DecimalField(
        label=_("Baht a meeting"), min_value=Decimal(0), max_digits=12, decimal_places=2, required=False
    )
    materials = forms.CharField(
        label=_("Materials"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, activity: Activity | None = None, **kwargs: Any) -> None:
        if activity is not None:
            kwargs["initial"] = {name: getattr(activity, name) for name in (*self.base_fields, "room_kind")}
        super().__init__(*args, **kwargs)
        if activity is not None:
            del self.fields["project"]
        kinds = Venue.objects.order_by("kind").values_list("kind", flat=True).distinct()
        self.fields["room_kind"] = forms.ChoiceField(
            label=_("Kind of place"), choices=[("", _("any place")), *((kind, kind) for kind in kinds)], required=False
        )
        choice = self.fields.get("project")
        if isinstance(choice, forms.ModelChoiceField):
            choice.queryset = Project.objects.filter(plan__approval__isnull=False, target_list__isnull=False)

    def clean(self) -> dict[str, Any]:
        """The oldest age is not below the youngest; what was left empty is one meeting and no trainer."""
        found = super().clean() or {}
        found["meetings"] = found.get("meetings") or 1
        found["staff"] = found.get("staff") or 0
        youngest, oldest = found.get("youngest"), found.get("oldest")
        if youngest is not None and oldest is not None and oldest < youngest:
            self.add_error("oldest", _("The oldest age is below the youngest; please swap them."))
        return found


class VenueForm(forms.Form):
    """A hall or room where sessions can be held."""

    name = forms.CharField(label=_("What is the place called?"), max_length=120)
    kind = forms.CharField(
        label=_("Kind of place"), max_length=40, required=False, help_text=_("For example hall, kitchen, sports field.")
    )
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
