"""แผนการดำเนินงาน of a fiscal year: begun when the budget is announced, written month by month, announced by the head."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from huangyai.kernel import Actor, Refusal
from huangyai.ledger.actions import record
from huangyai.plan.access import require_approval, require_plan_work
from huangyai.plan.models import (
    EvaluationReport,
    ImplementationAnnouncement,
    ImplementationPlan,
    Plan,
    PlanApproval,
    Posting,
    ProjectPlace,
    RunningMonth,
    Undertaking,
    YearMoney,
)


@dataclass(frozen=True, slots=True)
class UndertakingFacts:
    """What one project does in the year."""

    activity: str
    place: str
    unit: str
    baht: Decimal
    months: tuple[int, ...]


def begin_implementation(
    *, actor: Actor, plan: Plan, year: int, cause: str, counted_from: dt.date
) -> ImplementationPlan:
    """Begin the implementation plan of a fiscal year with every project that has money in it; the clock runs from `counted_from`.

    A second one of the same year is an addition: it takes what the first does not hold.
    """
    require_plan_work(actor)
    if not PlanApproval.objects.filter(plan=plan).exists():
        raise Refusal(
            "plan-not-announced",
            th="แผนพัฒนาท้องถิ่นยังไม่ประกาศใช้ จึงทำแผนการดำเนินงานไม่ได้ โปรดประกาศใช้แผนก่อน",
            en="The development plan isn't announced yet; announce it first, then make the year's implementation plan.",
        )
    if year not in plan.years:
        raise Refusal(
            "year-outside-plan",
            th=f"ปี {year} ไม่อยู่ในแผน {plan.first_year}–{plan.last_year} โปรดแก้ปีงบประมาณ",
            en=f"The year {year} is not in the plan {plan.first_year}–{plan.last_year}; correct it.",
        )
    if counted_from > timezone.localdate():
        raise Refusal(
            "counted-from-tomorrow",
            th="วันที่เริ่มนับยังมาไม่ถึง โปรดบันทึกเมื่อประกาศใช้แล้ว",
            en="That day is still to come; write it down when it has been announced.",
        )
    with transaction.atomic():
        Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
        same = ImplementationPlan.objects.filter(plan=plan, year=year)
        if same.filter(announcement__isnull=True).exists():
            raise Refusal(
                "implementation-open",
                th=f"แผนการดำเนินงานปี {year} ฉบับก่อนยังไม่ประกาศ โปรดทำฉบับนั้นให้เสร็จก่อน",
                en=f"An implementation plan of {year} is still being written; finish that one first.",
            )
        money = _money_of(plan, year)
        if not money:
            raise Refusal(
                "nothing-to-do",
                th=f"ไม่มีโครงการที่มีงบประมาณปี {year} และยังไม่อยู่ในแผนการดำเนินงาน โปรดตั้งงบหรือจัดสรรเงินก่อน",
                en=f"No project has money in {year} that isn't in an implementation plan already; plan or give out money first.",
            )
        made = ImplementationPlan.objects.create(
            municipality_id=actor.municipality_id,
            plan=plan,
            year=year,
            number=(same.aggregate(last=Max("number"))["last"] or 0) + 1,
            cause=cause,
            counted_from=counted_from,
        )
        places = {place.project_id: place for place in ProjectPlace.objects.filter(project__plan=plan)}
        Undertaking.objects.bulk_create(
            Undertaking(
                municipality_id=actor.municipality_id,
                implementation=made,
                project=row.project,
                activity=row.project.target_output,
                place=_said(places.get(row.project_id)),
                unit=row.project.responsible_unit,
                baht=row.allocated if row.allocated else row.baht,
            )
            for row in money
        )
        record(actor=actor, verb="implementation.begun", subject=made, year=year, projects=len(money))
    return made


def write_undertaking(*, actor: Actor, undertaking: Undertaking, facts: UndertakingFacts) -> Undertaking:
    """Say what a project does in the year, where, for how much, and in which months it runs."""
    require_plan_work(actor)
    if any(not 1 <= month <= 12 for month in facts.months):
        raise Refusal("no-such-month", th="ไม่มีเดือนนี้ โปรดเลือกเดือนอีกครั้ง", en="There is no such month; choose again.")
    with transaction.atomic():
        _require_open(undertaking.implementation)
        row = Undertaking.objects.select_for_update(of=("self",)).get(pk=undertaking.pk)
        row.activity, row.place, row.unit, row.baht = facts.activity, facts.place, facts.unit, facts.baht
        row.save(update_fields=["activity", "place", "unit", "baht"])
        _tick(actor, row, facts.months)
        record(actor=actor, verb="undertaking.written", subject=row, months=sorted(set(facts.months)))
    return row


def tick_months(
    *, actor: Actor, implementation: ImplementationPlan, months: Iterable[tuple[Undertaking, Iterable[int]]]
) -> None:
    """Tick the months of several projects at once, as the twelve-month chart is filled in."""
    require_plan_work(actor)
    with transaction.atomic():
        _require_open(implementation)
        ticked = 0
        for undertaking, chosen in months:
            if undertaking.implementation_id == implementation.pk:
                ticked += _tick(actor, undertaking, chosen)
        record(actor=actor, verb="months.ticked", subject=implementation, months=ticked)


def leave_out(*, actor: Actor, undertaking: Undertaking) -> None:
    """A project isn't done in this year after all."""
    require_plan_work(actor)
    with transaction.atomic():
        _require_open(undertaking.implementation)
        record(
            actor=actor,
            verb="undertaking.left-out",
            subject=undertaking.implementation,
            project=undertaking.project_id,
        )
        RunningMonth.objects.filter(undertaking=undertaking).delete()
        undertaking.delete()


def announce_implementation(
    *, actor: Actor, implementation: ImplementationPlan, announced_on: dt.date
) -> ImplementationAnnouncement:
    """The head announces the year's implementation plan; each project says in which months it runs."""
    require_approval(actor)
    if announced_on > timezone.localdate():
        raise Refusal(
            "announced-tomorrow",
            th="วันที่ประกาศยังมาไม่ถึง โปรดบันทึกในวันที่ประกาศจริง",
            en="That day is still to come; write it down on the day itself.",
        )
    if announced_on < implementation.counted_from:
        raise Refusal(
            "announced-before-budget",
            th="วันที่ประกาศอยู่ก่อนวันที่เริ่มนับ โปรดตรวจวันที่",
            en="It would be announced before the day from which it is counted; check the day.",
        )
    with transaction.atomic():
        _require_open(implementation)
        idle = Undertaking.objects.filter(implementation=implementation, months__isnull=True).select_related("project")
        first = idle.first()
        if first:
            raise Refusal(
                "months-missing",
                th=f"ยังมี {idle.count():,} โครงการที่ไม่ได้เลือกเดือนดำเนินการ เช่น “{first.project.name}” โปรดเลือกเดือนก่อนประกาศ",
                en=f"{idle.count():,} projects run in no month yet, such as “{first.project.name}”; tick their months first.",
            )
        made = ImplementationAnnouncement.objects.create(
            municipality_id=actor.municipality_id,
            implementation=implementation,
            announced_on=announced_on,
            approved_by_id=actor.user_id,
        )
        record(actor=actor, verb="implementation.announced", subject=implementation, announced_on=announced_on)
    return made


def report_evaluation(*, actor: Actor, plan: Plan, year: int, reported_on: dt.date) -> EvaluationReport:
    """The evaluation of a year was laid before council and committee: the days to announce it run from here."""
    require_plan_work(actor)
    _require_past(reported_on)
    if EvaluationReport.objects.filter(plan=plan, year=year).exists():
        raise Refusal(
            "reported-already",
            th=f"บันทึกการรายงานผลประเมินปี {year} แล้ว",
            en=f"The evaluation of {year} is reported already.",
        )
    with transaction.atomic():
        made = EvaluationReport.objects.create(
            municipality_id=actor.municipality_id, plan=plan, year=year, reported_on=reported_on
        )
        record(actor=actor, verb="evaluation.reported", subject=made, year=year)
    return made


def post_notice(
    *, actor: Actor, plan: Plan, subject: str, posted_on: dt.date, where: str, year: int | None = None
) -> Posting:
    """A notice went up on the board: the plan, or the evaluation of a year."""
    require_plan_work(actor)
    _require_past(posted_on)
    if subject == Posting.Subject.EVALUATION and year is None:
        raise Refusal("year-missing", th="โปรดบอกว่าเป็นผลประเมินของปีใด", en="Say which year was evaluated.")
    with transaction.atomic():
        made = Posting.objects.create(
            municipality_id=actor.municipality_id,
            plan=plan,
            subject=subject,
            year=year if subject == Posting.Subject.EVALUATION else None,
            posted_on=posted_on,
            where=where.strip(),
            posted_by_id=actor.user_id,
        )
        record(actor=actor, verb="notice.posted", subject=made, posted_on=posted_on)
    return made


def _money_of(plan: Plan, year: int) -> list[YearMoney]:
    rows = (
        YearMoney.objects.filter(project__plan=plan, year=year, baht__gt=0)
        .exclude(
            project__in=Undertaking.objects.filter(implementation__plan=plan, implementation__year=year).values(
                "project"
            )
        )
        .select_related("project")
        .order_by("project__strategy__number", "project_id")
    )
    found = list(rows)
    # Once money is given out, only what got some is carried out.
    given = [row for row in found if row.allocated]
    return given or [row for row in found if row.allocated is None]


def _said(place: ProjectPlace | None) -> str:
    if place is None:
        return ""
    return " ".join(part for part in (place.name, str(place.village) if place.village else "") if part)[:300]


def _tick(actor: Actor, undertaking: Undertaking, months: Iterable[int]) -> int:
    wanted = {month for month in months if 1 <= month <= 12}
    standing = RunningMonth.objects.filter(undertaking=undertaking)
    held = set(standing.values_list("month", flat=True))
    standing.exclude(month__in=wanted).delete()
    RunningMonth.objects.bulk_create(
        RunningMonth(municipality_id=actor.municipality_id, undertaking=undertaking, month=month)
        for month in sorted(wanted - held)
    )
    return len(wanted)


def _require_open(implementation: ImplementationPlan) -> None:
    """Inside a transaction: nobody announces it until it ends."""
    ImplementationPlan.objects.select_for_update(no_key=True, of=("self",)).get(pk=implementation.pk)
    if ImplementationAnnouncement.objects.filter(implementation=implementation).exists():
        raise Refusal(
            "implementation-announced",
            th="แผนการดำเนินงานนี้ประกาศแล้ว แก้ไม่ได้ โปรดเริ่มฉบับเพิ่มเติม",
            en="This implementation plan is announced and can't be changed; begin an addition.",
        )


def _require_past(day: dt.date) -> None:
    if day > timezone.localdate():
        raise Refusal(
            "day-to-come",
            th="วันนั้นยังมาไม่ถึง โปรดบันทึกเมื่อทำแล้ว",
            en="That day is still to come; write it down when it is done.",
        )
