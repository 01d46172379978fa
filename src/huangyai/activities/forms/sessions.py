"""A session that is set by hand, moved or called off."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from huangyai.activities.models import Session, Venue
from huangyai.activities.queries import venues
from huangyai.activities.rules.enrolling import SHORTEST_WHY
from huangyai.design.fields import ThaiDateField

_CLOCKS = ["%H:%M", "%H.%M", "%H:%M:%S"]


class SessionForm(forms.Form):
    """When and where; for a session that stands already, also why it changes."""

    day = ThaiDateField(label=_("Day"))
    begins = forms.TimeField(
        label=_("From"), input_formats=_CLOCKS, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    ends = forms.TimeField(
        label=_("To"), input_formats=_CLOCKS, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    venue = forms.ModelChoiceField(Venue.objects.none(), label=_("Place"))
    expect_list = forms.BooleanField(
        label=_(
            "Expect those on the confirmed list who have no place yet and can come then, as many as fit, and tell them"
        ),
        required=False,
        initial=True,
    )
    reason = forms.CharField(
        label=_("Why it changes"),
        min_length=SHORTEST_WHY,
        max_length=300,
        help_text=_(
            "Everybody reads it on the public page: name nobody. Those who were expected are told the new time and place."
        ),
    )

    def __init__(self, *args: Any, session: Session | None = None, **kwargs: Any) -> None:
        if session is not None:
            first, last = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
            kwargs["initial"] = {
                "day": first.date(), "begins": first.time(), "ends": last.time(), "venue": session.venue_id
            }  # fmt: skip
        super().__init__(*args, **kwargs)
        del self.fields["reason" if session is None else "expect_list"]
        choice = self.fields["venue"]
        if isinstance(choice, forms.ModelChoiceField):
            choice.queryset = Venue.objects.all()
            choice.choices = [("", _("choose a place")), *((venue.pk, venue.name) for venue in venues())]

    @property
    def starts_at(self) -> dt.datetime:
        """Day and hour together, in the municipality's own time."""
        return timezone.make_aware(dt.datetime.combine(self.cleaned_data["day"], self.cleaned_data["begins"]))

    @property
    def ends_at(self) -> dt.datetime:
        """When it is over, on the same day."""
        return timezone.make_aware(dt.datetime.combine(self.cleaned_data["day"], self.cleaned_data["ends"]))


class SessionCallOffForm(forms.Form):
    """Why a session is not held."""

    reason = forms.CharField(
        label=_("Why it is not held"),
        min_length=SHORTEST_WHY,
        max_length=300,
        help_text=_(
            "Everybody reads it on the public page: name nobody. Those who were expected are told that it is not held."
        ),
    )
