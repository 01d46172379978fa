from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from huangyai.kernel import Actor, FiscalYear
from huangyai.targets.models import Criterion
from huangyai.targets.queries import criteria


class TargetListForm(forms.Form):
    """A list that is drawn by a card."""

    criterion = forms.ChoiceField(label=_("Criteria card"))
    name = forms.CharField(label=_("Name of the list"), max_length=200)
    fiscal_year = forms.IntegerField(label=_("Fiscal year (BE)"), min_value=2500, max_value=2700)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cards: dict[str, Criterion] = {str(card.pk): card for card in criteria(actor)}
        field = self.fields["criterion"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "—"), *((key, card.name) for key, card in self.cards.items())]
        self.initial.setdefault("fiscal_year", FiscalYear.of(timezone.localdate()).be)

    def clean_criterion(self) -> Criterion:
        """The card that was chosen."""
        return self.cards[self.cleaned_data["criterion"]]


class CandidateForm(forms.Form):
    """Somebody whom the meeting adds."""

    person = forms.UUIDField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("The meeting's reason"), min_length=3, max_length=300)
