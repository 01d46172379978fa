from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huangyai.accounts.models import User
from huangyai.activities.models import Session
from huangyai.design.fields import LabelledChoiceField
from huangyai.kernel import BuddhistDate


def _say_session(session: Session) -> str:
    return f"{BuddhistDate(session.starts_at.date()).short()} · {session.activity.name}"


class VehicleForm(forms.Form):
    """A car of the municipality or a partner."""

    name = forms.CharField(label=_("What is the car called?"), max_length=120)
    plate = forms.CharField(label=_("Number plate"), max_length=20, required=False)
    seats = forms.IntegerField(label=_("Seats for passengers"), min_value=1, max_value=60, initial=10)
    wheelchair_places = forms.IntegerField(label=_("Wheelchair places"), min_value=0, max_value=10, initial=0)
    driver = forms.ModelChoiceField(User.objects.none(), label=_("Driver"), required=False)

    def __init__(self, *args: Any, drivers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["driver"]
        if isinstance(choice, forms.ModelChoiceField):
            choice.queryset = drivers


class RidePlanForm(forms.Form):
    """For which session cars are planned."""

    session = LabelledChoiceField(label=_("Session"), say=_say_session)

    def __init__(self, *args: Any, sessions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["session"]
        if isinstance(choice, LabelledChoiceField):
            choice.queryset = sessions
