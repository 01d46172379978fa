"""A project, and the search among projects."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from huangyai.assembly.models import Problem
from huangyai.assembly.queries import problems
from huangyai.assembly.rules import SHORTEST_REASON
from huangyai.kernel import Actor
from huangyai.kernel.words import arabic_digits
from huangyai.places.models import Village
from huangyai.places.queries import villages
from huangyai.plan.actions.entering import ProjectFacts, WorkPlace
from huangyai.plan.forms.money import BahtField
from huangyai.plan.models import Plan, Project, Strategy
from huangyai.plan.queries import strategies
from huangyai.plan.rules.programmes import PROGRAMMES
from huangyai.targets.models import TargetList
from huangyai.targets.queries import target_lists

if TYPE_CHECKING:
    _Problems = forms.ModelMultipleChoiceField[Problem]
    _TargetList = forms.ModelChoiceField[TargetList]
else:
    _Problems, _TargetList = forms.ModelMultipleChoiceField, forms.ModelChoiceField
_LINES = forms.Textarea(attrs={"rows": 3})
# The page reads the indicator while it is typed.
_READ_LIVE = {
    "rows": 3,
    "hx-get": reverse_lazy("plan:indicator_reading"),
    "hx-trigger": "input delay:400ms",
    "hx-sync": "this:replace",
    "hx-target": "#indicator-reading",
    "hx-swap": "outerHTML",
}
KINDS_OF_PROJECTS = (("", _("All projects")), ("unmeasurable", _("Projects whose indicator can't be measured yet")))


def as_typed(kept: Mapping[str, Any]) -> dict[str, Any]:
    """A project's kept wording as the form shows it, ready to be changed."""
    place = kept["place"] or {}
    where = "" if place.get("latitude") is None else f"{place['latitude']}, {place['longitude']}"
    return {
        **kept["said"],
        **{
            f"baht_{year}": f"{Decimal(satang) / 100:,.2f}".removesuffix(".00")
            for year, satang in kept["money"].items()
        },
        "strategy": kept["strategy"][0],
        "target_list": kept["target_list"][0],
        "problems": kept["problems"],
        "village": place.get("village"),
        "place": place.get("name", ""),
        "coordinates": where,
    }


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
    indicator = forms.ChoiceField(label=_("Show"), required=False, choices=KINDS_OF_PROJECTS)

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["strategy"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = strategies(plan)


class ProjectForm(forms.Form):
    """A project is designed: what it answers, for whom, how its success is seen, what it costs."""

    programmes = PROGRAMMES

    name = forms.CharField(label=_("Project name"), max_length=500)
    strategy = forms.ModelChoiceField(Strategy.objects.none(), label=_("Strategy"), empty_label=_("choose a strategy"))
    tactic = forms.CharField(label=_("Tactic"), required=False, max_length=500)
    programme = forms.CharField(
        label=_("Programme"),
        max_length=200,
        widget=forms.TextInput(attrs={"list": "programmes"}),
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
        widget=forms.Textarea(attrs=_READ_LIVE),
        max_length=4000,
        help_text=_("How much, of what, by when, and how it is measured; what becomes better, not only how many came."),
    )
    expected_result = forms.CharField(label=_("Expected result"), widget=_LINES, max_length=4000)
    responsible_unit = forms.CharField(label=_("Responsible unit"), max_length=300)
    form = forms.ChoiceField(
        label=_("Official form"),
        choices=[
            ("ผ.02", _("ผ.02 · done by the municipality itself")),
            ("ผ.02/1", _("ผ.02/1 · taken from a village or community plan")),
            ("ผ.02/2", _("ผ.02/2 · beyond the municipality's means, asked of the province")),
            ("ผ.03", _("ผ.03 · equipment")),
        ],
        initial=Project.Form.P02.value,
        required=False,
    )
    equipment_category = forms.CharField(
        label=_("Equipment category"), required=False, max_length=200, help_text=_("Only form ผ.03 prints it.")
    )
    equipment_type = forms.CharField(label=_("Equipment type"), required=False, max_length=200)
    village = forms.ModelChoiceField(
        Village.objects.none(),
        label=_("Village of the work"),
        required=False,
        empty_label=_("Several, or the whole municipality"),
    )
    place = forms.CharField(label=_("Place of the work"), required=False, max_length=300)
    coordinates = forms.CharField(
        label=_("Place on the map"),
        required=False,
        max_length=60,
        help_text=_("Latitude, longitude; a map on the phone shows them under a long press."),
    )
    reason = forms.CharField(
        label=_("Reason and need"),
        widget=_LINES,
        max_length=4000,
        help_text=_("It is printed beside the project in the edition."),
    )

    def __init__(self, *args: Any, actor: Actor, plan: Plan, edition: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        if not edition:
            del self.fields["reason"]
        _offer(self, "village", villages())
        _offer(self, "strategy", strategies(plan))
        _offer(self, "problems", problems(actor))
        _offer(self, "target_list", target_lists(actor))
        for year in plan.years:
            self.fields[f"baht_{year}"] = BahtField(label=_("Money in %(year)s (baht)") % {"year": year})
        # Money stands before what only some projects have; the reason ends an edition's form.
        money = [f"baht_{year}" for year in plan.years]
        some = ["form", "equipment_category", "equipment_type", "village", "place", "coordinates", "reason"]
        self.order_fields([*(name for name in self.fields if name not in {*money, *some}), *money, *some])

    def clean(self) -> dict[str, Any]:
        """A project with no money in any year can't be in a plan."""
        found = super().clean() or self.cleaned_data
        if not self.errors and not any(found.get(f"baht_{year}") for year in self.plan.years):
            self.add_error(f"baht_{self.plan.first_year}", _("Write the money of at least one year."))
        return found

    def clean_coordinates(self) -> tuple[float, float] | None:
        """Latitude and longitude; swapped ones are said so."""
        text = arabic_digits(str(self.cleaned_data["coordinates"])).strip()
        if not text:
            return None
        try:
            latitude, longitude = (float(part) for part in text.replace(",", " ").split())
        except ValueError:
            raise forms.ValidationError(_("Two numbers are needed: latitude, then longitude.")) from None
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            raise forms.ValidationError(_("These are no coordinates; perhaps the two numbers changed places."))
        return latitude, longitude

    @property
    def work_place(self) -> WorkPlace:
        """Where the work is done, as far as it was said."""
        said = self.cleaned_data
        latitude, longitude = said["coordinates"] or (None, None)
        return WorkPlace(said["village"], said["place"].strip(), latitude, longitude)

    def facts(self) -> ProjectFacts:
        """What was typed, as the action reads it."""
        said = self.cleaned_data
        return ProjectFacts(
            form=said["form"] or Project.Form.P02.value,
            equipment_category=said["equipment_category"],
            equipment_type=said["equipment_type"],
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


class RemovalForm(forms.Form):
    """Why a project leaves a draft."""

    reason = forms.CharField(
        label=_("Reason"),
        min_length=SHORTEST_REASON,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Whoever said a sentence that it answered reads this. The project's money and place go with it."),
    )
