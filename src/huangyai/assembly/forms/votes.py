from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from huangyai.assembly.models import Vote
from huangyai.assembly.queries import RULE_LABELS
from huangyai.assembly.rules import read_ballots
from huangyai.kernel import BadInput

MOST_PROPOSALS = 8


class VoteForm(forms.Form):
    """What is put to the vote; rows that are left empty don't count."""

    question = forms.CharField(label=_("Question"), max_length=300)
    budget = forms.DecimalField(
        label=_("Money that is voted on (baht)"), min_value=Decimal(1), max_digits=14, decimal_places=2
    )
    rule = forms.ChoiceField(
        label=_("How it is counted"), choices=RULE_LABELS, widget=forms.RadioSelect, initial="equal-shares"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, MOST_PROPOSALS + 1):
            self.fields[f"name_{number}"] = forms.CharField(required=False, max_length=200)
            self.fields[f"cost_{number}"] = forms.DecimalField(
                required=False, min_value=Decimal(1), max_digits=14, decimal_places=2
            )

    @property
    def rows(self) -> list[tuple[int, Any, Any]]:
        """The rows of the ballot, for the page."""
        return [(number, self[f"name_{number}"], self[f"cost_{number}"]) for number in range(1, MOST_PROPOSALS + 1)]

    @property
    def proposals(self) -> list[tuple[str, Decimal]]:
        """Names and costs that were filled in."""
        filled = self.cleaned_data
        return [
            (filled[f"name_{number}"], filled[f"cost_{number}"])
            for number in range(1, MOST_PROPOSALS + 1)
            if filled.get(f"name_{number}")
        ]

    def clean(self) -> dict[str, Any]:
        """A proposal has both a name and a cost."""
        found = super().clean() or self.cleaned_data
        for number in range(1, MOST_PROPOSALS + 1):
            name, cost = found.get(f"name_{number}"), found.get(f"cost_{number}")
            if bool(name) != (cost is not None) and not self.errors.get(f"cost_{number}"):
                self.add_error(f"cost_{number}" if name else f"name_{number}", _("A proposal needs a name and a cost."))
        return found


class BallotsForm(forms.Form):
    """Paper ballots, keyed in."""

    ballots = forms.CharField(
        label=_("Ballots"),
        max_length=400_000,
        widget=forms.Textarea(attrs={"rows": 12, "inputmode": "decimal", "autocomplete": "off"}),
        help_text=_("One ballot a line: the numbers marked on it, such as 1 3 5."),
    )

    def __init__(self, *args: Any, vote: Vote, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = {proposal.number for proposal in vote.proposals.all()}

    def clean_ballots(self) -> list[list[int]]:
        """The marks of each ballot, or each line that can't be right."""
        try:
            return read_ballots(str(self.cleaned_data["ballots"]), self.numbers)
        except BadInput as bad:
            language = get_language() or "th"
            raise forms.ValidationError([fault.say(language) for fault in bad.faults[:20]]) from bad
