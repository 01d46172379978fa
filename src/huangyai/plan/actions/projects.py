"""Projects are written into a draft plan, and rewritten as long as it is one."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import ProtectedError

from huangyai.assembly.models import Problem
from huangyai.assembly.rules import require_reason
from huangyai.kernel import Actor, Refusal
from huangyai.ledger.actions import record
from huangyai.plan.access import require_plan_work
from huangyai.plan.actions.entering import (
    ProjectFacts,
    WorkPlace,
    alter_project,
    enter_project,
    leave_draft,
    require_draft,
    require_fitting,
)
from huangyai.plan.models import Plan, Project, ProjectRemoval, Strategy, YearMoney
from huangyai.targets.models import TargetList

__all__ = ["ProjectFacts", "WorkPlace", "design_project", "remove_project", "rewrite_project"]


def design_project(
    *,
    actor: Actor,
    plan: Plan,
    strategy: Strategy,
    facts: ProjectFacts,
    problems: Sequence[Problem] = (),
    target_list: TargetList | None = None,
    place: WorkPlace | None = None,
) -> Project:
    """Write a project into a draft plan, with the sentences it answers and the people it is for.

    Those who said the sentences are told that it is proposed, and again when the plan is announced. An announced plan
    takes new projects by an edition.
    """
    require_plan_work(actor)
    require_fitting(plan, strategy, facts.money)
    with transaction.atomic():
        require_draft(plan)
        project = enter_project(
            actor=actor,
            plan=plan,
            strategy=strategy,
            facts=facts,
            problems=problems,
            target_list=target_list,
            place=place,
        )
        record(
            actor=actor,
            verb="project.designed",
            subject=project,
            problems=[problem.pk for problem in problems],
            target_list=target_list.pk if target_list else None,
        )
    return project


def rewrite_project(
    *,
    actor: Actor,
    project: Project,
    strategy: Strategy,
    facts: ProjectFacts,
    problems: Sequence[Problem] = (),
    target_list: TargetList | None = None,
    place: WorkPlace | None = None,
) -> Project:
    """Rewrite a project of a draft plan, all of it. Whose sentence it no longer answers is told that too."""
    require_plan_work(actor)
    require_fitting(project.plan, strategy, facts.money)
    with transaction.atomic():
        require_draft(project.plan)
        locked = Project.objects.select_for_update(of=("self",)).select_related("plan").get(pk=project.pk)
        alter_project(
            actor=actor,
            project=locked,
            strategy=strategy,
            facts=facts,
            problems=problems,
            target_list=target_list,
            place=place,
        )
        record(
            actor=actor,
            verb="project.rewritten",
            subject=locked,
            problems=[problem.pk for problem in problems],
            target_list=target_list.pk if target_list else None,
        )
    return locked


def remove_project(*, actor: Actor, project: Project, reason: str) -> None:
    """Take a project out of a draft plan, with the reason, which those whose sentence it answered are told.

    Its name and the reason stay on the plan's page. An announced plan lets no project go but by an edition.
    """
    require_plan_work(actor)
    reason = require_reason(reason)
    with transaction.atomic():
        require_draft(project.plan)
        locked = Project.objects.select_for_update(of=("self",)).select_related("plan").get(pk=project.pk)
        if YearMoney.objects.filter(project=locked, allocated__gt=0).exists():
            raise _held()
        ProjectRemoval.objects.create(
            municipality_id=actor.municipality_id,
            plan=locked.plan,
            name=locked.name,
            reason=reason,
            removed_by_id=actor.user_id,
        )
        record(actor=actor, verb="project.removed", subject=locked, plan=locked.plan_id)
        try:
            with transaction.atomic():
                leave_draft(actor, locked, reason)
        except ProtectedError as held:
            raise _held() from held


def _held() -> Refusal:
    return Refusal(
        "project-held",
        th="มีข้อมูลอื่นอ้างถึงโครงการนี้แล้ว (เช่น การจัดสรรเงินหรือคำขอทุน) จึงนำออกไม่ได้ โปรดแก้ไขโครงการแทน",
        en="Something else stands on this project already (money given out, an application), so it can't leave; "
        "rewrite it instead.",
    )
