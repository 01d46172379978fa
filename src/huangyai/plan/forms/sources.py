"""Sources of money and their dated rules."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from huangyai.design.fields import ThaiDateField
from huangyai.kernel.calendar import MONTHS_EN_SHORT, MONTHS_TH
from huangyai.plan.actions import RuleFacts
from huangyai.plan.forms.money import BahtField
from huangyai.plan.models import SourceRule
from huangyai.plan.rules.funding import APPLICANTS
from huangyai.plan.rules.source_catalogue import CatalogueSource
from huangyai.targets.models import TargetGroup

_LINES = forms.Textarea(attrs={"rows": 3})


class SourceForm(forms.Form):
    """A source of money."""

    code = forms.SlugField(
        label=_("Short code"), max_length=40, help_text=_("Latin letters, digits and hyphens, such as health-fund.")
    )
    name = forms.CharField(label=_("Name"), max_length=200)


class CatalogueForm(forms.Form):
    """Sources of the catalogue are taken into use."""

    codes = forms.MultipleChoiceField(label=_("Sources that we can ask"), widget=forms.CheckboxSelectMultiple)
    valid_from = ThaiDateField(label=_("Their rules hold from"))

    def __init__(self, *args: Any, left: list[CatalogueSource], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["codes"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(one.code, _labelled(one)) for one in left]


def _labelled(one: CatalogueSource) -> str:
    read = gettext("the law it rests on was read") if one.verified else gettext("not verified yet")
    return f"{one.name} ({read})"


class RuleForm(forms.Form):
    """What a source asks for from a day on."""

    valid_from = ThaiDateField(label=_("Holds from"))
    valid_until = ThaiDateField(
        label=_("Holds until"), required=False, help_text=_("Empty: until a newer rule begins.")
    )
    applicants = forms.MultipleChoiceField(
        label=_("Who may ask"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: anybody."),
    )
    groups = forms.MultipleChoiceField(
        label=_("For whom"),
        required=False,
        choices=TargetGroup.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: anybody."),
    )
    most_per_project = BahtField(label=_("Most for one project (baht)"))
    most_per_year = BahtField(label=_("Most in one year (baht)"))
    own_share = forms.DecimalField(
        label=_("Others must bring (percent of the cost)"),
        required=False,
        min_value=0,
        max_value=99,
        max_digits=5,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    deadline_day = forms.IntegerField(label=_("Last day to ask: day"), required=False, min_value=1, max_value=31)
    deadline_month = forms.TypedChoiceField(
        label=_("Last day to ask: month"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=_("Of each fiscal year. Empty: no day is known."),
    )
    form = forms.ChoiceField(label=_("Its own application form"), required=False, choices=SourceRule.Form.choices)
    basis = forms.CharField(
        label=_("Law or notice that it rests on"),
        widget=_LINES,
        max_length=2000,
        help_text=_("With the clause, so that others find it."),
    )
    note = forms.CharField(label=_("What is not known yet"), required=False, widget=_LINES, max_length=2000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "th"
        months = MONTHS_EN_SHORT if language.startswith("en") else MONTHS_TH
        self._choose("applicants", [(code, words.say(language)) for code, words in APPLICANTS.items()])
        self._choose("deadline_month", [("", _("no day")), *enumerate(months, start=1)])

    def clean(self) -> dict[str, Any]:
        """A last day has both a day and a month."""
        found = super().clean() or self.cleaned_data
        if bool(found.get("deadline_day")) != bool(found.get("deadline_month")):
            self.add_error("deadline_day", _("Write both the day and the month, or neither."))
        return found

    def facts(self) -> RuleFacts:
        """What was typed, as the action reads it."""
        said = self.cleaned_data
        deadline = (said["deadline_month"], said["deadline_day"]) if said["deadline_day"] else None
        return RuleFacts(
            valid_from=said["valid_from"],
            valid_until=said["valid_until"],
            applicants=said["applicants"],
            groups=said["groups"],
            most_per_project=said["most_per_project"],
            most_per_year=said["most_per_year"],
            own_share=said["own_share"] or Decimal(0),
            deadline=deadline,
            form=said["form"],
            basis=said["basis"],
            note=said["note"],
        )

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices


class RuleCheckForm(forms.Form):
    """A rule was laid beside the text."""

    text_read = forms.CharField(
        label=_("Text that was read"), max_length=300, help_text=_("Which law or notice, its year and clause.")
    )
    agrees = forms.ChoiceField(
        label=_("The rule and the text"),
        choices=[("yes", _("agree")), ("no", _("differ"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label=_("How they differ"), required=False, max_length=500)
