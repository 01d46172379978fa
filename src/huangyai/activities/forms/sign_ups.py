"""What is typed when somebody signs up, calls off, or says how it was."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huangyai.activities.rules.enrolling import MOST_LINES

_GRADES = [("", "–"), *((str(number), str(number)) for number in range(1, 6))]


class SignUpForm(forms.Form):
    """The public form: a name and a phone number, or the code of one's card."""

    name = forms.CharField(label=_("Name and family name"), max_length=160, required=False)
    phone = forms.CharField(label=_("Phone number"), max_length=40, required=False)
    code = forms.CharField(
        label=_("Or the code of your card"),
        max_length=20,
        required=False,
        help_text=_("If you have one, it is enough."),
    )
    needs_ride = forms.BooleanField(label=_("I need a car to fetch me"), required=False)

    def clean(self) -> dict[str, Any]:
        """One of the two is given."""
        found = super().clean() or {}
        if not found.get("code") and not (found.get("name") and found.get("phone")) and not self.errors:
            self.add_error(None, _("Give your name and phone number, or the code of your card."))
        return found


class CodeForm(forms.Form):
    """The code of one's card."""

    code = forms.CharField(
        label=_("Code of the card"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class WhoForm(forms.Form):
    """Whom to sign up: found by name, phone number or house number. What is typed never stands in an address."""

    who = forms.CharField(
        label=_("Name, phone number or house number"),
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class SignUpSheetForm(forms.Form):
    """The paper sheet, a line each."""

    lines = forms.CharField(
        label=_("Lines of the sheet"),
        help_text=_("A line each: name, phone number, and the Thai word for car at the end where they need one."),
        max_length=MOST_LINES * 200,
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off"}),
    )


class AnswersForm(forms.Form):
    """The sheet after a session: 1 is least, 5 is most."""

    satisfaction = forms.ChoiceField(label=_("How content are you with this session?"), choices=_GRADES, required=False)
    before = forms.ChoiceField(label=_("How well could you do this before?"), choices=_GRADES, required=False)
    after = forms.ChoiceField(label=_("How well can you do it now?"), choices=_GRADES, required=False)

    @property
    def answers(self) -> dict[str, int | None]:
        """The answers as numbers; None where nothing was chosen."""
        return {
            field: int(self.cleaned_data[field]) if self.cleaned_data[field] else None
            for field in ("satisfaction", "before", "after")
        }


class OwnAnswersForm(AnswersForm):
    """The same on one's own phone, with the code of the card."""

    code = forms.CharField(label=_("Code of the card"), max_length=20)
    field_order = ("code", "satisfaction", "before", "after")
