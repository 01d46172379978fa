from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from huangyai.accounts.queries import Colleague
from huangyai.design.fields import ThaiDateField
from huangyai.office.actions import PARTS_OF_PAPER, Order, PaperFacts
from huangyai.office.models import Paper, Position, Tenure, Unit
from huangyai.office.queries import positions
from huangyai.office.rules import Term

PART_LABELS = {
    "subject": _("Subject"),
    "addressee": _("Addressed to"),
    "reference": _("Refers to"),
    "enclosures": _("Enclosed"),
    "body": _("Text"),
}


class UnitForm(forms.Form):
    """A unit (กอง) of the town hall."""

    name = forms.CharField(label=_("Name of the unit"), max_length=200)
    letter_prefix = forms.CharField(
        label=_("Prefix of its letters"), max_length=40, help_text=_("As it stands on paper, for example AB 52301.")
    )
    address = forms.CharField(label=_("Address on its letters"), max_length=300, required=False)
    telephone = forms.CharField(label=_("Telephone"), max_length=40, required=False)


class PositionForm(forms.Form):
    """A position in which somebody signs."""

    name = forms.CharField(label=_("Name of the position"), max_length=200)
    rank = forms.IntegerField(
        label=_("Rank"), min_value=1, max_value=99, help_text=_("1 is the highest; signatures go from below upward.")
    )
    unit = forms.ModelChoiceField(
        Unit.objects.none(), label=_("Unit"), required=False, empty_label=_("none, such as the mayor")
    )

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose_unit(self, units)


def _choose_unit(form: forms.Form, units: list[Unit]) -> None:
    field = form.fields["unit"]
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = Unit.objects.filter(pk__in=[unit.pk for unit in units])


class TenureForm(forms.Form):
    """Who holds a position, acts in it or signs by delegation, as a written order says."""

    position = forms.ModelChoiceField(Position.objects.none(), label=_("Position"), empty_label=_("choose a position"))
    user = forms.ChoiceField(label=_("Who"))
    name = forms.CharField(
        label=_("Name under the signature"),
        max_length=200,
        required=False,
        help_text=_("With title, as it stands on paper."),
    )
    kind = forms.ChoiceField(label=_("In which standing"), choices=Tenure.Kind.choices, widget=forms.RadioSelect)
    first_day = ThaiDateField(label=_("From which day"))
    last_day = ThaiDateField(label=_("Until (empty: until further notice)"), required=False)
    order_number = forms.CharField(label=_("Order number"), max_length=80)
    ordered_on = ThaiDateField(label=_("Day of the order"))
    up_to_baht = forms.DecimalField(
        label=_("Up to how many baht (empty: any amount)"),
        required=False,
        min_value=0,
        max_digits=14,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )

    def __init__(self, *args: Any, people: list[Colleague], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        who, position = self.fields["user"], self.fields["position"]
        if isinstance(who, forms.ChoiceField):
            named = {str(person.user_id): person.name for person in people}
            who.choices = [("", "—"), *named.items()]
        if isinstance(position, forms.ModelChoiceField):
            position.queryset = positions()
        self.initial.setdefault("kind", Tenure.Kind.HOLDS)
        self.initial.setdefault("first_day", timezone.localdate())

    def user_id(self) -> uuid.UUID:
        """The account that was chosen."""
        return uuid.UUID(self.cleaned_data["user"])

    def term(self) -> Term:
        """From when to when."""
        return Term(self.cleaned_data["first_day"], self.cleaned_data["last_day"])

    def order(self) -> Order:
        """The order behind it."""
        return Order(self.cleaned_data["order_number"], self.cleaned_data["ordered_on"])


class TenureEndForm(forms.Form):
    """The last day of a tenure, by which order."""

    last_day = ThaiDateField(label=_("Last day"))
    order_number = forms.CharField(label=_("Order number"), max_length=80)


class PaperForm(forms.Form):
    """A letter or memo for somebody to sign."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Paper.Kind.choices, widget=forms.RadioSelect)
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("From which unit"), empty_label=_("choose a unit"))
    position = forms.ModelChoiceField(Position.objects.none(), label=_("Who signs"), empty_label=_("choose a position"))
    subject = forms.CharField(label=PART_LABELS["subject"], max_length=500)
    addressee = forms.CharField(label=PART_LABELS["addressee"], max_length=300)
    reference = forms.CharField(label=PART_LABELS["reference"], max_length=500, required=False)
    enclosures = forms.CharField(
        label=PART_LABELS["enclosures"], required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    body = forms.CharField(
        label=PART_LABELS["body"], widget=forms.Textarea(attrs={"rows": 8}), help_text=_("One line is one paragraph.")
    )

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose_unit(self, units)
        position = self.fields["position"]
        if isinstance(position, forms.ModelChoiceField):
            position.queryset = positions()
        self.initial.setdefault("kind", Paper.Kind.LETTER)

    def facts(self) -> PaperFacts:
        """What stands on it."""
        asked = self.cleaned_data
        return PaperFacts(**{key: asked[key] for key in ("kind", *PARTS_OF_PAPER)})


class PaperWithdrawalForm(forms.Form):
    """Why a paper is taken back."""

    reason = forms.CharField(label=_("Why it is withdrawn"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)


class PaperCorrectionForm(forms.Form):
    """What was wrong in a signed paper, what is right, and why."""

    part = forms.ChoiceField(label=_("Which part"), choices=list(PART_LABELS.items()))
    right = forms.CharField(label=_("What is right"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    reason = forms.CharField(label=_("Why"), max_length=500)
