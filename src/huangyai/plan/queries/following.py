"""Where a project's money stands: planned, in the ordinance, committed, paid."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import get_language

from huangyai.kernel import Actor, BuddhistDate, NotFound, Words
from huangyai.office.models import KeptFile
from huangyai.office.queries import corrections_of
from huangyai.office.rules import Corrected
from huangyai.plan.access import require_money_reading
from huangyai.plan.models import MoneyStep, PaymentPaper, Project, YearMoney
from huangyai.plan.queries.approval import approval_requests, request_line
from huangyai.plan.rules.disbursement import HeldSession, PaidSum, Voucher, missing_papers
from huangyai.plan.rules.following import NOTHING, STAGE_WORDS, STAGES, Stage, left_before
from huangyai.vault.sealing import unseal

PAYEE_PURPOSE = "plan.payee"


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step as it stands today: corrected where it was wrong, with what was written first still there."""

    step: MoneyStep
    baht: Decimal
    day: dt.date
    number: str
    corrections: tuple[Corrected, ...] = ()

    @property
    def told_corrected(self) -> bool:
        """Its amount or day was put right: what everybody sees was another before."""
        return (self.baht, self.day) != (self.step.baht, self.step.day)

    @property
    def told_corrections(self) -> list[Corrected]:
        """Its corrections with amounts and days as people read them, in the language of the page."""
        return [
            dataclasses.replace(each, wrong=_told(each.part, each.wrong), right=_told(each.part, each.right))
            for each in self.corrections
        ]


@dataclass(frozen=True, slots=True)
class StageLine:
    """One stage of a year's money: how much has come so far, and how much of it has not gone further."""

    stage: Stage
    words: Words
    baht: Decimal
    left: Decimal
    steps: list[StepLine] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class YearFlow:
    """A year's money of a project on its way."""

    year: int
    stages: list[StageLine]

    @property
    def moved(self) -> bool:
        """Something has happened beyond planning."""
        return any(stage.steps for stage in self.stages)


def _told(part: str, value: str) -> str:
    if part == "baht":
        return f"{Decimal(value):,.2f}"
    if part == "day":
        return BuddhistDate(dt.date.fromisoformat(value)).short(get_language() or "th")
    return value


def step_lines(project: Project) -> list[StepLine]:
    """Every step of a project's money in time, as it stands today. Three queries, however many steps there are."""
    found = list(MoneyStep.objects.filter(project=project).select_related("document").defer("document__content_sealed"))
    corrections = corrections_of(found)
    return [step_line(step, tuple(corrections.get(step.pk, ()))) for step in found]


def step_line(step: MoneyStep, corrections: tuple[Corrected, ...]) -> StepLine:
    """One step as it stands after its corrections."""
    now = {each.part: each.right for each in corrections}
    return StepLine(
        step,
        Decimal(now["baht"]) if "baht" in now else step.baht,
        dt.date.fromisoformat(now["day"]) if "day" in now else step.day,
        now.get("document_number", step.document_number),
        corrections,
    )


def amounts(project: Project, year: int) -> dict[Stage, Decimal]:
    """How much of a year's money has come to each stage."""
    return _amounts(
        _planned(project).get(year, NOTHING), [line for line in step_lines(project) if line.step.year == year]
    )


def _planned(project: Project) -> dict[int, Decimal]:
    return dict(YearMoney.objects.filter(project=project).values_list("year", "baht"))


def _amounts(planned: Decimal, lines: list[StepLine]) -> dict[Stage, Decimal]:
    found = dict.fromkeys(STAGES, NOTHING) | {Stage.PLANNED: planned}
    for line in lines:
        found[Stage(line.step.stage)] += line.baht
    return found


def money_flow(project: Project) -> list[YearFlow]:
    """A project's money on its way, year by year. Amounts and days; nobody is named."""
    planned = _planned(project)
    by_year: dict[int, list[StepLine]] = defaultdict(list)
    for line in step_lines(project):
        by_year[line.step.year].append(line)
    years = sorted({year for year, baht in planned.items() if baht} | set(by_year))
    return [_flow(year, planned.get(year, NOTHING), by_year[year]) for year in years]


def _flow(year: int, planned: Decimal, lines: list[StepLine]) -> YearFlow:
    so_far = _amounts(planned, lines)
    stages = []
    for place, stage in enumerate(STAGES):
        after = STAGES[place + 1] if place + 1 < len(STAGES) else None
        left = left_before(so_far, after) if after else NOTHING
        steps = [line for line in lines if line.step.stage == stage]
        stages.append(StageLine(stage, STAGE_WORDS[stage], so_far[stage], left, steps))
    return YearFlow(year, stages)


def money_step(actor: Actor, project: Project, step_id: uuid.UUID) -> MoneyStep:
    """One step of a project's money, or NotFound."""
    require_money_reading(actor)
    found = (
        MoneyStep.objects.filter(project=project, pk=step_id)
        .select_related("document")
        .defer("document__content_sealed")
        .first()
    )
    if found is None:
        raise NotFound
    return found


def payment_papers(actor: Actor, project: Project) -> list[PaymentPaper]:
    """The papers behind a project's payments, in time."""
    require_money_reading(actor)
    return list(
        PaymentPaper.objects.filter(step__project=project)
        .select_related("document", "step")
        .defer("document__content_sealed")
    )


def payee_of(paper: PaymentPaper) -> str:
    """To whom it was paid, out of its seal; whoever asks has decided that it may be seen."""
    sealed = bytes(paper.payee_sealed)
    return unseal(paper.municipality_id, sealed, purpose=PAYEE_PURPOSE) if sealed else ""


def document_of(actor: Actor, project: Project, file_id: uuid.UUID) -> KeptFile:
    """A scan that belongs to one of the project's steps or papers, or NotFound."""
    require_money_reading(actor)
    of_steps = MoneyStep.objects.filter(project=project).values("document_id")
    of_papers = PaymentPaper.objects.filter(step__project=project).values("document_id")
    found = KeptFile.objects.filter(pk=file_id)
    kept = (found.filter(pk__in=of_steps) | found.filter(pk__in=of_papers)).first()
    if kept is None:
        raise NotFound
    return kept


def held_sessions(project: Project) -> list[HeldSession]:
    """What the project has held. Sessions belong to a later step, so `config` says who knows."""
    told: str = settings.KNOWS.get("held-sessions", "")
    if not told:
        return []
    by_project: Mapping[object, list[HeldSession]] = import_string(told)([project.pk])
    return by_project.get(project.pk, [])


def missing_of(actor: Actor, project: Project) -> list[Words]:
    """Which papers an auditor will miss."""
    require_money_reading(actor)
    papers = defaultdict(list)
    for paper in payment_papers(actor, project):
        papers[paper.step_id].append(
            Voucher(paper.kind, paper.baht, paper.day, paper.number, paper.document_id is not None)
        )
    payments = [
        PaidSum(line.baht, line.day, line.number, line.step.document_id is not None, tuple(papers[line.step.pk]))
        for line in step_lines(project)
        if line.step.stage == Stage.PAID
    ]
    approved = any(request_line(each).approved for each in approval_requests(actor, project=project))
    return missing_papers(payments, held_sessions(project), approved=approved)
