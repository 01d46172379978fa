"""What somebody needs on the way."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huangyai.people.models import Person
from huangyai.transport.actions.needs import LONGEST_BOARDING, LONGEST_RIDE, MOST_COMPANIONS, SHORTEST_RIDE


class RidingNeedsForm(forms.Form):
    """Who comes along, how long it takes, and with whom they must not ride."""

    companions = forms.IntegerField(
        label=_("How many carers come along?"),
        min_value=0,
        max_value=MOST_COMPANIONS,
        initial=0,
        help_text=_("Each of them has a seat."),
    )
    boarding_minutes = forms.IntegerField(
        label=_("Minutes to get in or out"),
        min_value=1,
        max_value=LONGEST_BOARDING,
        required=False,
        help_text=_("Two minutes, where nothing is written."),
    )
    longest_minutes = forms.IntegerField(
        label=_("At most so many minutes in the car"),
        min_value=SHORTEST_RIDE,
        max_value=LONGEST_RIDE,
        required=False,
        help_text=_("Forty-five, where nothing is written."),
    )
    comes_first = forms.BooleanField(label=_("Taken before the others where the cars don’t suffice"), required=False)
    apart_from = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Must not ride together with"),
        required=False,
        empty_label=_("nobody in particular"),
        help_text=_("Those who were ever to be fetched are offered here."),
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["apart_from"]
        if isinstance(choice, forms.ModelChoiceField):
            choice.queryset = people
