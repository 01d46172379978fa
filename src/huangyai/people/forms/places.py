"""Villages and communities."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from huangyai.design.fields import ThaiDateField
from huangyai.people.models import CommunitySeat
from huangyai.places.models import Village
from huangyai.places.queries import villages


class _PointForm(forms.Form):
    """A place may have its point on the map."""

    latitude = forms.FloatField(label=_("Latitude"), required=False, min_value=5, max_value=21)
    longitude = forms.FloatField(label=_("Longitude"), required=False, min_value=97, max_value=106)


class CommunityForm(_PointForm):
    """A community begins, or is put right."""

    number = forms.IntegerField(label=_("Number"), min_value=1, max_value=999)
    name = forms.CharField(label=_("Name of the community"), max_length=80)
    founded_on = ThaiDateField(label=_("Founded on"), required=False)
    field_order = ("number", "name", "founded_on", "latitude", "longitude")


class VillageForm(_PointForm):
    """A village's number, name and place; the code is its key."""

    code = forms.CharField(
        label=_("Code of the village"),
        max_length=8,
        validators=[RegexValidator(r"^[0-9]{8}$", _("8 digits: 6 of the sub-district and 2 of the village."))],
        help_text=_("8 digits; names repeat, codes don't."),
    )
    number = forms.IntegerField(label=_("Village number"), min_value=1, max_value=99)
    name = forms.CharField(label=_("Name of the village"), max_length=80)
    field_order = ("code", "number", "name", "latitude", "longitude")

    def __init__(self, *args: Any, village: Village | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if village:
            self.fields["code"].disabled = True
            self.fields["code"].initial = village.code


class SeatForm(forms.Form):
    """Who takes a seat in the committee."""

    person = forms.UUIDField(widget=forms.HiddenInput)
    duty = forms.ChoiceField(label=_("Seat"), choices=CommunitySeat.Duty.choices)


class HouseholdFilter(forms.Form):
    """Which households are listed."""

    village = forms.ModelChoiceField(
        Village.objects.none(), label=_("Village"), required=False, empty_label=_("All villages")
    )
    house_no = forms.CharField(label=_("House number"), required=False, max_length=40)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["village"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = villages()
