from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from huangyai.design.fields import ThaiDateField
from huangyai.targets.models import Decision
from huangyai.targets.queries import CandidateLine


class MeetingForm(forms.Form):
    """A joint meeting of all parties."""

    held_on = ThaiDateField(label=_("Day"))
    venue = forms.CharField(label=_("Where"), max_length=200)
    parties = forms.CharField(
        label=_("Parties"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("One office or group a line, at least two."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("held_on", timezone.localdate())

    def clean_parties(self) -> list[str]:
        """Each line that says something, once."""
        lines = [line.strip()[:200] for line in str(self.cleaned_data["parties"]).splitlines()]
        parties = list(dict.fromkeys(line for line in lines if line))
        if len(parties) < 2:
            raise forms.ValidationError(_("A joint meeting needs at least two parties."))
        return parties


@dataclass(frozen=True, slots=True)
class Said:
    """What the meeting said of one name on the page."""

    candidate_id: uuid.UUID
    confirmed: bool
    reason: str


class DecisionsForm(forms.Form):
    """The meeting's word on the names of one page; names that are left alone wait."""

    common_reason = forms.CharField(
        label=_("Reason for every confirmed name without one of its own"),
        required=False,
        max_length=300,
        help_text=_("For example: the village representative confirms that they live here."),
    )

    def __init__(self, *args: Any, lines: list[CandidateLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        choices = [("", _("later")), *Decision.Outcome.choices]
        for line in lines:
            key = line.candidate.pk
            self.fields[f"outcome_{key}"] = forms.ChoiceField(
                required=False,
                choices=choices,
                widget=forms.RadioSelect,
                initial="",
                label=line.candidate.person.full_name,
            )
            self.fields[f"reason_{key}"] = forms.CharField(required=False, max_length=300, label=_("Reason"))

    @property
    def rows(self) -> list[tuple[CandidateLine, Any, Any]]:
        """The names, for the page."""
        return [
            (line, self[f"outcome_{line.candidate.pk}"], self[f"reason_{line.candidate.pk}"]) for line in self.lines
        ]

    @property
    def said(self) -> list[Said]:
        """The names that were decided."""
        found: list[Said] = self.cleaned_data.get("said", [])
        return found

    def clean(self) -> dict[str, Any]:
        """Every decided name has its reason; a declined one has its own."""
        found = super().clean() or self.cleaned_data
        said = []
        for line in self.lines:
            key = line.candidate.pk
            outcome = found.get(f"outcome_{key}")
            if not outcome:
                continue
            confirmed = outcome == Decision.Outcome.CONFIRMED
            reason = found.get(f"reason_{key}") or (found.get("common_reason", "") if confirmed else "")
            if len(reason.strip()) < 3:
                self.add_error(f"reason_{key}", _("Please write the meeting's reason for this name."))
            else:
                said.append(Said(key, confirmed, reason))
        if not said and not self.errors:
            raise forms.ValidationError(_("No name was decided on; choose confirm or decline for at least one."))
        found["said"] = said
        return found
