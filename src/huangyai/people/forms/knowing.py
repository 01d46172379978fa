"""How somebody is reached and called, where else they live, what they agreed to, who their kin are."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from huangyai.design.fields import ThaiDateField
from huangyai.people.models import Address, Consent, Contact, Kinship, OtherName
from huangyai.places.models import Village
from huangyai.places.queries import villages

# From the person's page: what the other one is to them, and who stands first in the row.
KIN_WORDS = [
    ("child-of", _("parent of this person")),
    ("parent-of", _("child of this person")),
    ("spouse", _("spouse")),
    ("sibling", _("brother or sister")),
    ("guarded-by", _("guardian of this person")),
    ("guardian-of", _("under this person's guardianship")),
    ("cared-by", _("carer of this person")),
    ("carer-of", _("cared for by this person")),
]
# word → kind, and whether the person of the page stands first.
KIN_ROWS: dict[str, tuple[str, bool]] = {
    "child-of": (Kinship.Kind.PARENT.value, False),
    "parent-of": (Kinship.Kind.PARENT.value, True),
    "spouse": (Kinship.Kind.SPOUSE.value, True),
    "sibling": (Kinship.Kind.SIBLING.value, True),
    "guarded-by": (Kinship.Kind.GUARDIAN.value, False),
    "guardian-of": (Kinship.Kind.GUARDIAN.value, True),
    "cared-by": (Kinship.Kind.CARER.value, False),
    "carer-of": (Kinship.Kind.CARER.value, True),
}
# kind, and whether the person of the page stands first → what the other one is to them.
KIN_LABELS = {KIN_ROWS[word]: label for word, label in KIN_WORDS} | {
    (Kinship.Kind.SPOUSE.value, False): _("spouse"),
    (Kinship.Kind.SIBLING.value, False): _("brother or sister"),
}


class KinForm(forms.Form):
    """Another person, and what they are to this one."""

    other = forms.UUIDField(widget=forms.HiddenInput)
    word = forms.ChoiceField(label=_("That person is"), choices=KIN_WORDS)
    source = forms.CharField(label=_("Who said so"), max_length=60, required=False)


class ContactForm(forms.Form):
    """One more way to reach somebody."""

    way = forms.ChoiceField(label=_("Way"), choices=Contact.Way.choices)
    value = forms.CharField(label=_("Number or name"), max_length=80)
    whose = forms.CharField(label=_("Whose it is, if not their own"), max_length=80, required=False)


class OtherNameForm(forms.Form):
    """A nickname or former name."""

    kind = forms.ChoiceField(label=_("Kind"), choices=OtherName.Kind.choices)
    name = forms.CharField(label=_("Name"), max_length=80)


class AddressForm(forms.Form):
    """Where somebody lives, is registered or works besides their house here."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Address.Kind.choices)
    village = forms.ModelChoiceField(
        Village.objects.none(), label=_("Village"), required=False, empty_label=_("Outside the municipality")
    )
    house_no = forms.CharField(label=_("House number"), required=False, max_length=40)
    elsewhere = forms.CharField(label=_("Address elsewhere"), required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["village"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = villages()


class ConsentForm(forms.Form):
    """What somebody answered about one use of what is known of them."""

    purpose = forms.ChoiceField(label=_("For what"), choices=Consent.Purpose.choices)
    answer = forms.ChoiceField(label=_("Answer"), choices=Consent.Answer.choices)
    answered_on = ThaiDateField(label=_("Day of the answer"))
    spoken_by = forms.CharField(
        label=_("Who spoke for them"),
        required=False,
        max_length=80,
        help_text=_("For a child or somebody who can't; otherwise empty."),
    )
    until = ThaiDateField(label=_("Holds until"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answered_on"].initial = timezone.localdate()


class PlaceForm(forms.Form):
    """A point on the map."""

    latitude = forms.FloatField(label=_("Latitude"), min_value=-90, max_value=90)
    longitude = forms.FloatField(label=_("Longitude"), min_value=-180, max_value=180)
