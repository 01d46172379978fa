from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from huangyai.assembly.actions.votes import MOST_PAPERS, ProposalFacts
from huangyai.assembly.models import Problem, Proposal, Vote
from huangyai.assembly.queries import RULE_LABELS
from huangyai.assembly.rules import SHORTEST_REASON, Mark, Sheet, read_ballots
from huangyai.assembly.rules.votes import MOST_POINTS
from huangyai.kernel import BadInput

FEWEST_ROWS = 8
MOST_ROWS = 40
# Empty rows under the problems that were said.
SPARE_ROWS = 3


class VoteForm(forms.Form):
    """What is put to the vote. The problems that were said stand in it already; rows that are left empty don't count."""

    question = forms.CharField(label=_("Question"), max_length=300)
    with_money = forms.ChoiceField(
        label=_("What is voted on"),
        choices=[("yes", _("which proposals get the money")), ("no", _("what comes first, without money"))],
        widget=forms.RadioSelect,
        initial="yes",
    )
    budget = forms.DecimalField(
        label=_("Money that is voted on (baht)"),
        required=False,
        min_value=Decimal(1),
        max_digits=14,
        decimal_places=2,
    )
    chosen = forms.IntegerField(
        label=_("How many are chosen, where there is no money"), required=False, min_value=1, max_value=MOST_ROWS
    )
    kind = forms.ChoiceField(
        label=_("How people vote"),
        choices=Vote.Kind.choices,
        widget=forms.RadioSelect,
        initial=Vote.Kind.APPROVAL,
    )
    points = forms.IntegerField(
        label=_("Points for each voter, where points are shared out"),
        required=False,
        min_value=1,
        max_value=MOST_POINTS,
    )
    rule = forms.ChoiceField(
        label=_("How the money is shared out"),
        choices=RULE_LABELS,
        widget=forms.RadioSelect,
        initial="equal-shares",
    )

    def __init__(self, *args: Any, problems: Sequence[Problem] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.said = {str(problem.pk): problem for problem in problems[: MOST_ROWS - SPARE_ROWS]}
        choices = [("", _("none of those said here")), *((key, problem.sentence) for key, problem in self.said.items())]
        heard = list(self.said)
        self.numbers = range(1, max(FEWEST_ROWS, len(heard) + SPARE_ROWS) + 1)
        for number in self.numbers:
            self.fields[f"name_{number}"] = forms.CharField(required=False, max_length=200)
            self.fields[f"problem_{number}"] = forms.ChoiceField(
                required=False, choices=choices, initial=heard[number - 1] if number <= len(heard) else ""
            )
            self.fields[f"cost_{number}"] = forms.DecimalField(
                required=False, min_value=Decimal(1), max_digits=14, decimal_places=2
            )

    @property
    def rows(self) -> list[tuple[int, Any, Any, Any]]:
        """The rows of the ballot, for the page."""
        return [(n, self[f"name_{n}"], self[f"problem_{n}"], self[f"cost_{n}"]) for n in self.numbers]

    @property
    def is_with_money(self) -> bool:
        """Money is voted on."""
        return bool(self.cleaned_data.get("with_money") != "no")

    @property
    def voted_on(self) -> Decimal:
        """The money, or how many are chosen."""
        return Decimal(self.cleaned_data["budget"] if self.is_with_money else self.cleaned_data["chosen"])

    @property
    def proposals(self) -> list[ProposalFacts]:
        """What was filled in; a proposal without a name of its own is called as the problem was said."""
        asked, found = self.cleaned_data, []
        for number in self.numbers:
            problem = self.said.get(asked.get(f"problem_{number}") or "")
            name = asked.get(f"name_{number}") or (problem.sentence[:200] if problem else "")
            cost = asked.get(f"cost_{number}") if self.is_with_money else Decimal(1)
            if cost is not None and name:
                found.append(ProposalFacts(name, cost, problem))
        return found

    def clean(self) -> dict[str, Any]:
        """With money a proposal has a name, or a problem that it answers, and a cost."""
        asked = super().clean() or self.cleaned_data
        if not self.is_with_money:
            if not asked.get("chosen") and not self.errors.get("chosen"):
                self.add_error("chosen", _("Say how many are to be chosen."))
            return asked
        if asked.get("budget") is None and not self.errors.get("budget"):
            self.add_error("budget", _("Say how much money is voted on."))
        for number in self.numbers:
            name, cost = asked.get(f"name_{number}"), asked.get(f"cost_{number}")
            if self.errors.get(f"cost_{number}"):
                continue
            if name and cost is None:
                self.add_error(f"cost_{number}", _("A proposal needs a name and a cost."))
            elif cost is not None and not name and not asked.get(f"problem_{number}"):
                self.add_error(f"name_{number}", _("A proposal needs a name and a cost."))
        return asked


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


class ReasonForm(forms.Form):
    """Why something that was announced doesn't hold any more."""

    reason = forms.CharField(
        label=_("Reason"),
        min_length=SHORTEST_REASON,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Residents read it."),
    )
