"""What is written about a car, its papers, its log and its fuel."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huangyai.accounts.models import User
from huangyai.activities.models import Session
from huangyai.design.fields import LabelledChoiceField, ThaiDateField
from huangyai.kernel import BuddhistDate
from huangyai.transport.models import CarPaper, Vehicle


class VehicleForm(forms.Form):
    """A car of the municipality, a partner or a volunteer."""

    name = forms.CharField(label=_("What is the car called?"), max_length=120)
    plate = forms.CharField(label=_("Number plate"), max_length=20, required=False)
    seats = forms.IntegerField(label=_("Seats for passengers"), min_value=1, max_value=60, initial=10)
    wheelchair_places = forms.IntegerField(label=_("Wheelchair places"), min_value=0, max_value=10, initial=0)
    driver = forms.ModelChoiceField(User.objects.none(), label=_("Driver"), required=False)
    owner = forms.ChoiceField(label=_("Whose car is it?"), choices=Vehicle.Owner.choices, required=False)
    owner_name = forms.CharField(label=_("Name of the partner or volunteer"), max_length=120, required=False)
    works_from = forms.TimeField(label=_("The driver drives from"), required=False, help_text=_("For example 7:30"))
    works_until = forms.TimeField(label=_("The driver drives until"), required=False, help_text=_("For example 16:30"))
    rest_minutes = forms.IntegerField(
        label=_("Minutes of the driver’s break"), min_value=0, max_value=180, required=False, initial=0
    )
    rest_from = forms.TimeField(
        label=_("The break begins at the earliest"), required=False, help_text=_("For example 11:30")
    )
    rest_until = forms.TimeField(
        label=_("The break begins at the latest"), required=False, help_text=_("For example 12:30")
    )
    latitude = forms.FloatField(
        label=_("Where it stands: latitude"),
        required=False,
        min_value=5,
        max_value=21,
        help_text=_("For example 12.5630. Without it the day begins at the session’s place."),
    )
    longitude = forms.FloatField(
        label=_("Where it stands: longitude"),
        required=False,
        min_value=97,
        max_value=106,
        help_text=_("For example 102.0560."),
    )

    def __init__(self, *args: Any, drivers: Any = None, vehicle: Vehicle | None = None, **kwargs: Any) -> None:
        if vehicle is not None:
            kwargs["initial"] = {name: getattr(vehicle, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
        if vehicle is not None:
            # Who drives is said on the car's own page.
            del self.fields["driver"]
        choice = self.fields.get("driver")
        if isinstance(choice, forms.ModelChoiceField):
            choice.queryset = drivers

    def clean_owner(self) -> str:
        """The municipality's, where nothing is said."""
        return self.cleaned_data["owner"] or Vehicle.Owner.MUNICIPALITY.value

    def clean(self) -> dict[str, Any]:
        """A place on the map needs both numbers, a break its minutes and hours."""
        found = super().clean() or {}
        found["rest_minutes"] = found.get("rest_minutes") or 0
        if found["rest_minutes"] and not (found.get("rest_from") and found.get("rest_until")) and not self.errors:
            self.add_error("rest_from", _("Say between which hours the break begins."))
        if (found.get("latitude") is None) != (found.get("longitude") is None) and not self.errors:
            self.add_error("longitude", _("Give both latitude and longitude, or neither."))
        return found


class DriverForm(forms.Form):
    """Who drives a car."""

    driver = forms.ModelChoiceField(User.objects.none(), label=_("Who drives this car?"), required=False)

    def __init__(self, *args: Any, drivers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["driver"]
        if isinstance(choice, forms.ModelChoiceField):
            choice.queryset = drivers


class PaperForm(forms.Form):
    """Until when a paper is valid."""

    kind = forms.ChoiceField(label=_("Which paper?"), choices=CarPaper.Kind.choices)
    valid_until = ThaiDateField(label=_("Valid until"))
    number = forms.CharField(label=_("Number on it"), max_length=60, required=False)


class SessionForm(forms.Form):
    """Something that a car did for a session."""

    session = LabelledChoiceField(label=_("For which session?"), say=lambda one: _say_session(one))

    def __init__(self, *args: Any, sessions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = f"{self.ids}_%s"
        choice = self.fields["session"]
        if isinstance(choice, LabelledChoiceField):
            choice.queryset = sessions

    ids = "session"


class TripForm(SessionForm):
    """A line of the car's log."""

    ids = "trip"
    left_at = forms.TimeField(label=_("Left at"), help_text=_("For example 7:30"))
    back_at = forms.TimeField(label=_("Back at"), help_text=_("For example 16:30"))
    odometer_out = forms.IntegerField(label=_("Odometer when leaving (km)"), min_value=0, max_value=9_999_999)
    odometer_back = forms.IntegerField(label=_("Odometer when back (km)"), min_value=0, max_value=9_999_999)


class FuelForm(SessionForm):
    """Fuel that was bought."""

    ids = "fuel"
    bought_on = ThaiDateField(label=_("Bought on"))
    litres = forms.DecimalField(label=_("Litres"), min_value=0, max_digits=7, decimal_places=2)
    baht = forms.DecimalField(label=_("Baht"), min_value=0, max_digits=12, decimal_places=2)
    receipt = forms.CharField(label=_("Number of the receipt"), max_length=60, required=False)


def _say_session(session: Session) -> str:
    return f"{BuddhistDate(session.starts_at.date()).short()} · {session.activity.name}"
