"""What sessions cost, against their project's money."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum

from huangyai.activities.access import require_activity_work
from huangyai.activities.models import Expense, Session
from huangyai.activities.queries import spent_on
from huangyai.kernel import Actor, Refusal
from huangyai.ledger.actions import record
from huangyai.plan.models import Project, YearMoney


def pay_expense(*, actor: Actor, session: Session, baht: Decimal, what: str, paid_on: dt.date) -> Expense:
    """Write down money spent on a session; never more than its project was given."""
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
