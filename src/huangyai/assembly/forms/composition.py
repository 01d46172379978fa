from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from huangyai.assembly.actions import GroupFacts
from huangyai.assembly.models import Assembly, CompositionRule, Group
from huangyai.design.fields import ThaiDateField

WHOM = (
    ("", _("nobody by name, only seats")),
    ("heads", _("heads of the households")),
    ("committees", _("committees of the communities")),
)


class CompositionForm(forms.Form):
    """Who makes up an assembly of one level. What is left empty is not enforced."""

    level = forms.ChoiceField(label=_("For"), choices=Assembly.Level.choices)
    quorum = forms.IntegerField(
        label=_("Quorum (people)"),
        required=False,
        min_value=1,
        max_value=100_000,
        help_text=_("Empty: none was announced, none is enforced."),
    )
    youngest_voter = forms.IntegerField(label=_("Youngest age that votes"), required=False, min_value=1, max_value=100)
    own_village_votes = forms.BooleanField(
        label=_("At a village assembly only residents of that village vote"), required=False
    )
    clause = forms.CharField(
        label=_("Clause of the regulation or announcement that says so"), required=False, max_length=300
    )
    verified_on = ThaiDateField(label=_("Compared with the text on"), required=False)
    verified_by = forms.CharField(label=_("Compared by"), required=False, max_length=120)

    def __init__(self, *args: Any, rule: CompositionRule | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        before = {share.group: share for share in rule.shares.all()} if rule else {}
        for group, label in Group.choices:
            share = before.get(group)
            self.fields[f"least_{group}"] = forms.IntegerField(
                label=label,
                required=False,
                min_value=1,
                max_value=100,
                initial=share.least_percent if share else None,
            )
            self.fields[f"votes_{group}"] = forms.BooleanField(
                label=_("votes"), required=False, initial=share.votes if share else True
            )

    @property
    def group_rows(self) -> list[tuple[str, Any, Any]]:
        """Each group with its least share and whether it votes, for the page."""
        return [(str(label), self[f"least_{group}"], self[f"votes_{group}"]) for group, label in Group.choices]

    @property
    def groups(self) -> list[GroupFacts]:
        """What was announced for each group."""
        asked = self.cleaned_data
        return [
            GroupFacts(group, asked[f"least_{group}"], asked[f"votes_{group}"])
            for group, _label in Group.choices
            if asked[f"least_{group}"] or not asked[f"votes_{group}"]
        ]

    def clean_verified_on(self) -> Any:
        """Nobody has compared anything tomorrow."""
        day = self.cleaned_data["verified_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day


class InvitationForm(forms.Form):
    """A group that is asked to come."""

    group = forms.ChoiceField(label=_("Group"), choices=Group.choices)
    name = forms.CharField(label=_("Name of the group or agency"), required=False, max_length=200)
    seats = forms.IntegerField(label=_("Seats"), required=False, min_value=0, max_value=10_000)
    whom = forms.ChoiceField(
        label=_("Who stands on the sign-in sheet by name"), choices=WHOM, required=False, widget=forms.RadioSelect
    )
