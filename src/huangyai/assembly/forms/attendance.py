from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huangyai.assembly.actions.attendance import MOST_UNLISTED
from huangyai.assembly.forms.villages import offer_villages
from huangyai.assembly.models import Group
from huangyai.people.models import Person
from huangyai.places.models import Village


class DoorForm(forms.Form):
    """One line at the door: a code, the number of a card, or a name. What was typed is never written out again."""

    line = forms.CharField(
        label=_("Code of the sheet, number of the card, or name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True, "spellcheck": "false"}),
    )


class TabletForm(DoorForm):
    """The same on the shared tablet, where nobody searches for a neighbour's name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["line"].label = _("Your code from the sheet, or the number of your card")


class WalkInForm(forms.Form):
    """Somebody whom the register doesn't know."""

    name = forms.CharField(label=_("Name"), min_length=2, max_length=160)
    group = forms.ChoiceField(label=_("Comes for"), choices=Group.choices, initial=Group.RESIDENT)
    sex = forms.ChoiceField(label=_("Sex"), choices=Person.Sex.choices, required=False)
    village = forms.ModelChoiceField(
        Village.objects.none(), label=_("Village"), required=False, empty_label=_("from elsewhere")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_villages(self)


class SheetForm(forms.Form):
    """Names that people wrote themselves below the printed ones."""

    unlisted = forms.CharField(
        label=_("Names written by hand below the list, one a line"),
        required=False,
        max_length=MOST_UNLISTED * 160,
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
    )
    group = forms.ChoiceField(label=_("They come for"), choices=Group.choices, initial=Group.RESIDENT)

    @property
    def names(self) -> list[str]:
        """The names, one each."""
        return [line.strip() for line in str(self.cleaned_data["unlisted"]).splitlines() if line.strip()]
