from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from huangyai.kernel import Actor, FiscalYear
from huangyai.targets.models import AppealAnswer, Criterion
from huangyai.targets.queries import criteria


class TargetListForm(forms.Form):
    """A list that is drawn by a card."""

    criterion = forms.ChoiceField(label=_("Criteria card"))
    name = forms.CharField(label=_("Name of the list"), max_length=200)
    fiscal_year = forms.IntegerField(label=_("Fiscal year (BE)"), min_value=2500, max_value=2700)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cards: dict[str, Criterion] = {str(card.pk): card for card in criteria(actor, adopted=True)}
        field = self.fields["criterion"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "—"), *((key, f"{card.name} ({card.version})") for key, card in self.cards.items())]
        self.initial.setdefault("fiscal_year", FiscalYear.of(timezone.localdate()).be)

    def clean_criterion(self) -> Criterion:
        """The card that was chosen."""
        return self.cards[self.cleaned_data["criterion"]]


class AppealForm(forms.Form):
    """What a resident does not agree with, in their own words."""

    person = forms.UUIDField(required=False, widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("What you do not agree with, and what should be looked at again"),
        min_length=5,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class AppealAnswerForm(forms.Form):
    """What is answered to an appeal."""

    outcome = forms.ChoiceField(label=_("The answer"), choices=AppealAnswer.Outcome.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Why, in words that the resident reads"),
        min_length=3,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReopeningForm(forms.Form):
    """Why a decided name is looked at again; where a register says otherwise, also why the word stays."""

    AGAIN, STAYS = "again", "stays"

    answer = forms.ChoiceField(
        label=_("What follows from it"),
        choices=[
            (AGAIN, _("The next meeting looks at the name again")),
            (STAYS, _("The meeting's word stays as it is")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(label=_("Why it should be looked at again"), min_length=3, max_length=300)

    def __init__(self, *args: Any, told: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if told:
            self.fields["reason"].label = _("Why")
        else:
            del self.fields["answer"]


class CandidateForm(forms.Form):
    """Somebody whom the meeting adds."""

    person = forms.UUIDField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("The meeting's reason"), min_length=3, max_length=300)
