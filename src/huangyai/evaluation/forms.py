from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from huangyai.design.fields import ThaiDateField
from huangyai.evaluation.actions import IndicatorFacts
from huangyai.evaluation.models import Indicator, Measurement
from huangyai.evaluation.queries import projects_to_evaluate
from huangyai.kernel import Actor, FiscalYear
from huangyai.plan.access import visible_projects
from huangyai.plan.models import Project


class IndicatorFilter(forms.Form):
    """What the list of indicators is narrowed by."""

    dimension = forms.ChoiceField(
        label=_("Dimension"), required=False, choices=[("", _("All four")), *Indicator.Dimension.choices]
    )


class IndicatorForm(forms.Form):
    """What will show that a project changed something."""

    project = forms.ModelChoiceField(Project.objects.none(), label=_("Project"))
    name = forms.CharField(
        label=_("What is measured"),
        max_length=200,
        help_text=_("Something that changes for people, such as: older people who keep their doctor's appointments."),
    )
    unit = forms.CharField(label=_("Unit"), max_length=40, help_text=_("Such as per cent, people, baht a month."))
    method = forms.CharField(
        label=_("How it is measured"), max_length=300, help_text=_("Who asks whom, when, with which list or book.")
    )
    dimension = forms.ChoiceField(label=_("Dimension"), choices=Indicator.Dimension.choices, widget=forms.RadioSelect)
    more_is_better = forms.BooleanField(label=_("More is better"), required=False, initial=True)
    goal = forms.DecimalField(label=_("Goal"), required=False, max_digits=12, decimal_places=2)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "project", visible_projects(actor).filter(imported_key=""))

    def facts(self) -> IndicatorFacts:
        """What was typed, as the action reads it."""
        said = self.cleaned_data
        return IndicatorFacts(
            name=said["name"],
            unit=said["unit"],
            method=said["method"],
            dimension=said["dimension"],
            more_is_better=said["more_is_better"],
            goal=said["goal"],
        )


class MeasurementForm(forms.Form):
    """A value on a day."""

    # Said by the page: a second tap after the first value must not write the other one.
    when = forms.ChoiceField(choices=Measurement.When.choices, widget=forms.HiddenInput)
    value = forms.DecimalField(label=_("Value"), max_digits=14, decimal_places=2)
    measured_on = ThaiDateField(label=_("Measured on"))
    people = forms.IntegerField(
        label=_("How many people were asked or counted"),
        min_value=0,
        max_value=10_000_000,
        required=False,
        help_text=_(
            "Leave empty if it was not measured of people. Values of fewer than five people are never published."
        ),
    )


class ReportForm(forms.Form):
    """The year's report."""

    title = forms.CharField(label=_("Title of the report"), max_length=200)
    fiscal_year = forms.IntegerField(label=_("Fiscal year"), min_value=2560, max_value=2700)
    projects = forms.ModelMultipleChoiceField(
        Project.objects.none(), label=_("Projects that it tells of"), widget=forms.CheckboxSelectMultiple
    )
    findings = forms.CharField(
        label=_("What the year taught"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("One finding a line, without names. They open the agenda of the next assembly."),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fiscal_year"].initial = FiscalYear.of(timezone.localdate()).be
        _offer(self, "projects", projects_to_evaluate(actor))

    def clean_findings(self) -> list[str]:
        """One sentence a line; marks in front of a line fall away."""
        lines = (line.strip().lstrip("-•").strip() for line in str(self.cleaned_data["findings"]).splitlines())
        return [line for line in lines if line]


class NextAssemblyForm(forms.Form):
    """The circle closes."""

    title = forms.CharField(label=_("Title of the assembly"), max_length=200)
    day = ThaiDateField(label=_("Day"))
    time = forms.TimeField(
        label=_("Time"), widget=forms.TimeInput(attrs={"type": "time"}), help_text=_("Such as 09:00.")
    )
    venue = forms.CharField(label=_("Place"), max_length=200)


def _offer(form: forms.Form, name: str, found: Any) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = found
