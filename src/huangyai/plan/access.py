from __future__ import annotations

from django.db import models

from huangyai.kernel import Actor, NotAllowed, Role
from huangyai.plan.models import ApprovalRequest, BookDraft, Plan, Project


def visible_plans(actor: Actor) -> models.QuerySet[Plan]:
    """Plans are public once announced; staff and partners see drafts too."""
    if actor.system or actor.is_staff or actor.is_any(Role.PARTNER):
        return Plan.objects.all()
    return Plan.objects.filter(approval__isnull=False)


def visible_projects(actor: Actor) -> models.QuerySet[Project]:
    """Projects of the plans one may see."""
    return Project.objects.filter(plan__in=visible_plans(actor))


def visible_books(actor: Actor) -> models.QuerySet[BookDraft]:
    """Plan books on their way in, for those who write the plan."""
    return BookDraft.objects.all() if may_plan(actor) else BookDraft.objects.none()


def visible_requests(actor: Actor) -> models.QuerySet[ApprovalRequest]:
    """Who works in the town hall sees who asked for money and who signed."""
    return ApprovalRequest.objects.all() if may_read_money(actor) else ApprovalRequest.objects.none()


def may_read_money(actor: Actor) -> bool:
    """Who works in the town hall reads the documents of a project's money; everybody else its amounts and days."""
    return actor.system or actor.is_staff


def require_money_reading(actor: Actor) -> None:
    """Refuse everyone else."""
    if not may_read_money(actor):
        raise NotAllowed


def may_plan(actor: Actor) -> bool:
    """Planners and officers write the plan; a command may bring one in."""
    return actor.system or actor.is_any(Role.PLANNER, Role.OFFICER)


def may_approve(actor: Actor) -> bool:
    """The head of the municipality approves and announces (ระเบียบแผนฯ ข้อ 17)."""
    return actor.system or actor.is_any(Role.LEADER)


def may_print(actor: Actor, plan: Plan) -> bool:
    """An announced plan's forms are everybody's; a draft's only the town hall's, so that no draft is taken for the plan."""
    return actor.system or actor.is_staff or visible_plans(Actor.public(plan.municipality_id)).contains(plan)


def may_read_sources(actor: Actor) -> bool:
    """Who works on the plan, or with the town hall on it, reads where money can come from."""
    return actor.system or actor.is_staff or actor.is_any(Role.PARTNER)


def require_source_reading(actor: Actor) -> None:
    """Refuse those who have nothing to do with the plan's money."""
    if not may_read_sources(actor):
        raise NotAllowed


def require_ruling(actor: Actor, *, against_vote: bool) -> None:
    """Those who write plans may rule on a project's money; against what an assembly voted for only the head may."""
    if not (may_approve(actor) or (may_plan(actor) and not against_vote)):
        raise NotAllowed


def require_plan_work(actor: Actor) -> None:
    """Refuse those who don't write plans."""
    if not may_plan(actor):
        raise NotAllowed


def may_withdraw_request(actor: Actor, request: ApprovalRequest) -> bool:
    """Whoever asked for money takes the request back, and so does the officer who looks after the requests."""
    own = actor.user_id is not None and request.asked_by_id == actor.user_id
    return actor.system or actor.is_any(Role.OFFICER) or (actor.is_staff and own)


def require_approval(actor: Actor) -> None:
    """Refuse those who don't head the municipality."""
    if not may_approve(actor):
        raise NotAllowed


def require_printing(actor: Actor, plan: Plan) -> None:
    """Refuse an official form of a draft outside the town hall."""
    if not may_print(actor, plan):
        raise NotAllowed
