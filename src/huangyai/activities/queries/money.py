"""What projects have spent, each baht once.

Two hands write down spending. Whoever holds a session writes at once what it cost (`Expense`); the finance office pays
later, with numbered papers (the plan room's `MoneyStep` at the stage *paid*). An expense counts against its project's
money until a payment covers it (`ExpensePayment`); from then on the payment counts and the expense only tells what it
was for. So a project has spent: everything paid, as corrected, and the expenses that no payment covers yet.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from huangyai.activities.models import Expense, ExpensePayment, Session
from huangyai.office.queries import corrections_of
from huangyai.plan.models import MoneyStep, Project
from huangyai.plan.queries.following import step_line

_NOTHING = Decimal(0)


def expenses_of(session: Session) -> list[Expense]:
    """What a session cost, with the payment that covers it."""
    return list(Expense.objects.filter(session=session).select_related("payment__step").order_by("paid_on"))


def spent_by_project(projects: Collection[uuid.UUID] | None = None) -> dict[uuid.UUID, Decimal]:
    """What each of these projects (None: all) has spent: what was paid, and what waits for its payment. Three queries."""
    spent: dict[uuid.UUID, Decimal] = defaultdict(Decimal)
    waiting = Expense.objects.filter(payment__isnull=True)
    paid = MoneyStep.objects.filter(stage=MoneyStep.Kind.PAID)
    if projects is not None:
        waiting = waiting.filter(session__activity__project__in=projects)
        paid = paid.filter(project__in=projects)
    steps = list(paid)
    corrections = corrections_of(steps)
    for step in steps:
        spent[step.project_id] += step_line(step, tuple(corrections.get(step.pk, ()))).baht
    sums = waiting.order_by().values_list("session__activity__project_id").annotate(baht=Sum("baht"))
    for project, baht in sums:
        spent[project] += baht
    return dict(spent)


def spent_on(project: Project) -> Decimal:
    """What a project has spent so far, each baht once."""
    return spent_by_project([project.pk]).get(project.pk, _NOTHING)


def spent_in_all() -> Decimal:
    """What all projects have spent, each baht once; public."""
    return sum(spent_by_project().values(), _NOTHING)


@dataclass(frozen=True, slots=True)
class PaymentLeft:
    """A payment of the project, and how much of it no expense explains yet."""

    step: MoneyStep
    left: Decimal


def payments_with_room(project: Project) -> list[PaymentLeft]:
    """The project's payments that can cover more expenses."""
    steps = list(MoneyStep.objects.filter(project=project, stage=MoneyStep.Kind.PAID))
    corrections = corrections_of(steps)
    covered = dict(
        ExpensePayment.objects.filter(step__in=steps).order_by().values_list("step_id").annotate(Sum("expense__baht"))
    )
    found = [
        PaymentLeft(step, step_line(step, tuple(corrections.get(step.pk, ()))).baht - covered.get(step.pk, _NOTHING))
        for step in steps
    ]
    return [payment for payment in found if payment.left > 0]
