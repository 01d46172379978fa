from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huangyai.design.fields import LabelledChoiceField, ThaiDateField
from huangyai.volunteers.models import Volunteer
from huangyai.watch.models import Signal, Visit


class SignalForm(forms.Form):
    """Something is wrong: in one's own words. Nothing asks who tells it."""

    KINDS = (
        ("violence", _("violence at home")),
        ("neglect", _("somebody is left alone without care")),
        ("child", _("a child in danger")),
        ("drugs", _("drugs")),
        ("other", _("something else")),
    )
    kind = forms.ChoiceField(label=_("What is it about?"), choices=KINDS, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("What happens, and where?"),
        help_text=_("A few words are enough: whose house, which village, what you saw or heard."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
    )


class DangerForm(SignalForm):
    """Danger: how fast somebody must come."""

    urgency = forms.ChoiceField(
        label=_("How urgent is it?"),
        choices=((Signal.Urgency.DANGER, _("in danger now")), (Signal.Urgency.URGENT, _("soon, today"))),
        initial=Signal.Urgency.DANGER,
        widget=forms.RadioSelect,
    )


class HelpForm(SignalForm):
    """A wish for help."""

    KINDS = (
        ("care", _("care for an older or ill person")),
        ("money", _("money or things to live")),
        ("ride", _("a ride to the doctor or a session")),
        ("disability", _("help with a disability")),
        ("other", _("something else")),
    )
    kind = forms.ChoiceField(label=_("What do you need?"), choices=KINDS, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Tell us, and how we can reach you"),
        help_text=_("Write a phone number or the house, if you wish that somebody calls or comes."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
    )


class ReceiptForm(forms.Form):
    """The code that a reporter got."""

    receipt = forms.CharField(
        label=_("Your code"),
        help_text=_("Ten letters in two groups, such as ABCDE-FGHJK."),
        max_length=11,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


class VisitForm(forms.Form):
    """What was found at the door."""

    outcome = forms.ChoiceField(label=_("How is the person?"), choices=Visit.Outcome.choices, widget=forms.RadioSelect)
    adl = forms.IntegerField(
        label=_("ADL score"),
        required=False,
        min_value=0,
        max_value=20,
        help_text=_("0 to 20; leave it empty if you did not assess it."),
    )
    note = forms.CharField(
        label=_("What did you talk about?"),
        required=False,
        max_length=4000,
        help_text=_("Sealed: only those who visit this person, and the officers, can read it; every look is recorded."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class VisitRoundForm(forms.Form):
    """Whom to send, where to and when."""

    volunteer = LabelledChoiceField(label=_("Volunteer"), say=lambda found: f"{found.user} · {found.village}")
    day = ThaiDateField(label=_("Day"))
    homes = forms.IntegerField(label=_("How many homes"), min_value=1, max_value=20, initial=8)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["volunteer"]
        if isinstance(choice, LabelledChoiceField):
            choice.queryset = Volunteer.objects.select_related("user", "village").order_by("village__number")
