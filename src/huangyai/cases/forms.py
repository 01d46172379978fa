from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huangyai.accounts.models import User
from huangyai.cases.models import Case, Closure, Share, Step
from huangyai.watch.forms import SignalForm


class CaseForm(forms.Form):
    """A case that begins with somebody at the counter or on the phone."""

    kind = forms.ChoiceField(label=_("What is it about?"), choices=SignalForm.KINDS, widget=forms.RadioSelect)
    urgency = forms.ChoiceField(label=_("How urgent is it?"), choices=Case.Urgency.choices)
    narrative = forms.CharField(
        label=_("What was told?"),
        help_text=_("Sealed: only you and those with whom you share the case can read it."),
        min_length=3,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off"}),
    )


class StepForm(forms.Form):
    """What was done or found."""

    kind = forms.ChoiceField(label=_("What kind of step?"), choices=Step.Kind.choices)
    words = forms.CharField(
        label=_("What was done or found?"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )


class ShareForm(forms.Form):
    """Who else may open this case."""

    user = forms.ModelChoiceField(User.objects.none(), label=_("Colleague"))
    part = forms.ChoiceField(
        label=_("As what?"),
        choices=[choice for choice in Share.Part.choices if choice[0] != Share.Part.OWNER],
        initial=Share.Part.REFERRED,
    )

    def __init__(self, *args: Any, colleagues: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["user"]
        if isinstance(choice, forms.ModelChoiceField):
            choice.queryset = colleagues


class ClosureForm(forms.Form):
    """How the person is now, and why nothing more is needed."""

    outcome = forms.ChoiceField(label=_("How did it end?"), choices=Closure.Outcome.choices)
    summary = forms.CharField(
        label=_("Why may it be closed?"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )


class TriageForm(forms.Form):
    """What becomes of a signal."""

    decision = forms.ChoiceField(
        label=_("What now?"),
        choices=(
            ("case", _("Open a case, the clock to safety starts")),
            ("visit", _("Somebody visits first")),
            ("no_need", _("Looked at, no need found")),
        ),
        widget=forms.RadioSelect,
    )
    urgency = forms.ChoiceField(label=_("How urgent, if it becomes a case?"), choices=Case.Urgency.choices)
