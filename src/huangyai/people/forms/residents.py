from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from huangyai.design.fields import ThaiDateField
from huangyai.kernel import Actor, BadInput, NationalId
from huangyai.people.models import Household, HouseholdMember, Person
from huangyai.people.queries import household_at
from huangyai.people.rules import phone_digits
from huangyai.places.models import Village
from huangyai.places.queries import villages

_NICKNAME_HELP = _("What neighbours call them; the search finds it too.")
_PHONE_HELP = _("9 or 10 digits that begin with 0.")


class PhoneField(forms.CharField):
    """A Thai phone number, typed with or without dashes, in any digits."""

    def clean(self, value: Any) -> str:
        """Digits only, or a plain sentence."""
        typed = str(super().clean(value) or "")
        digits = phone_digits(typed)
        if typed and not digits:
            raise forms.ValidationError(_("A phone number has 9 or 10 digits and begins with 0; please check it."))
        return digits


class PeopleFilter(forms.Form):
    """What the list of residents is searched by."""

    q = forms.CharField(
        label=_("Name, nickname, phone, national id or house number"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    village = forms.ModelChoiceField(
        Village.objects.none(), label=_("Village"), required=False, empty_label=_("All villages")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_villages(self)


class CircumstancesForm(forms.Form):
    """What is asked at the door or by telephone."""

    nickname = forms.CharField(label=_("Nickname"), required=False, max_length=40, help_text=_NICKNAME_HELP)
    phone = PhoneField(label=_("Phone"), required=False, max_length=40, help_text=_PHONE_HELP)
    wheelchair = forms.BooleanField(
        label=_("Uses a wheelchair"), required=False, help_text=_("Their rides are planned with the lift van.")
    )


class PersonForm(forms.Form):
    """Somebody who is not in the register yet."""

    title = forms.CharField(label=_("Title"), required=False, max_length=40)
    given_name = forms.CharField(label=_("Given name"), max_length=80)
    family_name = forms.CharField(label=_("Family name"), required=False, max_length=80)
    nickname = forms.CharField(label=_("Nickname"), required=False, max_length=40, help_text=_NICKNAME_HELP)
    sex = forms.ChoiceField(label=_("Sex"), required=False, choices=Person.Sex.choices)
    birth_date = ThaiDateField(label=_("Birth date"), required=False)
    national_id = forms.CharField(
        label=_("National id"),
        required=False,
        max_length=20,
        help_text=_("13 digits. It is kept sealed and never shown in full."),
    )
    phone = PhoneField(label=_("Phone"), required=False, max_length=40, help_text=_PHONE_HELP)
    wheelchair = forms.BooleanField(label=_("Uses a wheelchair"), required=False)
    village = forms.ModelChoiceField(
        Village.objects.none(), label=_("Village"), required=False, empty_label=_("Not known yet")
    )
    house_no = forms.CharField(label=_("House number"), required=False, max_length=40)
    new_house = forms.BooleanField(
        label=_("The house is not in the register yet: add it"),
        required=False,
        help_text=_("For a house without a number, write what people call it."),
    )
    stay = forms.ChoiceField(
        label=_("Where they live and where they are registered"),
        required=False,
        choices=HouseholdMember.Stay.choices,
        initial=HouseholdMember.Stay.BOTH,
        widget=forms.RadioSelect,
    )

    household: Household | None = None

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        _offer_villages(self)

    def clean_national_id(self) -> NationalId | None:
        """The id, or a plain sentence in the page's language."""
        typed = str(self.cleaned_data["national_id"])
        try:
            return NationalId.parse(typed) if typed else None
        except BadInput as bad:
            raise forms.ValidationError(bad.faults[0].words.say(get_language() or "th")) from bad

    def clean(self) -> dict[str, Any]:
        """Find the house, if one was named."""
        found = super().clean() or self.cleaned_data
        village, house_no = found.get("village"), found.get("house_no")
        if village and house_no:
            self.household = household_at(self.actor, village, house_no)
            if self.household is None and not found.get("new_house"):
                self.add_error(
                    "house_no",
                    _("There is no such house in this village; check the number, or say below that it is a new house."),
                )
        elif found.get("new_house") or found.get("stay") not in {"", HouseholdMember.Stay.BOTH}:
            # Otherwise nobody would know later where they live, or are registered.
            self.add_error("house_no", _("Say which village and which house it is."))
        return found

    @property
    def new_home(self) -> tuple[Village, str] | None:
        """The house to add, where the register has none of that number."""
        found = self.cleaned_data
        return (found["village"], found["house_no"].strip()) if found["new_house"] and not self.household else None


class MergeForm(forms.Form):
    """Two entries that are one person."""

    other = forms.UUIDField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Why they are one person"),
        max_length=300,
        help_text=_("For example: same birth date and phone, the family name was misspelt."),
    )


def _offer_villages(form: forms.Form) -> None:
    field = form.fields["village"]
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = villages()
