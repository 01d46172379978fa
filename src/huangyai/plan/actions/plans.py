"""A plan begins, gets its strategies, and is announced."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from huangyai.kernel import Actor, Refusal
from huangyai.ledger.actions import record
from huangyai.plan.access import require_approval, require_plan_work
from huangyai.plan.actions.entering import answer_by_plan, require_draft
from huangyai.plan.models import Plan, PlanApproval, Project, Strategy
from huangyai.plan.queries.amending import open_editions


def begin_plan(*, actor: Actor, first_year: int, last_year: int, vision: str = "") -> Plan:
    """Begin a plan of five Buddhist years."""
    require_plan_work(actor)
    if last_year - first_year != 4:
        raise Refusal(
            "not-five-years",
            th="แผนพัฒนาท้องถิ่นมีห้าปี เช่น 2571–2575 โปรดตรวจปีแรกและปีสุดท้าย",
            en="A local development plan has five years, such as 2571–2575; check the first and the last.",
        )
    if Plan.objects.filter(first_year=first_year).exists():
        raise Refusal(
            "plan-exists",
            th=f"มีแผนที่เริ่มปี {first_year} แล้ว โปรดเปิดแผนเดิม",
            en=f"There is already a plan that begins in {first_year}; open that one.",
        )
    with transaction.atomic():
        plan = Plan.objects.create(
            municipality_id=actor.municipality_id, first_year=first_year, last_year=last_year, vision=vision
        )
        record(actor=actor, verb="plan.begun", subject=plan, first_year=first_year)
    return plan


def restate_vision(
    *,
    actor: Actor,
    plan: Plan,
    vision: str,
    strategies: Mapping[uuid.UUID, str],
    alignments: Mapping[uuid.UUID, str] | None = None,
) -> Plan:
    """Write a draft plan's vision and the names of its strategies anew, and from what each of them follows (ก. to จ.)."""
    require_plan_work(actor)
    with transaction.atomic():
        require_draft(plan)
        row = Plan.objects.select_for_update().get(pk=plan.pk)
        row.vision = vision.strip()
        row.save(update_fields=["vision"])
        for strategy in Strategy.objects.filter(plan=plan, pk__in=strategies):
            strategy.name = strategies[strategy.pk].strip()
            strategy.alignment = (alignments or {}).get(strategy.pk, strategy.alignment).rstrip()
            strategy.save(update_fields=["name", "alignment"])
        record(actor=actor, verb="plan.restated", subject=plan)
    return row


def add_strategy(*, actor: Actor, plan: Plan, number: str, name: str) -> Strategy:
    """Add a strategy (ยุทธศาสตร์, ประเด็นการพัฒนา) to a draft plan, or to one that an edition is being written for."""
    require_plan_work(actor)
    if Strategy.objects.filter(plan=plan, number=number).exists():
        raise Refusal(
            "strategy-exists",
            th=f"แผนนี้มียุทธศาสตร์เลขที่ {number} แล้ว โปรดใช้เลขที่ถัดไป",
            en=f"This plan has a strategy number {number} already; take the next number.",
        )
    with transaction.atomic():
        if not open_editions(plan).exists():
            require_draft(plan)
        strategy = Strategy.objects.create(municipality_id=actor.municipality_id, plan=plan, number=number, name=name)
        record(actor=actor, verb="strategy.added", subject=strategy)
    return strategy


def approve_plan(*, actor: Actor, plan: Plan, announced_on: dt.date) -> PlanApproval:
    """The head of the municipality approves and announces the plan; it is public from now on."""
    require_approval(actor)
    if PlanApproval.objects.filter(plan=plan).exists():
        raise Refusal(
            "plan-approved",
            th="แผนนี้ประกาศใช้แล้ว ไม่ต้องประกาศซ้ำ",
            en="This plan is already announced; nothing more is needed.",
        )
    if not Project.objects.filter(plan=plan).exists():
        raise Refusal(
            "plan-empty",
            th="แผนนี้ยังไม่มีโครงการ จึงประกาศใช้ไม่ได้ โปรดเพิ่มโครงการก่อน",
            en="This plan has no project yet; add one before announcing it.",
        )
    if announced_on > timezone.localdate():
        raise Refusal(
            "announced-tomorrow",
            th="วันที่ประกาศยังมาไม่ถึง โปรดบันทึกในวันที่ประกาศจริง เพราะประชาชนจะเห็นแผนทันที",
            en="That day is still to come. Write it down on the day itself: the public sees the plan at once.",
        )
    with transaction.atomic():
        # Whoever writes in the draft now finishes first.
        Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
        approval = PlanApproval.objects.create(
            municipality_id=actor.municipality_id,
            plan=plan,
            approved_by_id=actor.user_id,
            announced_on=announced_on,
        )
        record(actor=actor, verb="plan.approved", subject=plan, announced_on=announced_on)
        answer_by_plan(actor, plan)
    return approval
