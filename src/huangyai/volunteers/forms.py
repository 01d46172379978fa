from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from huangyai.accounts.queries import Colleague
from huangyai.design.fields import ThaiDateField
from huangyai.places.models import Village
from huangyai.places.queries import villages
from huangyai.volunteers.models import Volunteer


class HoursForm(forms.Form):
    """Time given on one day."""

    day = ThaiDateField(label=_("Day"))
    hours = forms.DecimalField(
        label=_("Hours"),
        min_value=Decimal("0.5"),
        max_value=Decimal(24),
        max_digits=3,
        decimal_places=1,
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "0.5"}),
    )
    purpose = forms.CharField(
        label=_("What for"), min_length=3, max_length=200, help_text=_("For example: home visits, helping at the camp.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("day", timezone.localdate())


class VolunteerForm(forms.Form):
    """Somebody whom a village takes in as a volunteer."""

    user = forms.ChoiceField(label=_("Who"))
    village = forms.ModelChoiceField(Village.objects.none(), label=_("Village"))
    kind = forms.ChoiceField(label=_("As"), choices=Volunteer.Kind.choices, widget=forms.RadioSelect)

    def __init__(self, *args: Any, people: list[Colleague], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        who, village = self.fields["user"], self.fields["village"]
        if isinstance(who, forms.ChoiceField):
            who.choices = [("", "—"), *((str(person.user_id), person.name) for person in people)]
        if isinstance(village, forms.ModelChoiceField):
            village.queryset = villages()
        self.initial.setdefault("kind", Volunteer.Kind.HEALTH)
