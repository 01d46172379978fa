from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from huangyai.design.fields import ThaiDateField
from huangyai.kernel.words import arabic_digits
from huangyai.outbox.models import Channel, DeliveryStep

_KIND, _REASON = DeliveryStep.Kind, DeliveryStep.Reason
# What somebody who rang up, or stood at the door, can say: the word, what it means, its keys (a digit, a Thai letter).
RESULTS: dict[str, tuple[tuple[str, DeliveryStep.Kind, str, str], ...]] = {
    Channel.TELEPHONE.value: (
        ("reached", _KIND.REACHED, "", "1 จ"),
        ("no_answer", _KIND.NOT_REACHED, _REASON.NO_ANSWER.value, "2 ม"),
        ("wrong_number", _KIND.NOT_REACHED, _REASON.WRONG_NUMBER.value, "3 ผ"),
    ),
    Channel.PAPER.value: (
        ("reached", _KIND.REACHED, "", "1 จ"),
        ("handed", _KIND.HANDED, "", "2 ฝ"),
        ("not_home", _KIND.NOT_REACHED, _REASON.NOT_HOME.value, "3 ม"),
        ("moved", _KIND.NOT_REACHED, _REASON.MOVED.value, "4 ย"),
    ),
}
_MOST_NUMBERS = 500
_RANGE = re.compile(r"(\d{1,6})(?:\s*-\s*(\d{1,6}))?")


def meaning(channel: str, word: str) -> tuple[str, str] | None:
    """The state and the reason that a result on a list means; None where the list has no such box."""
    found = next((each for each in RESULTS.get(channel, ()) if each[0] == word), None)
    return (found[1].value, found[2]) if found else None


def result_label(kind: DeliveryStep.Kind, reason: str) -> str:
    """A result as the button says it."""
    return str(_REASON(reason).label if reason else kind.label)


class ResultForm(forms.Form):
    """What became of one delivery."""

    delivery = forms.UUIDField()
    result = forms.CharField(max_length=20)


class NumbersForm(forms.Form):
    """Numbers of a printed list that have the same box ticked."""

    numbers = forms.CharField(
        label=_("Numbers on the list"),
        max_length=600,
        help_text=_("For example: 1 2 5-9"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "text"}),
    )
    box = forms.ChoiceField(label=_("What was ticked"))

    def __init__(self, *args: Any, channel: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["box"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(word, result_label(kind, reason)) for word, kind, reason, _keys in RESULTS[channel]]

    def clean_numbers(self) -> list[int]:
        """1 2 5-9 as numbers; anything else is named."""
        found: list[int] = []
        for part in re.split(
            r"[\s,;]+", re.sub(r"\s*[-–]\s*", "-", arabic_digits(self.cleaned_data["numbers"])).strip()
        ):
            fits = _RANGE.fullmatch(part)
            if not fits:
                raise ValidationError(_("“%(part)s” is not a number of the list."), params={"part": part})
            first, last = int(fits[1]), int(fits[2] or fits[1])
            if last < first or last - first >= _MOST_NUMBERS or len(found) >= _MOST_NUMBERS:
                raise ValidationError(_("“%(part)s” is too much at once, or runs backwards."), params={"part": part})
            found += range(first, last + 1)
        return found


class LineLinkForm(forms.Form):
    """Somebody agreed to be written to on LINE."""

    user_id = forms.CharField(
        label=_("LINE user id"),
        max_length=40,
        help_text=_("U and 32 digits or letters, as the municipality’s LINE account shows it; not the name in LINE."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    whose = forms.CharField(label=_("Whose it is, if not their own"), max_length=80, required=False)
    agreed_on = ThaiDateField(label=_("Day on which they agreed"))
    agreed = forms.BooleanField(
        label=_("They agreed to be written to on LINE, and know that they may say no at any time")
    )


class LineAccountForm(forms.Form):
    """The token of the municipality's LINE Official Account."""

    token = forms.CharField(
        label=_("Channel access token"),
        max_length=500,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("From LINE Developers, page Messaging API. It is sealed at once and never shown again."),
    )
