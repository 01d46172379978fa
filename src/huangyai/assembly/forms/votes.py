from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from huangyai.assembly.actions.votes import MOST_PAPERS
from huangyai.assembly.models import Proposal, Vote
from huangyai.assembly.queries import RULE_LABELS
from huangyai.assembly.rules import Mark, Sheet, read_ballots
from huangyai.assembly.rules.votes import MOST_POINTS
from huangyai.kernel import BadInput

MOST_PROPOSALS = 8


class VoteForm(forms.Form):
    """What is put to the vote; rows that are left empty don't count."""

    question = forms.CharField(label=_("Question"), max_length=300)
    budget = forms.DecimalField(
        label=_("Money that is voted on (baht)"), min_value=Decimal(1), max_digits=14, decimal_places=2
    )
    kind = forms.ChoiceField(
        label=_("How people vote"),
        choices=Vote.Kind.choices,
        widget=forms.RadioSelect,
        initial=Vote.Kind.APPROVAL,
        required=False,
    )
    points = forms.IntegerField(
        label=_("Points for each voter, where points are shared out"),
        required=False,
        min_value=1,
        max_value=MOST_POINTS,
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
    )

    def __init__(self, *args: Any, sheet: Sheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        self.fields["ballots"].help_text = _HOW_TYPED.get(sheet.kind, _HOW_TYPED["approval"])

    def clean_ballots(self) -> list[Mark]:
        """The marks of each ballot, or each line that can't be right."""
        try:
            return read_ballots(str(self.cleaned_data["ballots"]), self.sheet)
        except BadInput as bad:
            language = get_language() or "th"
            raise forms.ValidationError([fault.say(language) for fault in bad.faults[:20]]) from bad


class BallotForm(forms.Form):
    """One ballot: ticks, points or places beside the proposals; with the voter's code where they cast it themselves."""

    def __init__(self, *args: Any, proposals: Sequence[Proposal], sheet: Sheet, with_code: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        self.proposals = list(proposals)
        self.typed = sheet.kind in ("points", "ranking")
        for proposal in self.proposals:
            name = f"mark_{proposal.number}"
            if self.typed:
                most = sheet.points if sheet.kind == "points" else len(self.proposals)
                self.fields[name] = forms.IntegerField(required=False, min_value=0, max_value=most)
            else:
                self.fields[name] = forms.BooleanField(required=False)
        if with_code:
            self.fields["code"] = forms.CharField(
                label=_("Your code from the check-in desk"),
                max_length=20,
                widget=forms.TextInput(
                    attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
                ),
            )

    @property
    def rows(self) -> list[tuple[Proposal, Any]]:
        """Each proposal with what is filled in beside it, for the page."""
        return [(proposal, self[f"mark_{proposal.number}"]) for proposal in self.proposals]

    @property
    def mark(self) -> Mark:
        """What was marked."""
        found: Mark = self.cleaned_data["ballot"]
        return found

    def clean(self) -> dict[str, Any]:
        """A ballot that can be counted, or what is wrong with it."""
        asked = super().clean() or self.cleaned_data
        filled = [(p.number, int(value)) for p in self.proposals if (value := asked.get(f"mark_{p.number}"))]
        if self.sheet.kind == "ranking":
            filled.sort(key=lambda pair: pair[1])
            if len({place for _number, place in filled}) != len(filled):
                self.add_error(None, _("Two proposals stand on the same place; give each its own."))
        mark = Mark(
            tuple(number for number, _given in filled),
            tuple(given for _number, given in filled) if self.sheet.kind == "points" else (),
        )
        if not self.errors and (fault := self.sheet.fault_of(mark)):
            self.add_error(None, _("This ballot %(fault)s.") % {"fault": fault.say(get_language() or "th")})
        asked["ballot"] = mark
        return asked


class HandsForm(forms.Form):
    """How many hands were raised for each proposal."""

    def __init__(self, *args: Any, proposals: Sequence[Proposal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for proposal in proposals:
            self.fields[f"hands_{proposal.number}"] = forms.IntegerField(
                label=f"{proposal.number}. {proposal.name}", min_value=0, max_value=100_000
            )

    @property
    def hands(self) -> dict[int, int]:
        """By the proposal's number."""
        return {int(name.removeprefix("hands_")): number for name, number in self.cleaned_data.items()}


class PapersForm(forms.Form):
    """How many ballot papers to print."""

    number = forms.IntegerField(label=_("Papers to print"), min_value=1, max_value=MOST_PAPERS)


_HOW_TYPED = {
    "approval": _("One ballot a line: the numbers marked on it, with blanks or commas between them."),
    "points": _("One ballot a line: each number with its points, for example 1:3 4:2."),
    "ranking": _("One ballot a line: the numbers in the voter's order, the most important first."),
}
