from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from huangyai.targets.rules.criteria import CONDITIONS

MOST_CONDITIONS = 4


class CriterionForm(forms.Form):
    """A criteria card, built without code: up to four conditions."""

    name = forms.CharField(label=_("Name of the card"), max_length=120)
    sentence = forms.CharField(
        label=_("In plain words, for whom"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    together = forms.ChoiceField(
        label=_("A person is taken when"),
        choices=[("all", _("every condition holds")), ("any", _("one of the conditions holds"))],
        widget=forms.RadioSelect,
        initial="all",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = [
            ("", "—"),
            *((key, condition.words.say(get_language() or "th")) for key, condition in CONDITIONS.items()),
        ]
        for number in range(1, MOST_CONDITIONS + 1):
            self.fields[f"asks_{number}"] = forms.ChoiceField(required=False, choices=asked)
            self.fields[f"number_{number}"] = forms.IntegerField(required=False, min_value=0, max_value=10_000_000)

    @property
    def rows(self) -> list[tuple[int, Any, Any]]:
        """The conditions, for the page."""
        return [(number, self[f"asks_{number}"], self[f"number_{number}"]) for number in range(1, MOST_CONDITIONS + 1)]

    def clean(self) -> dict[str, Any]:
        """At least one condition, and a number where one is asked."""
        found = super().clean() or self.cleaned_data
        parts = []
        for number in range(1, MOST_CONDITIONS + 1):
            condition = CONDITIONS.get(found.get(f"asks_{number}") or "")
            if condition is None:
                continue
            value = found.get(f"number_{number}")
            if condition.takes_number and value is None:
                self.add_error(f"number_{number}", _("Write a number here."))
            else:
                parts.append(condition.definition(value))
        if not parts and not self.errors:
            raise forms.ValidationError(_("Choose at least one condition."))
        found["definition"] = {found.get("together", "all"): parts}
        return found
