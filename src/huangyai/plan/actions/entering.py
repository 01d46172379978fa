"""How a project's wording becomes rows; for the actions that decide whether it may."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from huangyai.assembly.actions import answer_problem
from huangyai.assembly.models import Answer, Problem
from huangyai.kernel import Actor, Refusal, Words
from huangyai.places.models import Village
from huangyai.plan.models import Plan, PlanApproval, Project, ProjectPlace, ProjectProblem, Strategy, YearMoney
from huangyai.targets.models import TargetList


@dataclass(frozen=True, slots=True)
class WorkPlace:
    """Where the work is done: a village, a place in words, a point on the map; any of them."""

    village: Village | None = None
    name: str = ""
    latitude: float | None = None
    longitude: float | None = None

    @property
    def anywhere(self) -> bool:
        """Something was said at all."""
        return bool(self.village or self.name or self.latitude is not None)


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
    form: str = Project.Form.P02.value
    equipment_category: str = ""
    equipment_type: str = ""


WORDED = (
    "name", "objective", "target_output", "indicator", "expected_result", "responsible_unit", "programme", "tactic", "form",
    "equipment_category", "equipment_type",
)  # fmt: skip


def require_draft(plan: Plan) -> None:
    """Refuse to write in a plan that is announced: from then on it changes by a new edition only.

    Inside a transaction; nobody announces the plan until it ends.
    """
    Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    if PlanApproval.objects.filter(plan=plan).exists():
        raise Refusal(
            "plan-announced",
            th="แผนนี้ประกาศใช้แล้ว เขียนทับไม่ได้ โปรดเริ่มฉบับเพิ่มเติม เปลี่ยนแปลง หรือแก้ไข พร้อมเหตุผล",
            en="This plan is announced and can't be written over; begin an addition, a change or a correction, with its reason.",
        )


def require_fitting(plan: Plan, strategy: Strategy, money: Mapping[int, Decimal]) -> None:
    """Refuse a strategy of another plan and money outside the plan's years."""
    if strategy.plan_id != plan.pk:
        raise Refusal(
            "strategy-of-another-plan",
            th="ยุทธศาสตร์ที่เลือกเป็นของแผนอื่น โปรดเลือกยุทธศาสตร์ของแผนนี้",
            en="The strategy belongs to another plan; choose one of this plan.",
        )
    outside = [year for year in money if year not in plan.years]
    if outside:
        raise Refusal(
            "year-outside-plan",
            th=f"ปี {outside[0]} ไม่อยู่ในแผน {plan.first_year}–{plan.last_year} โปรดแก้ปีงบประมาณ",
            en=f"The year {outside[0]} is not in the plan {plan.first_year}–{plan.last_year}; correct it.",
        )


def enter_project(
    *,
    actor: Actor,
    plan: Plan,
    strategy: Strategy,
    facts: ProjectFacts,
    problems: Sequence[Problem] = (),
    target_list: TargetList | None = None,
    place: WorkPlace | None = None,
) -> Project:
    """A project stands in the plan, with its money, its place, the sentences that it answers and their answer."""
    project = Project.objects.create(
        municipality_id=actor.municipality_id,
        plan=plan,
        strategy=strategy,
        number=str(Project.objects.filter(plan=plan, strategy=strategy).count() + 1),
        target_list=target_list,
        **{name: getattr(facts, name) for name in WORDED},
    )
    YearMoney.objects.bulk_create(
        YearMoney(municipality_id=actor.municipality_id, project=project, year=year, baht=baht)
        for year, baht in sorted(facts.money.items())
    )
    put_place(actor, project, place)
    answer_by(actor, project, problems)
    return project


def alter_project(
    *,
    actor: Actor,
    project: Project,
    strategy: Strategy | None,
    facts: ProjectFacts,
    problems: Sequence[Problem] | None = None,
    target_list: TargetList | None = None,
    place: WorkPlace | None = None,
) -> None:
    """A project says something else from now on. `problems` None leaves the sentences that it answers as they are."""
    for name in WORDED:
        setattr(project, name, getattr(facts, name))
    project.strategy, project.target_list = strategy, target_list
    project.save(update_fields=[*WORDED, "strategy", "target_list"])
    _alter_money(actor, project, facts.money)
    put_place(actor, project, place)
    if problems is not None:
        _alter_answers(actor, project, problems)


def put_place(actor: Actor, project: Project, place: WorkPlace | None) -> None:
    """The place of the work, as it is said now; None or nowhere leaves none."""
    if place is None or not place.anywhere:
        ProjectPlace.objects.filter(project=project).delete()
        return
    ProjectPlace.objects.update_or_create(
        project=project,
        defaults={
            "village": place.village,
            "name": place.name,
            "latitude": place.latitude,
            "longitude": place.longitude,
        },
        create_defaults={
            "municipality_id": actor.municipality_id,
            "village": place.village,
            "name": place.name,
            "latitude": place.latitude,
            "longitude": place.longitude,
        },
    )


def answer_by(actor: Actor, project: Project, problems: Iterable[Problem]) -> None:
    """The project answers these sentences, and those who said them are told so: that it is in the plan, or, as long as
    nobody has announced the plan, that it is proposed for it.
    """
    announced = PlanApproval.objects.filter(plan=project.plan_id).exists()
    for problem in problems:
        ProjectProblem.objects.create(municipality_id=actor.municipality_id, project=project, problem=problem)
        _answer(actor, project, problem, announced=announced)


def answer_by_plan(actor: Actor, plan: Plan) -> None:
    """The plan is announced: whoever was told of a proposal hears that it is in the plan now."""
    links = ProjectProblem.objects.filter(project__plan=plan).select_related("project__plan", "problem")
    for link in links.order_by("project__pk", "pk"):
        _answer(actor, link.project, link.problem, announced=True)


def _answer(actor: Actor, project: Project, problem: Problem, *, announced: bool) -> None:
    years = f"{project.plan.first_year}–{project.plan.last_year}"
    answer_problem(
        actor=actor,
        problem=problem,
        state=Answer.State.IN_PLAN if announced else Answer.State.STUDYING,
        reason=Words(
            th=f"อยู่ในแผนพัฒนา {years} โครงการ{project.name}",
            en=f"It is in the development plan {years}, project {project.name}.",
        )
        if announced
        else Words(
            th=f"เสนอไว้ในร่างแผนพัฒนา {years} โครงการ{project.name} เมื่อประกาศใช้แผนแล้วจะแจ้งให้ทราบอีกครั้ง",
            en=f"It is proposed in the draft of the development plan {years}, project {project.name}. "
            "You will hear again when the plan is announced.",
        ),
    )


def leave_draft(actor: Actor, project: Project, reason: str) -> None:
    """A project leaves a draft with its money and place; whose sentence it answered is told that, and why."""
    _alter_answers(actor, project, [], why=reason)
    ProjectPlace.objects.filter(project=project).delete()
    YearMoney.objects.filter(project=project).delete()
    project.delete()


def _alter_money(actor: Actor, project: Project, money: Mapping[int, Decimal]) -> None:
    rows = {row.year: row for row in YearMoney.objects.filter(project=project)}
    for year, row in rows.items():
        given, planned = row.allocated or Decimal(0), money.get(year, Decimal(0))
        if planned < given:
            raise Refusal(
                "money-given-out",
                th=f"ปี {year} จัดสรรให้โครงการนี้แล้ว {given:,.0f} บาท จึงลดเหลือ {planned:,.0f} บาทไม่ได้ โปรดปรับการจัดสรรก่อน",
                en=f"{given:,.0f} baht of {year} are given to this project already, so {planned:,.0f} is too little; "
                "change what is given out first.",
            )
        if row.baht != planned:
            # A year that is left out keeps its row at nothing: other rows may stand on it.
            row.baht = planned
            row.save(update_fields=["baht"])
    YearMoney.objects.bulk_create(
        YearMoney(municipality_id=actor.municipality_id, project=project, year=year, baht=baht)
        for year, baht in sorted(money.items())
        if year not in rows
    )


def _alter_answers(actor: Actor, project: Project, problems: Sequence[Problem], why: str = "") -> None:
    links = {link.problem_id: link for link in ProjectProblem.objects.filter(project=project).select_related("problem")}
    wanted: set[uuid.UUID] = {problem.pk for problem in problems}
    answer_by(actor, project, [problem for problem in problems if problem.pk not in links])
    for problem_id, link in links.items():
        if problem_id in wanted:
            continue
        link.delete()
        if not ProjectProblem.objects.filter(problem_id=problem_id).exists():
            answer_problem(
                actor=actor,
                problem=link.problem,
                state=Answer.State.STUDYING,
                reason=Words(
                    th=f"นำโครงการ{project.name}ออกจากร่างแผนแล้ว เพราะ{why}"
                    if why
                    else f"ไม่อยู่ในโครงการ{project.name}แล้ว กำลังพิจารณาทางอื่น",
                    en=f"The project {project.name} has left the draft of the plan: {why}"
                    if why
                    else f"It is no longer part of the project {project.name}; another way is being looked for.",
                ),
            )
