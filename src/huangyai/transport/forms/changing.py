"""What the office writes when a promised day changes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huangyai.design.fields import LabelledChoiceField
from huangyai.people.models import Person
from huangyai.transport.models import Vehicle


def _say_person(person: Person) -> str:
    home = person.household
    return f"{person} · {home.house_no} {home.village}" if home else str(person)


def _say_vehicle(vehicle: Vehicle) -> str:
    return vehicle.name


class RiderForm(forms.Form):
    """Who comes too."""

    # Several of these forms stand on one page.
    ids = "add_%s"
    name = "add_form"

    person = LabelledChoiceField(label=_("Who comes too?"), say=_say_person)

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = self.ids
        _choose(self, "person", people)


class CancellationForm(forms.Form):
    """Who does not come."""

    # Several of these forms stand on one page.
    ids = "cancel_%s"
    name = "cancel_form"

    person = LabelledChoiceField(label=_("Who does not come?"), say=_say_person)
    why = forms.CharField(label=_("Why"), max_length=200, required=False)

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = self.ids
        _choose(self, "person", people)


class BreakdownForm(forms.Form):
    """Which car does not go."""

    # Several of these forms stand on one page.
    ids = "broken_%s"
    name = "breakdown_form"

    vehicle = LabelledChoiceField(label=_("Which car?"), say=_say_vehicle)
    why = forms.CharField(label=_("What is wrong with it?"), max_length=200)

    def __init__(self, *args: Any, vehicles: list[Vehicle], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = self.ids
        _choose(self, "vehicle", Vehicle.objects.filter(pk__in=[one.pk for one in vehicles]).order_by("name"))


class MoveForm(forms.Form):
    """Who goes in which car instead."""

    # Several of these forms stand on one page.
    ids = "move_%s"
    name = "move_form"

    person = LabelledChoiceField(label=_("Who is moved?"), say=_say_person)
    vehicle = LabelledChoiceField(label=_("To which car?"), say=_say_vehicle)

    def __init__(self, *args: Any, people: Any, vehicles: list[Vehicle], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = self.ids
        _choose(self, "person", people)
        _choose(self, "vehicle", Vehicle.objects.filter(pk__in=[one.pk for one in vehicles]).order_by("name"))


def _choose(form: forms.Form, name: str, among: Any) -> None:
    field = form.fields[name]
    if isinstance(field, LabelledChoiceField):
        field.queryset = among
