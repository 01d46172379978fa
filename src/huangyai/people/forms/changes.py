"""What somebody types who proposes a change, one form for each kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from huangyai.design.fields import ThaiDateField
from huangyai.kernel import Actor, BadInput, NationalId
from huangyai.kernel.words import arabic_digits
from huangyai.people.models import ChangeRequest, Household, HouseholdMember, Person
from huangyai.people.queries import household_at
from huangyai.people.queries.planning import CORRECTED
from huangyai.people.queries.preview import VALUE_LABELS
from huangyai.people.rules import phone_digits
from huangyai.places.models import Village
from huangyai.places.queries import villages

_PARTS = [choice for choice in HouseholdMember.Part.choices if choice[0] != HouseholdMember.Part.HEAD]


class ChangeForm(forms.Form):
    """What every change says: why, and what proves it. `members` are those whom it may be about."""

    kind = ""
    national_id: NationalId | None = None

    def __init__(
        self, *args: Any, actor: Actor, members: Sequence[Person], household: Household | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.members, self.household = actor, list(members), household
        self.fields["source"] = forms.CharField(
            label=_("What proves it"),
            max_length=60,
            help_text=_("For example: identity card, house registration book, birth or death certificate."),
        )
        self.fields["reason"] = forms.CharField(
            label=_("Why"), max_length=300, min_length=5, help_text=_("Who approves it reads this.")
        )
        self.choose_among_members()

    def choose_among_members(self) -> None:
        """Offer the people of the house where the form asks for some of them."""

    def people(self) -> list[Person]:
        """Whom the change is about."""
        return self.members[:1]

    def asked(self) -> dict[str, Any]:
        """What is asked for, as the kind of change understands it."""
        raise NotImplementedError

    def _offer(self, *names: str) -> None:
        choices = [(str(member.pk), member.full_name) for member in self.members]
        for name in names:
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [*([("", "–")] if not field.required else []), *choices]

    def _chosen(self, name: str) -> list[Person]:
        wanted = self.cleaned_data[name]
        return [member for member in self.members if str(member.pk) in wanted]


class CorrectionForm(ChangeForm):
    """Another value for something that the register says of a person."""

    kind = ChangeRequest.Kind.CORRECTION.value
    field = forms.ChoiceField(label=_("What is wrong"), choices=[(name, VALUE_LABELS[name]) for name in CORRECTED])
    value = forms.CharField(label=_("What is right"), required=False, max_length=120)
    misspelt = forms.BooleanField(
        label=_("It was misspelt, nobody was ever called so"),
        required=False,
        help_text=_("Otherwise the search goes on finding them by the former name."),
    )

    def clean(self) -> dict[str, Any]:
        """The value must be one that the field can have."""
        found = super().clean() or self.cleaned_data
        field, typed = found.get("field"), str(found.get("value", "")).strip()
        language = get_language() or "th"
        try:
            if field == "birth_date" and typed:
                found["value"] = ThaiDateField(required=False).clean(typed).isoformat()
            elif field == "national_id":
                self.national_id, found["value"] = NationalId.parse(typed), ""
            elif field == "phone" and typed:
                found["value"] = phone_digits(typed)
                if not found["value"]:
                    self.add_error("value", _("A phone number has 9 or 10 digits and begins with 0; please check it."))
            elif field == "sex":
                sexes = {str(label): value for value, label in Person.Sex.choices} | {
                    "ญ": "f",
                    "ช": "m",
                    "f": "f",
                    "m": "m",
                    "หญิง": "f",
                    "ชาย": "m",
                }
                if typed not in sexes:
                    self.add_error("value", _("Type male or female."))
                found["value"] = sexes.get(typed, "")
            elif field == "given_name" and not typed:
                self.add_error("value", _("Everybody has a given name."))
            elif field == "birth_date":
                found["value"] = None
            if field in {"given_name", "family_name"} and len(typed) > 80:
                self.add_error("value", _("That is too long."))
        except BadInput as bad:
            self.add_error("value", bad.faults[0].words.say(language))
        except forms.ValidationError as wrong:
            self.add_error("value", wrong)
        return found

    def asked(self) -> dict[str, Any]:
        """The field and its new value."""
        wanted = self.cleaned_data
        return {
            "person": str(self.members[0].pk),
            "field": wanted["field"],
            "value": wanted["value"],
            "misspelt": wanted["misspelt"],
            "source": wanted["source"],
        }


class DeathForm(ChangeForm):
    """Somebody has died."""

    kind = ChangeRequest.Kind.DEATH.value
    on = ThaiDateField(label=_("Day of death"))

    def asked(self) -> dict[str, Any]:
        """Who, and when."""
        wanted = self.cleaned_data
        return {"person": str(self.members[0].pk), "on": wanted["on"].isoformat(), "source": wanted["source"]}


class _WhereForm(ChangeForm):
    """A form that names a house: one that stands, or a new one."""

    here = ""

    def where(self) -> dict[str, Any]:
        """The house as the change understands it."""
        village, house_no = self.cleaned_data.get("village"), str(self.cleaned_data.get("house_no", "")).strip()
        if not village:
            return {}
        home = household_at(self.actor, village, house_no)
        if home and self.kind == ChangeRequest.Kind.MOVE:
            return {"to": str(home.pk)}
        return {"village": str(village.pk), "house_no": house_no}


class MoveForm(_WhereForm):
    """People move: into another house here, or away."""

    kind = ChangeRequest.Kind.MOVE.value
    people_moving = forms.MultipleChoiceField(label=_("Who moves"), widget=forms.CheckboxSelectMultiple)
    moves = forms.ChoiceField(
        label=_("What moves"),
        widget=forms.RadioSelect,
        initial="both",
        choices=[
            ("both", _("home and registration")),
            ("home", _("only home: they stay registered where they are")),
            ("registration", _("only registration: they live where they lived")),
        ],
    )
    village = forms.ModelChoiceField(
        Village.objects.none(), label=_("To village"), required=False, empty_label=_("Away from here")
    )
    house_no = forms.CharField(
        label=_("House number"),
        required=False,
        max_length=40,
        help_text=_("A number that is not in the register makes a new house."),
    )
    elsewhere = forms.CharField(label=_("Address elsewhere"), required=False, max_length=200)
    on = ThaiDateField(label=_("Day of the move"))

    def choose_among_members(self) -> None:
        """The person, or the people of the house."""
        self._offer("people_moving")
        self.fields["people_moving"].initial = [str(self.members[0].pk)] if self.members else []
        field = self.fields["village"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = villages()

    def clean(self) -> dict[str, Any]:
        """A house here, or an address elsewhere."""
        found = super().clean() or self.cleaned_data
        if found.get("village") and not found.get("house_no"):
            self.add_error("house_no", _("Which house of the village?"))
        if not found.get("village") and not found.get("elsewhere"):
            self.add_error("elsewhere", _("Choose a village here, or write where they go."))
        return found

    def people(self) -> list[Person]:
        """Those who move."""
        return self._chosen("people_moving")

    def asked(self) -> dict[str, Any]:
        """Who, what and where to."""
        wanted = self.cleaned_data
        return {
            "people": [str(person.pk) for person in self.people()],
            "moves": wanted["moves"],
            "elsewhere": "" if wanted["village"] else wanted["elsewhere"],
            "on": wanted["on"].isoformat(),
            "source": wanted["source"],
            **self.where(),
        }


class HeadForm(ChangeForm):
    """Somebody else becomes head of the household."""

    kind = ChangeRequest.Kind.HEAD.value
    head = forms.ChoiceField(label=_("New head of the household"))
    former_part = forms.ChoiceField(label=_("The former head becomes"), choices=_PARTS)
    on = ThaiDateField(label=_("From which day"))

    def choose_among_members(self) -> None:
        """Any member may be head."""
        self._offer("head")

    def people(self) -> list[Person]:
        """The new head."""
        return self._chosen("head")

    def asked(self) -> dict[str, Any]:
        """Who becomes head, and what the former one becomes."""
        wanted = self.cleaned_data
        return {
            "head": wanted["head"],
            "former_part": wanted["former_part"],
            "on": wanted["on"].isoformat(),
            "source": wanted["source"],
        }


class SplitForm(_WhereForm):
    """Some of a house become a household of their own."""

    kind = ChangeRequest.Kind.SPLIT.value
    leaving = forms.MultipleChoiceField(label=_("Who leaves"), widget=forms.CheckboxSelectMultiple)
    head = forms.ChoiceField(label=_("Head of the new household"))
    village = forms.ModelChoiceField(Village.objects.none(), label=_("Village"))
    house_no = forms.CharField(label=_("House number"), max_length=40)
    on = ThaiDateField(label=_("From which day"))

    def choose_among_members(self) -> None:
        """Any member may leave."""
        self._offer("leaving", "head")
        field = self.fields["village"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = villages()
            field.initial = self.household.village_id if self.household else None

    def clean(self) -> dict[str, Any]:
        """The new head is one of those who leave."""
        found = super().clean() or self.cleaned_data
        if found.get("head") and found.get("leaving") and found["head"] not in found["leaving"]:
            self.add_error("head", _("The head of the new household is one of those who leave."))
        return found

    def people(self) -> list[Person]:
        """Those who leave."""
        return self._chosen("leaving")

    def asked(self) -> dict[str, Any]:
        """Who leaves, under whom, to which house."""
        wanted = self.cleaned_data
        return {
            "people": [str(person.pk) for person in self.people()],
            "head": wanted["head"],
            "on": wanted["on"].isoformat(),
            "source": wanted["source"],
            **self.where(),
        }


class HouseForm(ChangeForm):
    """The number or the village of a house was written wrongly, or was changed by the registrar."""

    kind = ChangeRequest.Kind.HOUSE.value
    village = forms.ModelChoiceField(Village.objects.none(), label=_("Village"))
    house_no = forms.CharField(label=_("House number"), max_length=40)

    def choose_among_members(self) -> None:
        """What stands there now is written in already."""
        field = self.fields["village"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = villages()
        if self.household:
            field.initial, self.fields["house_no"].initial = self.household.village_id, self.household.house_no

    def clean_house_no(self) -> str:
        """Thai digits are digits."""
        return arabic_digits(str(self.cleaned_data["house_no"])).strip()

    def people(self) -> list[Person]:
        """Everybody who lives there."""
        return self.members

    def asked(self) -> dict[str, Any]:
        """Where the house stands in truth."""
        wanted = self.cleaned_data
        return {"village": str(wanted["village"].pk), "house_no": wanted["house_no"], "source": wanted["source"]}


class BirthForm(ChangeForm):
    """A child is born into a house."""

    kind = ChangeRequest.Kind.BIRTH.value
    title = forms.ChoiceField(label=_("Title"), choices=[("ด.ญ.", "ด.ญ."), ("ด.ช.", "ด.ช.")])
    given_name = forms.CharField(label=_("Given name"), max_length=80)
    family_name = forms.CharField(label=_("Family name"), max_length=80)
    birth_date = ThaiDateField(label=_("Birth date"))
    child_id = forms.CharField(label=_("National id"), required=False, max_length=20)
    mother = forms.ChoiceField(label=_("Mother"))
    father = forms.ChoiceField(label=_("Father"), required=False)

    def choose_among_members(self) -> None:
        """Parents live in the house; others are noted as kin afterwards."""
        self._offer("mother", "father")

    def clean_child_id(self) -> str:
        """The id, or a plain sentence."""
        typed = str(self.cleaned_data["child_id"])
        try:
            self.national_id = NationalId.parse(typed) if typed else None
        except BadInput as bad:
            raise forms.ValidationError(bad.faults[0].words.say(get_language() or "th")) from bad
        return ""

    def people(self) -> list[Person]:
        """The mother: the child is not in the register yet."""
        return self._chosen("mother")

    def asked(self) -> dict[str, Any]:
        """The child and its parents."""
        wanted = self.cleaned_data
        return {
            "title": wanted["title"],
            "given_name": wanted["given_name"],
            "family_name": wanted["family_name"],
            "sex": "f" if wanted["title"] == "ด.ญ." else "m",
            "birth_date": wanted["birth_date"].isoformat(),
            "mother": wanted["mother"],
            "father": wanted["father"],
            "source": wanted["source"],
        }


class DecisionForm(forms.Form):
    """Why a change is declined or undone, or a remark to its approval."""

    reason = forms.CharField(label=_("Reason"), required=False, max_length=300)


# What may be proposed from a person's page, and from a household's.
PERSON_FORMS: dict[str, type[ChangeForm]] = {form.kind: form for form in (CorrectionForm, MoveForm, DeathForm)}
HOUSEHOLD_FORMS: dict[str, type[ChangeForm]] = {
    form.kind: form for form in (MoveForm, SplitForm, HeadForm, BirthForm, HouseForm)
}
