"""A year's money given out: at once where there is little to decide, otherwise behind the page."""

from __future__ import annotations

import time
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from huangyai.kernel import Actor, Refusal, Words
from huangyai.ledger.actions import record
from huangyai.plan.access import require_plan_work
from huangyai.plan.bridge import Given, Offer, YearToGive, allocate_year
from huangyai.plan.models import AllocationEnd, AllocationRun, FundingSource, MoneyPart, Plan, YearMoney
from huangyai.plan.queries.money import on_its_way, to_give
from huangyai.plan.queries.needs import needs_of, voted_for
from huangyai.plan.queries.rulings import floors_in_force, rulings_in_force, run_going_on
from huangyai.plan.queries.sources import sources_for
from huangyai.walls.entry import acting

JOB = "huangyai.plan.tasks.allocate"
# So many amounts are decided while somebody waits for the page; more than that behind it.
MOST_AT_ONCE = 60
_SECONDS_AT_ONCE = 5.0
_SECONDS_BEHIND = 30.0
# Between two words to the page that watches.
_REST_SECONDS = 1.0


class _Stopped(Exception):
    """Somebody stopped the run."""


def allocate_money(
    *, actor: Actor, plan: Plan, year: int, ceilings: Mapping[FundingSource, Decimal]
) -> list[YearMoney]:
    """Give a year's money out now: the most need met under each source's ceiling and rule, each project with the reason."""
    require_plan_work(actor)
    with transaction.atomic():
        run = _begin(actor, plan, [year], ceilings)
        _carry_out_now(actor, run)
    return list(to_give(plan, year))


def ask_for_allocation(
    *, actor: Actor, plan: Plan, years: Sequence[int], ceilings: Mapping[FundingSource, Decimal]
) -> AllocationRun:
    """Give the money of some years out under the same ceilings in each: at once, or behind the page where it takes long."""
    require_plan_work(actor)
    with transaction.atomic():
        run = _begin(actor, plan, years, ceilings)
        if run.projects <= MOST_AT_ONCE:
            _carry_out_now(actor, run)
        else:
            app.configure_task(JOB, allow_unknown=True, lock=f"allocation:{plan.pk}").defer(
                municipality=str(actor.municipality_id), run=str(run.pk)
            )
    return run


def carry_out_allocation(*, municipality_id: uuid.UUID, run_id: uuid.UUID) -> None:
    """The job behind the page: reads in one transaction, works in none, keeps in another; stops when told to."""
    machine = Actor.machine(municipality_id, "allocation")
    with acting(machine):
        run = AllocationRun.objects.filter(pk=run_id, end__isnull=True).select_related("plan").first()
        if run is None:
            return
        asked = [_year_to_give(machine, run, year) for year in run.years]
    try:
        given = []
        for at, year in enumerate(asked):
            told = _Told(machine, run_id, at, len(asked))
            given.append(allocate_year(year, seconds=_SECONDS_BEHIND, progress=told))
        with acting(machine):
            _require_going_on(run_id)
            _keep(machine, run, asked, given)
    except _Stopped:
        return
    except Exception as problem:
        # The page that watches must learn of it; what went wrong is in the job's own log.
        why = problem.words if isinstance(problem, Refusal) else _NOT_FINISHED
        with acting(machine):
            AllocationEnd.objects.get_or_create(
                run_id=run_id,
                municipality_id=municipality_id,
                defaults={"outcome": AllocationEnd.Outcome.FAILED, "why": why},
            )
        if not isinstance(problem, Refusal):
            raise


def stop_allocation(*, actor: Actor, run: AllocationRun) -> AllocationRun:
    """Stop a run that is going on; nothing of it is kept."""
    require_plan_work(actor)
    with transaction.atomic():
        AllocationRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
        if AllocationEnd.objects.filter(run=run).exists():
            raise Refusal(
                "allocation-ended",
                th="การจัดสรรรอบนี้จบแล้ว จึงหยุดไม่ได้ ดูผลได้ที่หน้าจัดสรรเงิน",
                en="This allocation has ended already; its result is on the page of the year's money.",
            )
        AllocationEnd.objects.create(
            municipality_id=actor.municipality_id,
            run=run,
            outcome=AllocationEnd.Outcome.STOPPED,
            ended_by_id=actor.user_id,
        )
        record(actor=actor, verb="allocation.stopped", subject=run)
    return run


_NOT_FINISHED = Words(
    th="จัดสรรไม่สำเร็จ ไม่มีอะไรเปลี่ยนแปลง โปรดลองใหม่ หากยังไม่ได้ให้แจ้งผู้ดูแลระบบ",
    en="It could not be finished and nothing was changed; try again, and tell your administrator if it fails again.",
)


def _begin(actor: Actor, plan: Plan, years: Sequence[int], ceilings: Mapping[FundingSource, Decimal]) -> AllocationRun:
    amounts = sum(to_give(plan, year).count() for year in years)
    if not amounts or not ceilings:
        told = "–".join(str(year) for year in sorted({min(years), max(years)}))
        raise Refusal(
            "nothing-to-allocate",
            th=f"ปี {told} ยังไม่มีโครงการที่ตั้งงบไว้ หรือยังไม่มีวงเงินของแหล่งงบ โปรดใส่วงเงินอย่างน้อยหนึ่งแหล่ง",
            en=f"No project has money planned in {told}, or no source has a ceiling yet; give at least one a ceiling.",
        )
    if run_going_on(plan) is not None:
        raise Refusal(
            "allocation-going-on",
            th="กำลังจัดสรรเงินของแผนนี้อยู่ โปรดรอให้เสร็จ หรือหยุดรอบนั้นก่อน",
            en="The money of this plan is being given out; wait for the end, or stop that run first.",
        )
    run = AllocationRun.objects.create(
        municipality_id=actor.municipality_id,
        plan=plan,
        years=list(years),
        ceilings={str(source.pk): str(baht) for source, baht in ceilings.items()},
        projects=amounts,
        asked_by_id=actor.user_id,
    )
    record(actor=actor, verb="allocation.asked", subject=run, years=list(years), amounts=amounts)
    return run


def _carry_out_now(actor: Actor, run: AllocationRun) -> None:
    asked = [_year_to_give(actor, run, year) for year in run.years]
    _keep(actor, run, asked, [allocate_year(year, seconds=_SECONDS_AT_ONCE) for year in asked])


def _year_to_give(actor: Actor, run: AllocationRun, year: int) -> YearToGive:
    settled = on_its_way(run.plan, year)
    money = list(to_give(run.plan, year).exclude(pk__in=[row.pk for row in settled]))
    floors = floors_in_force(run.plan)
    offers = [
        Offer(found.source, Decimal(run.ceilings[str(found.source.pk)]), found.terms, found.against)
        for found in sources_for(year, timezone.localdate())
        if str(found.source.pk) in run.ceilings
    ]
    return YearToGive(
        year=year,
        money=money,
        offers=offers,
        settled=settled,
        needs=needs_of(row.project for row in [*money, *settled]),
        voted=voted_for(actor),
        rulings=rulings_in_force(run.plan, year),
        group_floors={floor.group: floor.least for floor in floors if floor.group},
        village_floors={str(floor.village_id): floor.least for floor in floors if floor.village_id},
        village_names={
            str(floor.village_id): Words(
                th=f"ม.{floor.village.number} {floor.village.name}",
                en=f"Moo {floor.village.number} {floor.village.name}",
            )
            for floor in floors
            if floor.village
        },
    )


def _keep(actor: Actor, run: AllocationRun, asked: Sequence[YearToGive], given: Sequence[Given]) -> None:
    for year, found in zip(asked, given, strict=True):
        _keep_year(actor, run, year, found)
    AllocationEnd.objects.create(
        municipality_id=actor.municipality_id,
        run=run,
        outcome=AllocationEnd.Outcome.DONE,
        objective=sum(found.objective for found in given),
        bound=sum(found.bound for found in given),
        gap=max(found.gap for found in given),
        seconds=sum(found.seconds for found in given),
        by_year=[_as_document(year, found) for year, found in zip(asked, given, strict=True)],
    )


def _keep_year(actor: Actor, run: AllocationRun, asked: YearToGive, given: Given) -> None:
    allotted = {allotment.money_id: allotment for allotment in given.allotments}
    for row in asked.money:
        allotment = allotted[row.pk]
        row.source_id, row.allocated, row.reason = allotment.source_id, allotment.baht, allotment.reason
    YearMoney.objects.bulk_update(asked.money, ["source", "allocated", "reason"], batch_size=500)
    MoneyPart.objects.filter(money__in=[row.pk for row in asked.money]).delete()
    MoneyPart.objects.bulk_create(
        (
            MoneyPart(municipality_id=actor.municipality_id, money_id=row.pk, source_id=source, baht=baht)
            for row in asked.money
            for source, baht in allotted[row.pk].parts
        ),
        batch_size=1000,
    )
    record(
        actor=actor,
        verb="money.allocated",
        subject=run.plan,
        year=asked.year,
        run=run.pk,
        projects=sum(1 for row in asked.money if row.allocated),
        baht=str(sum((row.allocated or Decimal(0) for row in asked.money), Decimal(0))),
    )


def _as_document(asked: YearToGive, given: Given) -> dict[str, Any]:
    return {
        "year": asked.year,
        "met": given.met,
        "objective": given.objective,
        "bound": given.bound,
        "gap": given.gap,
        "more": [
            {
                "source": str(more.source),
                "enter": [str(project) for project in more.enter],
                "leave": [str(project) for project in more.leave],
                "need": more.need,
            }
            for more in given.more
        ],
        "floors": [
            {"kind": floor.kind, "id": floor.id, "floor": float(floor.floor), "met": float(floor.met)}
            for floor in given.floors
        ],
        "broken": [{"project": pin.project, "why": asdict(pin.why)} for pin in given.broken],
    }


def _require_going_on(run_id: uuid.UUID) -> None:
    AllocationRun.objects.select_for_update(of=("self",)).get(pk=run_id)
    if AllocationEnd.objects.filter(run_id=run_id).exists():
        raise _Stopped


class _Told:
    """Says to the page how far it is, now and then, and notices that somebody stopped it."""

    def __init__(self, machine: Actor, run_id: uuid.UUID, year: int, years: int) -> None:
        self._machine = machine
        self._run_id = run_id
        self._year = year
        self._years = years
        self._next = 0.0

    def __call__(self, stage: str, part: float) -> None:
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + _REST_SECONDS
        of_year = part / 2 if stage == "solving" else 0.5 + part / 2
        with acting(self._machine):
            _require_going_on(self._run_id)
            AllocationRun.objects.filter(pk=self._run_id).update(
                stage=stage[:20], part=(self._year + of_year) / self._years, touched_at=timezone.now()
            )
