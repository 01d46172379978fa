from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from huangyai.accounts.queries import Colleague
from huangyai.design.fields import ThaiDateField
from huangyai.kernel import Words
from huangyai.people.rules import without_title
from huangyai.places.queries import villages
from huangyai.targets.models import Candidate, Decision, JointMeeting, Outcome, Party
from huangyai.targets.queries import CandidateLine

MOST_PARTIES = 8


class MeetingForm(forms.Form):
    """A joint meeting of all parties: when, by which rule it agrees, and who sits at the table."""

    held_on = ThaiDateField(label=_("Day"))
    venue = forms.CharField(label=_("Where"), max_length=200)
    rule = forms.ChoiceField(
        label=_("A name is confirmed when"),
        choices=JointMeeting.Rule.choices,
        widget=forms.RadioSelect,
        initial=JointMeeting.Rule.TOGETHER,
        required=False,
    )
    least = forms.IntegerField(
        label=_("How many parties, where the rule asks for a number"),
        required=False,
        min_value=1,
        max_value=MOST_PARTIES,
    )
    look_again_months = forms.IntegerField(
        label=_("Look at confirmed names again after how many months"),
        required=False,
        min_value=0,
        max_value=60,
        initial=12,
        help_text=_("0: never by itself"),
    )
    chair = forms.ChoiceField(label=_("Which party chairs"), required=False)

    def __init__(
        self, *args: Any, colleagues: Sequence[Colleague], sources: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("held_on", timezone.localdate())
        chair = self.fields["chair"]
        if isinstance(chair, forms.ChoiceField):
            chair.choices = [("", "—"), *((str(number), str(number)) for number in range(1, MOST_PARTIES + 1))]
        people = [("", "—"), *((str(one.user_id), f"{one.name} · {one.unit or one.role_label}") for one in colleagues)]
        for number in range(1, MOST_PARTIES + 1):
            self.fields[f"name_{number}"] = forms.CharField(required=False, max_length=200)
            self.fields[f"member_{number}"] = forms.ChoiceField(required=False, choices=people)
            self.fields[f"sees_{number}"] = forms.MultipleChoiceField(
                required=False, choices=sources, widget=forms.CheckboxSelectMultiple
            )

    @property
    def rows(self) -> list[tuple[int, Any, Any, Any]]:
        """The seats, for the page."""
        return [
            (number, self[f"name_{number}"], self[f"member_{number}"], self[f"sees_{number}"])
            for number in range(1, MOST_PARTIES + 1)
        ]

    @property
    def chosen_chair(self) -> int:
        """The seat whose party chairs, as it was chosen beside its name; 0 for none."""
        chosen = str(self["chair"].value() or "")
        return int(chosen) if chosen.isdigit() else 0

    @property
    def many(self) -> bool:
        """More parties than the page shows at first."""
        return any(self[f"name_{number}"].value() for number in range(5, MOST_PARTIES + 1))

    def clean(self) -> dict[str, Any]:
        """The parties that were named, each once."""
        found = super().clean() or self.cleaned_data
        seats = [
            Seated(
                found[f"name_{number}"].strip(),
                found.get("chair") == str(number),
                tuple(found.get(f"sees_{number}", ())),
                uuid.UUID(found[f"member_{number}"]) if found.get(f"member_{number}") else None,
            )
            for number in range(1, MOST_PARTIES + 1)
            if found.get(f"name_{number}", "").strip()
        ]
        chair = found.get("chair")
        if chair and not found.get(f"name_{chair}", "").strip():
            self.add_error(f"name_{chair}", _("This party chairs, so write its name."))
        if len({seat.name for seat in seats}) < max(2, len(seats)) and not self.errors:
            raise forms.ValidationError(_("A joint meeting needs at least two parties, each with a name of its own."))
        found["seats"] = seats
        return found


@dataclass(frozen=True, slots=True)
class Seated:
    """A party as the form names it."""

    name: str
    chairs: bool
    sees: tuple[str, ...]
    member: uuid.UUID | None


def source_choices(registers: Mapping[str, Words]) -> list[tuple[str, str]]:
    """Whose facts a party may be shown beside name, age and village."""
    language = get_language() or "th"
    named = [(key, words.say(language)) for key, words in registers.items() if key != "civil"]
    return [*named, ("survey", str(_("the household survey"))), ("visited", str(_("home visits")))]


@dataclass(frozen=True, slots=True)
class Said:
    """What the meeting, or a party, said of one name on the page."""

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


class WordsForm(forms.Form):
    """What parties say of one name: at one screen every party has a line, at its own screen a party has only its own.

    The button that was pressed says it for every line that was left open. At the shared screen that leaves out who has
    `spoken` at a screen of their own: their word changes only where it is changed by name.
    """

    everybody = forms.ChoiceField(required=False, choices=[("", ""), *Outcome.choices])
    common_reason = forms.CharField(label=_("Reason"), required=False, max_length=300)

    def __init__(
        self,
        *args: Any,
        parties: Sequence[Party],
        candidate: Candidate,
        usual: str = "",
        spoken: Collection[uuid.UUID] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.parties, self.candidate, self.usual = parties, candidate, usual
        self.spoken = spoken if len(parties) > 1 else ()
        # What was said of the last name that was confirmed stands ready; whoever declines has to say why.
        self.initial.setdefault("common_reason", usual)
        for party in parties:
            self.fields[f"outcome_{party.pk}"] = forms.ChoiceField(
                required=False,
                choices=[*Outcome.choices, ("", _("later"))],
                widget=forms.RadioSelect,
                initial="",
                label=party.name,
            )
            self.fields[f"reason_{party.pk}"] = forms.CharField(required=False, max_length=300, label=_("Reason"))

    @property
    def rows(self) -> list[tuple[Party, Any, Any]]:
        """The parties, for the page."""
        return [(party, self[f"outcome_{party.pk}"], self[f"reason_{party.pk}"]) for party in self.parties]

    def clean(self) -> dict[str, Any]:
        """Who spoke, each with a reason of its own or the common one."""
        found = super().clean() or self.cleaned_data
        said = []
        for party in self.parties:
            outcome = found.get(f"outcome_{party.pk}") or (party.pk not in self.spoken and found.get("everybody"))
            if not outcome:
                continue
            reason = (found.get(f"reason_{party.pk}") or found.get("common_reason") or "").strip()
            if len(reason) < 3 or (outcome == Outcome.DECLINED and reason == self.usual):
                self.add_error(f"reason_{party.pk}", _("Please write the reason of this party."))
            else:
                said.append((party, outcome == Outcome.CONFIRMED, reason))
        if not said and not self.errors:
            raise forms.ValidationError(_("No party has said anything of this name yet."))
        found["said"] = said
        return found


class NamingForm(forms.Form):
    """Somebody whom a party knows and no register named."""

    full_name = forms.CharField(label=_("Given name and family name"), max_length=120)
    village = forms.ModelChoiceField(label=_("Village"), queryset=villages(), empty_label=_("choose a village"))
    reason = forms.CharField(label=_("Why they should be on the list"), min_length=3, max_length=200)

    def clean_full_name(self) -> str:
        """A whole name: parts of one would find people whom the party does not know."""
        name: str = " ".join(self.cleaned_data["full_name"].split())
        if " " not in without_title(name):
            raise forms.ValidationError(_("Write the given name and the family name, with a space between them."))
        return name


class QuestionForm(forms.Form):
    """Something that has to be found out."""

    question = forms.CharField(label=_("What has to be found out"), min_length=3, max_length=300)
    falls_to = forms.CharField(label=_("Who finds it out"), required=False, max_length=200)
    candidate = forms.UUIDField(required=False, widget=forms.HiddenInput)


class AnswerForm(forms.Form):
    """What was found out."""

    answer = forms.CharField(label=_("What was found out"), min_length=3, max_length=300)


class ClosureForm(forms.Form):
    """The meeting ends."""

    resolution = forms.CharField(
        label=_("Other resolutions, for the minutes"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
