"""What sessions cost, against their project's money."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum

from huangyai.activities.access import require_activity_work
from huangyai.activities.models import Expense, ExpensePayment, Session
from huangyai.activities.queries import payments_with_room, spent_on
from huangyai.kernel import Actor, Refusal
from huangyai.ledger.actions import record
from huangyai.plan.models import MoneyStep, Project, YearMoney


def pay_expense(*, actor: Actor, session: Session, baht: Decimal, what: str, paid_on: dt.date) -> Expense:
    """Write down what a session cost; never more than its project was given (`queries.money` says how it is counted)."""
    require_activity_work(actor)
    if baht <= 0:
        raise Refusal("amount-not-positive", th="จำนวนเงินต้องมากกว่าศูนย์", en="The amount must be more than zero.")
    with transaction.atomic():
        _require_money_left(session.activity.project, baht)
        expense = Expense.objects.create(
            municipality_id=actor.municipality_id, session=session, baht=baht, what=what, paid_on=paid_on
        )
        record(actor=actor, verb="expense.paid", subject=expense, session=session.pk, baht=str(baht))
    return expense


def settle_expenses(*, actor: Actor, step: MoneyStep, expenses: Sequence[Expense]) -> list[ExpensePayment]:
    """Say which payment covers these expenses, so that their money counts once; never more than was paid."""
    require_activity_work(actor)
    with transaction.atomic():
        # Held until it is written, so that two people can't use the same payment.
        Project.objects.select_for_update(of=("self",)).get(pk=step.project_id)
        open_ones = list(
            Expense.objects.filter(
                pk__in=[one.pk for one in expenses], payment__isnull=True, session__activity__project=step.project_id
            )
        )
        left = {payment.step.pk: payment.left for payment in payments_with_room(step.project)}.get(step.pk, Decimal(0))
        baht = sum((one.baht for one in open_ones), Decimal(0))
        if not open_ones or baht > left:
            raise Refusal(
                "payment-too-small",
                th=f"รายการจ่ายนี้เหลือ {left:,.2f} บาท ไม่พอกับค่าใช้จ่ายที่รอจ่าย {baht:,.2f} บาท โปรดเลือกรายการอื่น",
                en=f"{left:,.2f} baht of this payment are left for {baht:,.2f} baht of expenses; choose another.",
            )
        made = [
            ExpensePayment.objects.create(
                municipality_id=actor.municipality_id, expense=one, step=step, written_by_id=actor.user_id
            )
            for one in open_ones
        ]
        record(
            actor=actor, verb="expense.settled", subject=step, baht=str(baht), expenses=[one.pk for one in open_ones]
        )
    return made


def _require_money_left(project: Project, baht: Decimal) -> None:
    # Held until the expense is written, so that two people can't spend the same money.
    Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    given = YearMoney.objects.filter(project=project).aggregate(total=Sum("allocated"))["total"] or Decimal(0)
    left = given - spent_on(project)
    if baht > left:
        raise Refusal(
            "more-than-given",
            th=f"โครงการนี้เหลือเงินที่จัดสรรไว้ {left:,.2f} บาท จึงจ่าย {baht:,.2f} บาทไม่ได้ โปรดจัดสรรเพิ่มก่อน",
            en=f"This project has {left:,.2f} baht left of what it was given, so {baht:,.2f} can't be spent; "
            "allocate more first.",
        )
