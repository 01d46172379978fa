"""What came of an occupation activity."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from huangyai.activities.models import Livelihood
from huangyai.design.fields import ThaiDateField
from huangyai.people.models import Person


class LivelihoodForm(forms.Form):
    """Somebody's next step from a skill to an income."""

    person = forms.ModelChoiceField(Person.objects.none(), label=_("Who?"))
    step = forms.ChoiceField(label=_("Step reached"), choices=Livelihood.Step.choices)
    day = ThaiDateField(label=_("On which day?"))
    baht_a_month = forms.DecimalField(
        label=_("Baht a month from it"), min_value=Decimal(0), max_digits=10, decimal_places=2, required=False
    )

    def __init__(self, *args: Any, learners: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["person"]
        if isinstance(choice, forms.ModelChoiceField):
            choice.queryset = learners
