"""What a session cost."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huangyai.activities.queries import PaymentLeft
from huangyai.design.fields import ThaiDateField


class ExpenseForm(forms.Form):
    """Money spent on a session."""

    what = forms.CharField(label=_("What for?"), max_length=200)
    baht = forms.DecimalField(label=_("Baht"), min_value=Decimal("0.01"), max_digits=14, decimal_places=2)
    paid_on = ThaiDateField(label=_("Paid on"))


class SettlementForm(forms.Form):
    """Which payment of the finance office covers the expenses of a session."""

    def __init__(self, *args: Any, payments: Sequence[PaymentLeft], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            (str(payment.step.pk), f"{payment.step.document_number} · {payment.left:,.2f}") for payment in payments
        ]
        self.fields["step"] = forms.ChoiceField(label=_("Payment (document, baht left)"), choices=choices)
