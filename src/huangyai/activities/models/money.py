"""What sessions cost."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from huangyai.activities.models.sessions import Session
from huangyai.plan.models import MoneyStep
from huangyai.walls.models import MunicipalRow


class Expense(MunicipalRow):
    """What a session cost, against its project's money.

    Who held the session writes it down at once; the payment with its papers is the plan room's `MoneyStep`.
    """

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="expenses")
    baht = models.DecimalField(max_digits=14, decimal_places=2)
    what = models.CharField(max_length=200)
    paid_on = models.DateField()


class ExpensePayment(MunicipalRow):
    """The finance office's payment that covers an expense: from then on the payment counts, and the expense does not."""

    expense = models.OneToOneField(Expense, on_delete=models.PROTECT, related_name="payment")
    step = models.ForeignKey(MoneyStep, on_delete=models.PROTECT, related_name="+")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
