from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from huangyai.assembly.models import Answer, Assembly, Problem, Vote
from huangyai.assembly.queries import RULE_LABELS
from huangyai.assembly.rules import read_ballots
from huangyai.design.fields import ThaiDateField
from huangyai.kernel import BadInput
from huangyai.places.models import Village
from huangyai.places.queries import villages

MOST_PROPOSALS = 8


class AssemblyForm(forms.Form):
    """An assembly that is called."""

    title = forms.CharField(label=_("What it is called"), max_length=200)
    village = forms.ModelChoiceField(
        Village.objects.none(), label=_("Village"), required=False, empty_label=_("The whole municipality")
    )
    day = ThaiDateField(label=_("Day"))
    time = forms.TimeField(
        label=_("Time"),
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    venue = forms.CharField(label=_("Where"), max_length=200)
    agenda = forms.CharField(
        label=_("Agenda"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_villages(self)

    @property
    def starts_at(self) -> dt.datetime:
        """Day and time together, in the municipality's own time."""
        return timezone.make_aware(dt.datetime.combine(self.cleaned_data["day"], self.cleaned_data["time"]))


class PresenceForm(forms.Form):
    """How many people came."""

    present = forms.IntegerField(label=_("People who came"), min_value=0, max_value=100_000)


class ProblemForm(forms.Form):
    """A problem or need, in the words in which it was said."""

    sentence = forms.CharField(
        label=_("In the words in which it was said"),
        min_length=5,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Do not name anybody: the sentence will be public."),
    )
    kind = forms.ChoiceField(label=_("Problem or need"), choices=Problem.Kind.choices, widget=forms.RadioSelect)
    category = forms.ChoiceField(label=_("What it is about"), choices=[("", "—"), *Problem.Category.choices])
    village = forms.ModelChoiceField(
        Village.objects.none(), label=_("Village"), required=False, empty_label=_("The whole municipality")
    )
    voices = forms.IntegerField(label=_("How many people said so"), min_value=1, max_value=100_000, initial=1)

    def __init__(self, *args: Any, assembly: Assembly | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("kind", Problem.Kind.PROBLEM)
        if assembly and assembly.village:
            del self.fields["village"]
        else:
            _offer_villages(self)


class OwnProblemForm(ProblemForm):
    """What somebody says through the website: one voice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["voices"]
        self.fields["sentence"].label = _("What is the problem, or what is needed?")


class ProblemFilter(forms.Form):
    """What the list of problems is narrowed to."""

    category = forms.ChoiceField(
        label=_("About"), required=False, choices=[("", _("Everything")), *Problem.Category.choices]
    )
    village = forms.ModelChoiceField(
        Village.objects.none(), label=_("Village"), required=False, empty_label=_("All villages")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_villages(self)


class AnswerForm(forms.Form):
    """What becomes of a problem."""

    state = forms.ChoiceField(label=_("What becomes of it"), choices=Answer.State.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        min_length=10,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Those who said it read this at once on the public page."),
    )


class ClosureForm(forms.Form):
    """The end of an assembly."""

    minutes = forms.CharField(
        label=_("Minutes"),
        min_length=10,
        max_length=40_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Public as soon as the assembly is closed. Do not name residents."),
    )


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


def _offer_villages(form: forms.Form) -> None:
    field = form.fields["village"]
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = villages()
