"""What sessions have cost."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import Sum

from huangyai.activities.models import Expense, Session
from huangyai.plan.models import Project


def expenses_of(session: Session) -> list[Expense]:
    """What was paid for a session."""
    return list(Expense.objects.filter(session=session).order_by("paid_on"))


def spent_on(project: Project) -> Decimal:
    """What a project's sessions have cost so far."""
    return Expense.objects.filter(session__activity__project=project).aggregate(total=Sum("baht"))["total"] or Decimal(
        0
    )


def spent_in_all() -> Decimal:
    """What all sessions have cost; public."""
    return Expense.objects.aggregate(total=Sum("baht"))["total"] or Decimal(0)
