from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from huangyai.design.fields import ThaiDateField
from huangyai.kernel import Words
from huangyai.targets.forms.registers import ACCEPTED
from huangyai.targets.models import TargetGroup
from huangyai.targets.rules.criteria import Condition
from huangyai.targets.rules.criteria.asking import NUMBERS, SEXES, YES_NO
from huangyai.targets.rules.personas import TICKED

GROUPS = 3
MOST_CONDITIONS = 4
MOST_NUMBER = 10_000_000
JOINTS = [("all", _("every condition holds")), ("any", _("one of the conditions holds"))]


class CriterionForm(forms.Form):
    """A criteria card, built without code: up to three groups of conditions."""

    name = forms.CharField(label=_("Name of the card"), max_length=120)
    group = forms.ChoiceField(
        label=_("For which of the six groups"), required=False, choices=[("", "—"), *TargetGroup.choices]
    )
    sentence = forms.CharField(
        label=_("In plain words, for whom"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    together = forms.ChoiceField(
        label=_("A person is taken when"),
        choices=[("all", _("every group fits")), ("any", _("one of the groups fits"))],
        widget=forms.RadioSelect,
        initial="all",
        required=False,
    )

    def __init__(self, *args: Any, conditions: Mapping[str, Condition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conditions = conditions
        choices = _choices(conditions)
        for group in range(1, GROUPS + 1):
            self.fields[f"joint_{group}"] = forms.ChoiceField(
                required=False, choices=JOINTS, widget=forms.RadioSelect, initial="all" if group == 1 else "any"
            )
            for number in range(1, MOST_CONDITIONS + 1):
                self.fields[f"asks_{group}_{number}"] = forms.ChoiceField(required=False, choices=choices)
                for name in (f"number_{group}_{number}", f"upper_{group}_{number}"):
                    self.fields[name] = forms.IntegerField(required=False, min_value=0, max_value=MOST_NUMBER)

    @property
    def groups(self) -> list[tuple[int, Any, list[tuple[int, Any, Any, Any]], bool]]:
        """The groups with their conditions, for the page; the last says whether anything stands in it."""
        found = []
        for group in range(1, GROUPS + 1):
            rows = [
                (
                    number,
                    self[f"asks_{group}_{number}"],
                    self[f"number_{group}_{number}"],
                    self[f"upper_{group}_{number}"],
                )
                for number in range(1, MOST_CONDITIONS + 1)
            ]
            found.append((group, self[f"joint_{group}"], rows, any(row[1].value() for row in rows)))
        return found

    def clean(self) -> dict[str, Any]:
        """At least one condition, and numbers where they are asked."""
        found = super().clean() or self.cleaned_data
        groups = []
        for group in range(1, GROUPS + 1):
            parts = [part for number in range(1, MOST_CONDITIONS + 1) if (part := self._part(found, group, number))]
            if parts:
                groups.append((found.get(f"joint_{group}") or ("all" if group == 1 else "any"), parts))
        if not groups and not self.errors:
            raise forms.ValidationError(_("Choose at least one condition."))
        found["definition"] = _definition(found.get("together") or "all", groups)
        return found

    def _part(self, found: Mapping[str, Any], group: int, number: int) -> dict[str, Any] | None:
        condition = self.conditions.get(found.get(f"asks_{group}_{number}") or "")
        if condition is None:
            return None
        value, upper = found.get(f"number_{group}_{number}"), found.get(f"upper_{group}_{number}")
        if condition.numbers and value is None:
            self.add_error(f"number_{group}_{number}", _("Write a number here."))
            return None
        if condition.numbers == 2 and (upper is None or upper < (value or 0)):
            self.add_error(f"upper_{group}_{number}", _("Write the larger number here."))
            return None
        return condition.definition(value, upper)


def initial_of(definition: Mapping[str, Any], conditions: Mapping[str, Condition]) -> dict[str, Any]:
    """A card's conditions as the form's first values, so that its next version begins with them."""
    top = "any" if "any" in definition else "all"
    parts = list(definition.get(top, [definition]))
    plain = [part for part in parts if "all" not in part and "any" not in part]
    groups = ([(top, plain)] if plain else []) + [
        ("any" if "any" in part else "all", list(part.get("any") or part.get("all") or []))
        for part in parts
        if part not in plain
    ]
    first: dict[str, Any] = {"together": top}
    for group, (joint, members) in enumerate(groups[:GROUPS], start=1):
        first[f"joint_{group}"] = joint
        for number, part in enumerate(members[:MOST_CONDITIONS], start=1):
            first |= _initial_part(part, conditions, f"{group}_{number}")
    return first


def _initial_part(part: Mapping[str, Any], conditions: Mapping[str, Condition], place: str) -> dict[str, Any]:
    value = part.get("value")
    numbers = value if isinstance(value, list) else [value] if isinstance(value, int) else []
    for key, condition in conditions.items():
        if condition.fact != part.get("fact") or condition.relation != part.get("is"):
            continue
        if condition.numbers == len(numbers) and (condition.numbers or condition.value in {None, value}):
            first: dict[str, Any] = {f"asks_{place}": key}
            if numbers:
                first[f"number_{place}"] = numbers[0]
            if len(numbers) == 2:
                first[f"upper_{place}"] = numbers[1]
            return first
    return {}


def _definition(together: str, groups: list[tuple[str, list[dict[str, Any]]]]) -> dict[str, Any]:
    if len(groups) == 1:
        return {groups[0][0]: groups[0][1]}
    parts: list[dict[str, Any]] = []
    for joint, members in groups:
        # A group that is joined like the groups themselves needs no brackets.
        parts += members if joint == together or len(members) == 1 else [{joint: members}]
    return {together: parts}


def _choices(conditions: Mapping[str, Condition]) -> list[tuple[str, Any]]:
    language = get_language() or "th"
    headed: dict[str, list[tuple[str, str]]] = {}
    for key, condition in conditions.items():
        headed.setdefault(condition.heading.say(language), []).append((key, condition.words.say(language)))
    return [("", "—"), *headed.items()]


class PersonaForm(forms.Form):
    """A made-up person with whom a card is tried."""

    name = forms.CharField(label=_("Who it is, in a few words"), max_length=80)
    age = forms.IntegerField(label=_("Age"), required=False, min_value=0, max_value=120)
    sex = forms.ChoiceField(label=_("Sex"), required=False)
    adl = forms.IntegerField(label=_("ADL score"), required=False, min_value=0, max_value=20)
    income = forms.IntegerField(label=_("Yearly income"), required=False, min_value=0, max_value=MOST_NUMBER)
    household_size = forms.IntegerField(label=_("People in the house"), required=False, min_value=1, max_value=60)
    dimensions = forms.IntegerField(label=_("Sides of life with a want"), required=False, min_value=0, max_value=20)
    days_since_visit = forms.IntegerField(
        label=_("Days since the last visit"), required=False, min_value=0, max_value=36_500
    )
    registers = forms.MultipleChoiceField(
        label=_("On which registers"), required=False, widget=forms.CheckboxSelectMultiple
    )
    ticks = forms.MultipleChoiceField(label=_("What else holds"), required=False, widget=forms.CheckboxSelectMultiple)
    expected = forms.ChoiceField(
        label=_("The card should"),
        choices=[("yes", _("take this person")), ("no", _("leave this person out"))],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, registers: Mapping[str, Words], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "th"
        named = {
            "sex": [("", "—"), *((key, words.say(language)) for key, words in SEXES.items())],
            "registers": [(key, words.say(language)) for key, words in registers.items()],
            "ticks": [(key, YES_NO[key][0].say(language)) for key in TICKED],
        }
        for name, choices in named.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices

    def clean(self) -> dict[str, Any]:
        """The facts as a card keeps them."""
        found = super().clean() or self.cleaned_data
        numbers = (*NUMBERS, "days_since_visit")
        facts: dict[str, Any] = {name: found[name] for name in numbers if found.get(name) is not None}
        facts["registers"] = found.get("registers", [])
        if found.get("sex"):
            facts["sex"] = found["sex"]
        facts |= dict.fromkeys(found.get("ticks", []), True)
        found["facts"] = facts
        return found


class AdoptionForm(forms.Form):
    """A card is taken into use."""

    note = forms.CharField(label=_("Who agreed, and when"), required=False, max_length=300)


class SurveyForm(forms.Form):
    """A household survey that is brought in."""

    name = forms.CharField(label=_("Name of the survey"), max_length=200)
    surveyed_on = ThaiDateField(label=_("Day on which it was finished"))
    file = forms.FileField(
        label=_("File of answers"),
        max_length=200,
        required=False,
        help_text=_(
            "Excel (.xlsx), CSV or TXT, one line a house: its village, its number, and for each want 1 (lacks it), 0 or nothing."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
    )
    pasted = forms.CharField(
        label=_("Or paste from a spreadsheet"),
        required=False,
        strip=False,
        max_length=5_000_000,
        help_text=_("Select the table in Excel with its headings, copy it, and paste it here."),
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "wrap": "off"}),
    )
    indicators = forms.FileField(
        label=_("A set of your own (TOML)"),
        required=False,
        max_length=200,
        help_text=_("Leave this empty to use the five sides of life that come with the program."),
        widget=forms.ClearableFileInput(attrs={"accept": ".toml"}),
    )

    field_order = ["name", "surveyed_on", "file", "pasted", "indicators"]

    def clean(self) -> dict[str, Any]:
        """Either a file or what was pasted."""
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("file") and not (cleaned.get("pasted") or "").strip() and "file" not in self.errors:
            self.add_error("file", _("Choose a file, or paste the table below."))
        return cleaned

    def sent(self) -> bytes:
        """What was sent, as it is read."""
        file = self.cleaned_data.get("file")
        return bytes(file.read()) if file else self.cleaned_data["pasted"].encode()
