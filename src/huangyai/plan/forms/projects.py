"""A project, and the search among projects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huangyai.assembly.models import Problem
from huangyai.assembly.queries import problems
from huangyai.kernel import Actor
from huangyai.plan.actions import ProjectFacts
from huangyai.plan.forms.money import BahtField
from huangyai.plan.models import Plan, Strategy
from huangyai.plan.queries import strategies
from huangyai.targets.models import TargetList
from huangyai.targets.queries import target_lists

if TYPE_CHECKING:
    _Problems = forms.ModelMultipleChoiceField[Problem]
    _TargetList = forms.ModelChoiceField[TargetList]
else:
    _Problems, _TargetList = forms.ModelMultipleChoiceField, forms.ModelChoiceField
_LINES = forms.Textarea(attrs={"rows": 3})


class ProblemChoices(_Problems):
    """Sentences to tick, each with its voices and village."""

    def label_from_instance(self, obj: Problem) -> str:
        """“ไม่มีใครพาไปหาหมอ” (14 · หมู่ 3)."""
        place = f" · {obj.village}" if obj.village else ""
        return f"“{obj.sentence}” ({obj.voices:,}{place})"


class TargetListChoice(_TargetList):
    """A target list with how many people the joint meeting confirmed."""

    def label_from_instance(self, obj: TargetList) -> str:
        """ผู้สูงอายุติดบ้าน ปี 2569 (40)."""
        return f"{obj.name} ({getattr(obj, 'confirmed', 0):,})"


class ProjectFilter(forms.Form):
    """What the list of a plan's projects is searched by."""

    q = forms.CharField(
        label=_("Project name"), required=False, max_length=120, widget=forms.TextInput(attrs={"type": "search"})
    )
    strategy = forms.ModelChoiceField(
        Strategy.objects.none(), label=_("Strategy"), required=False, empty_label=_("All strategies")
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["strategy"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = strategies(plan)


class ProjectForm(forms.Form):
    """A project is designed: what it answers, for whom, how its success is seen, what it costs."""

    name = forms.CharField(label=_("Project name"), max_length=500)
    strategy = forms.ModelChoiceField(Strategy.objects.none(), label=_("Strategy"))
    tactic = forms.CharField(label=_("Tactic"), required=False, max_length=500)
    programme = forms.CharField(
        label=_("Programme"),
        max_length=200,
        help_text=_("As in the budget ordinance, such as the public health programme."),
    )
    problems = ProblemChoices(
        Problem.objects.none(),
        label=_("Sentences from the assemblies that it answers"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Those who said them are told that the project is in the plan. Most voices come first."),
    )
    target_list = TargetListChoice(
        TargetList.objects.none(),
        label=_("Who it is for"),
        required=False,
        empty_label=_("Everybody, or no list yet"),
        help_text=_("A list of people that a joint meeting confirmed."),
    )
    objective = forms.CharField(label=_("Objective"), widget=_LINES, max_length=4000)
    target_output = forms.CharField(
        label=_("Target (output)"), widget=_LINES, max_length=4000, help_text=_("How many, of what, how often.")
    )
    indicator = forms.CharField(
        label=_("Indicator (KPI)"),
        widget=_LINES,
        max_length=4000,
        help_text=_("What will have changed for people, how much, and how it is measured; not only how many came."),
    )
    expected_result = forms.CharField(label=_("Expected result"), widget=_LINES, max_length=4000)
    responsible_unit = forms.CharField(label=_("Responsible unit"), max_length=300)

    def __init__(self, *args: Any, actor: Actor, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        _offer(self, "strategy", strategies(plan))
        _offer(self, "problems", problems(actor))
        _offer(self, "target_list", target_lists(actor))
        for year in plan.years:
            self.fields[f"baht_{year}"] = BahtField(label=_("Money in %(year)s (baht)") % {"year": year})

    def clean(self) -> dict[str, Any]:
        """A project with no money in any year can't be in a plan."""
        found = super().clean() or self.cleaned_data
        if not self.errors and not any(found.get(f"baht_{year}") for year in self.plan.years):
            self.add_error(f"baht_{self.plan.first_year}", _("Write the money of at least one year."))
        return found

    def facts(self) -> ProjectFacts:
        """What was typed, as the action reads it."""
        said = self.cleaned_data
        return ProjectFacts(
            name=said["name"],
            objective=said["objective"],
            target_output=said["target_output"],
            indicator=said["indicator"],
            expected_result=said["expected_result"],
            responsible_unit=said["responsible_unit"],
            programme=said["programme"],
            tactic=said["tactic"],
            money={year: baht for year in self.plan.years if (baht := said[f"baht_{year}"])},
        )


def _offer(form: forms.Form, name: str, found: Any) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = found
