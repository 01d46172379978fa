from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from huangyai.assembly.forms.villages import offer_villages
from huangyai.assembly.models import Assembly
from huangyai.assembly.rules import SHORTEST_REASON
from huangyai.design.fields import ThaiDateField
from huangyai.places.models import Village


class AssemblyForm(forms.Form):
    """An assembly that is called."""

    title = forms.CharField(label=_("What it is called"), max_length=200)
    level = forms.ChoiceField(
        label=_("Kind of meeting"),
        required=False,
        choices=[("", _("by the village chosen below")), *Assembly.Level.choices],
    )
    village = forms.ModelChoiceField(
        Village.objects.none(), label=_("Village"), required=False, empty_label=_("The whole municipality")
    )
    day = ThaiDateField(label=_("Day"))
    time = forms.TimeField(
        label=_("Time"),
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    venue = forms.CharField(label=_("Where"), max_length=200)
    agenda = forms.CharField(
        label=_("Agenda"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One point a line."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_villages(self)

    def clean(self) -> dict[str, Any]:
        """A village assembly names its village, the others none."""
        asked = super().clean() or self.cleaned_data
        if asked.get("level") and (asked["level"] == Assembly.Level.VILLAGE) != bool(asked.get("village")):
            self.add_error("village", _("A village assembly names its village; the other kinds name none."))
        return asked

    @property
    def starts_at(self) -> dt.datetime:
        """Day and time together, in the municipality's own time."""
        return timezone.make_aware(dt.datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"]))


class MoveForm(forms.Form):
    """Another day, hour or place."""

    day = ThaiDateField(label=_("Day"))
    time = forms.TimeField(
        label=_("Time"),
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    venue = forms.CharField(label=_("Where"), max_length=200)
    reason = forms.CharField(
        label=_("Why it is moved"),
        min_length=SHORTEST_REASON,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Residents read it. Those invited are told the new day and place."),
    )

    @property
    def starts_at(self) -> dt.datetime:
        """Day and time together, in the municipality's own time."""
        return timezone.make_aware(dt.datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"]))


class AgendaForm(forms.Form):
    """The points of the agenda."""

    agenda = forms.CharField(
        label=_("Agenda"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("One point a line."),
    )


class PresenceForm(forms.Form):
    """How many people came."""

    present = forms.IntegerField(label=_("People who came"), min_value=0, max_value=100_000)


class ClosureForm(forms.Form):
    """The end of an assembly."""

    minutes = forms.CharField(
        label=_("Minutes"),
        min_length=10,
        max_length=40_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Public as soon as the assembly is closed. Do not name residents."),
    )


class ResolutionForm(forms.Form):
    """What the assembly decided."""

    text = forms.CharField(
        label=_("The assembly resolved"),
        min_length=10,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One sentence that somebody who wasn't there understands. It stands in the minutes."),
    )
