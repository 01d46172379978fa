"""What people type in the people room."""

from huangyai.people.forms.changes import HOUSEHOLD_FORMS, PERSON_FORMS, ChangeForm, DecisionForm
from huangyai.people.forms.knowing import (
    KIN_LABELS,
    KIN_ROWS,
    AddressForm,
    ConsentForm,
    ContactForm,
    KinForm,
    OtherNameForm,
    PlaceForm,
)
from huangyai.people.forms.places import CommunityForm, HouseholdFilter, SeatForm, VillageForm
from huangyai.people.forms.residents import CircumstancesForm, MergeForm, PeopleFilter, PersonForm, PhoneField

__all__ = [
    "HOUSEHOLD_FORMS",
    "KIN_LABELS",
    "KIN_ROWS",
    "PERSON_FORMS",
    "AddressForm",
    "ChangeForm",
    "CircumstancesForm",
    "CommunityForm",
    "ConsentForm",
    "ContactForm",
    "DecisionForm",
    "HouseholdFilter",
    "KinForm",
    "MergeForm",
    "OtherNameForm",
    "PeopleFilter",
    "PersonForm",
    "PhoneField",
    "PlaceForm",
    "SeatForm",
    "VillageForm",
]
