from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from huangyai.design.fields import ThaiDateField
from huangyai.kernel import Actor, FiscalYear
from huangyai.targets.models import Criterion, Decision, Register
from huangyai.targets.queries import CandidateLine, criteria
from huangyai.targets.rules.criteria import CONDITIONS

LARGEST_FILE = 20 * 1024 * 1024
MOST_CONDITIONS = 4


class RegisterForm(forms.Form):
    """An office's list that is brought in."""

    kind = forms.ChoiceField(label=_("Which list"), choices=[("", "—"), *Register.Kind.choices])
    file = forms.FileField(
        label=_("File"),
        max_length=200,
        help_text=_("CSV with the headings in the first row, as the office sent it. The file is kept sealed."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def clean_file(self) -> UploadedFile[bytes]:
        """A file that can be read in one go."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_FILE:
            raise forms.ValidationError(_("The file is larger than 20 MB; bring it in parts."))
        return file


class RowPersonForm(forms.Form):
    """Who a waiting row is."""

    person = forms.UUIDField(widget=forms.HiddenInput)


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


class TargetListForm(forms.Form):
    """A list that is drawn by a card."""

    criterion = forms.ChoiceField(label=_("Criteria card"))
    name = forms.CharField(label=_("Name of the list"), max_length=200)
    fiscal_year = forms.IntegerField(label=_("Fiscal year (BE)"), min_value=2500, max_value=2700)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cards: dict[str, Criterion] = {str(card.pk): card for card in criteria(actor)}
        field = self.fields["criterion"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "—"), *((key, card.name) for key, card in self.cards.items())]
        self.initial.setdefault("fiscal_year", FiscalYear.of(timezone.localdate()).be)

    def clean_criterion(self) -> Criterion:
        """The card that was chosen."""
        return self.cards[self.cleaned_data["criterion"]]


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


class CandidateForm(forms.Form):
    """Somebody whom the meeting adds."""

    person = forms.UUIDField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("The meeting's reason"), min_length=3, max_length=300)


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
