"""What sessions cost."""

from __future__ import annotations

from django.db import models

from huangyai.activities.models.sessions import Session
from huangyai.walls.models import MunicipalRow


class Expense(MunicipalRow):
    """Money spent on a session, against its project's money."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="expenses")
    baht = models.DecimalField(max_digits=14, decimal_places=2)
    what = models.CharField(max_length=200)
    paid_on = models.DateField()
