"""Sources of money, and a year's money given out."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.db.models import Sum

from huangyai.kernel import Actor, Refusal
from huangyai.ledger.actions import record
from huangyai.plan.access import require_plan_work
from huangyai.plan.bridge import allocate
from huangyai.plan.models import FundingSource, Plan, ProjectProblem, YearMoney

_ALLOCATION_SECONDS = 10.0


def add_source(*, actor: Actor, code: str, name: str) -> FundingSource:
    """Add a source of money: the ordinance, a fund, a partner."""
    require_plan_work(actor)
    if FundingSource.objects.filter(code=code).exists():
        raise Refusal(
            "source-exists",
            th=f"มีแหล่งงบรหัส {code} แล้ว โปรดใช้แหล่งงบเดิม",
            en=f"There is a source with the code {code} already; use that one.",
        )
    with transaction.atomic():
        source = FundingSource.objects.create(municipality_id=actor.municipality_id, code=code, name=name)
        record(actor=actor, verb="source.added", subject=source, code=code)
    return source


def allocate_money(
    *, actor: Actor, plan: Plan, year: int, ceilings: Mapping[FundingSource, Decimal]
) -> list[YearMoney]:
    """Give a year's money out to the plan's own projects under each source's ceiling, most voices first, with the reason."""
    require_plan_work(actor)
    money = list(
        YearMoney.objects.filter(project__plan=plan, project__imported_key="", year=year, baht__gt=0)
        .select_related("project")
        .order_by("pk")
    )
    if not money or not ceilings:
        raise Refusal(
            "nothing-to-allocate",
            th=f"ปี {year} ยังไม่มีโครงการที่ตั้งงบไว้ หรือยังไม่มีวงเงินของแหล่งงบ โปรดใส่วงเงินอย่างน้อยหนึ่งแหล่ง",
            en=f"No project has money planned in {year}, or no source has a ceiling yet; give at least one a ceiling.",
        )
    voices = dict(
        ProjectProblem.objects.filter(project__plan=plan).values_list("project_id").annotate(n=Sum("problem__voices"))
    )
    allotted = {
        allotment.money_id: allotment for allotment in allocate(money, ceilings, voices, seconds=_ALLOCATION_SECONDS)
    }
    with transaction.atomic():
        for row in money:
            allotment = allotted[row.pk]
            row.source_id, row.allocated, row.reason = allotment.source_id, allotment.baht, allotment.reason
        YearMoney.objects.bulk_update(money, ["source", "allocated", "reason"])
        record(
            actor=actor,
            verb="money.allocated",
            subject=plan,
            year=year,
            projects=sum(1 for row in money if row.allocated),
            baht=str(sum((row.allocated or Decimal(0) for row in money), Decimal(0))),
        )
    return money
