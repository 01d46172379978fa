from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huangyai.assembly.forms.villages import offer_villages
from huangyai.assembly.models import Answer, Assembly, Problem
from huangyai.places.models import Village


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
            offer_villages(self)


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
        offer_villages(self)


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
