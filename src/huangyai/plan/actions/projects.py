"""Projects are written into a plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import transaction

from huangyai.assembly.actions import answer_problem
from huangyai.assembly.models import Answer, Problem
from huangyai.kernel import Actor, Refusal, Words
from huangyai.ledger.actions import record
from huangyai.plan.access import require_plan_work
from huangyai.plan.models import Plan, Project, ProjectProblem, Strategy, YearMoney
from huangyai.targets.models import TargetList


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """What a project says of itself in the plan. Money is by Buddhist year, in baht."""

    name: str
    objective: str
    target_output: str
    indicator: str
    expected_result: str
    responsible_unit: str
    programme: str
    money: Mapping[int, Decimal] = field(default_factory=dict)
    tactic: str = ""


def design_project(
    *,
    actor: Actor,
    plan: Plan,
    strategy: Strategy,
    facts: ProjectFacts,
    problems: Sequence[Problem] = (),
    target_list: TargetList | None = None,
) -> Project:
    """Write a project into the plan, with the sentences it answers and the people it is for.

    Those who said the sentences are told that they are in the plan.
    """
    require_plan_work(actor)
    if strategy.plan_id != plan.pk:
        raise Refusal(
            "strategy-of-another-plan",
            th="ยุทธศาสตร์ที่เลือกเป็นของแผนอื่น โปรดเลือกยุทธศาสตร์ของแผนนี้",
            en="The strategy belongs to another plan; choose one of this plan.",
        )
    outside = [year for year in facts.money if year not in plan.years]
    if outside:
        raise Refusal(
            "year-outside-plan",
            th=f"ปี {outside[0]} ไม่อยู่ในแผน {plan.first_year}–{plan.last_year} โปรดแก้ปีงบประมาณ",
            en=f"The year {outside[0]} is not in the plan {plan.first_year}–{plan.last_year}; correct it.",
        )
    with transaction.atomic():
        project = Project.objects.create(
            municipality_id=actor.municipality_id,
            plan=plan,
            strategy=strategy,
            tactic=facts.tactic,
            programme=facts.programme,
            number=str(Project.objects.filter(plan=plan, strategy=strategy).count() + 1),
            name=facts.name,
            objective=facts.objective,
            target_output=facts.target_output,
            indicator=facts.indicator,
            expected_result=facts.expected_result,
            responsible_unit=facts.responsible_unit,
            target_list=target_list,
        )
        YearMoney.objects.bulk_create(
            YearMoney(municipality_id=actor.municipality_id, project=project, year=year, baht=baht)
            for year, baht in sorted(facts.money.items())
        )
        for problem in problems:
            ProjectProblem.objects.create(municipality_id=actor.municipality_id, project=project, problem=problem)
            answer_problem(
                actor=actor,
                problem=problem,
                state=Answer.State.IN_PLAN,
                reason=Words(
                    th=f"อยู่ในแผนพัฒนา {plan.first_year}–{plan.last_year} โครงการ{facts.name}",
                    en=f"It is in the development plan {plan.first_year}–{plan.last_year}, project {facts.name}.",
                ),
            )
        record(
            actor=actor,
            verb="project.designed",
            subject=project,
            problems=[problem.pk for problem in problems],
            target_list=target_list.pk if target_list else None,
        )
    return project
