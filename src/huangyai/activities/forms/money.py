"""What a session cost."""

from __future__ import annotations

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from huangyai.design.fields import ThaiDateField


class ExpenseForm(forms.Form):
    """Money spent on a session."""

    what = forms.CharField(label=_("What for?"), max_length=200)
    baht = forms.DecimalField(label=_("Baht"), min_value=Decimal("0.01"), max_digits=14, decimal_places=2)
    paid_on = ThaiDateField(label=_("Paid on"))
