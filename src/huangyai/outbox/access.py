from __future__ import annotations

from django.db import models

from huangyai.kernel import Actor, NotAllowed, Role
from huangyai.outbox.models import Delivery, LineAccount, LineLink, Message
from huangyai.people.models import PersonAccount


def may_work_outbox(actor: Actor) -> bool:
    """Officers and planners read who is told what, ring them up and key in what the lists say."""
    return actor.system or actor.is_any(Role.OFFICER, Role.PLANNER)


def require_outbox_work(actor: Actor) -> None:
    """Refuse everyone else: a message can say who said what in an assembly."""
    if not may_work_outbox(actor):
        raise NotAllowed


def may_send(actor: Actor) -> bool:
    """Whoever answers, invites and sends cars lets people be told; a leader answers, and need not read the outbox."""
    return may_work_outbox(actor) or actor.is_any(Role.LEADER)


def require_sending(actor: Actor) -> None:
    """Refuse everyone else."""
    if not may_send(actor):
        raise NotAllowed


def visible_messages(actor: Actor) -> models.QuerySet[Message]:
    """Everything for those who work in the outbox; nothing for others."""
    return Message.objects.all() if may_work_outbox(actor) else Message.objects.none()


def own_deliveries(actor: Actor) -> models.QuerySet[Delivery]:
    """What is for the resident behind this account."""
    if not actor.user_id or not actor.is_any(Role.RESIDENT):
        return Delivery.objects.none()
    own = PersonAccount.objects.filter(user_id=actor.user_id).values("person_id")
    return Delivery.objects.filter(person_id__in=own)


def may_link_line(actor: Actor) -> bool:
    """Who keeps the register writes down that somebody agreed to be written to on LINE."""
    return actor.system or actor.is_any(Role.OFFICER, Role.ADMINISTRATOR)


def require_linking(actor: Actor) -> None:
    """Refuse everyone else."""
    if not may_link_line(actor):
        raise NotAllowed


def visible_line_links(actor: Actor) -> models.QuerySet[LineLink]:
    """Links for those who make them."""
    return LineLink.objects.all() if may_link_line(actor) else LineLink.objects.none()


def may_keep_line_account(actor: Actor) -> bool:
    """The administrator keeps the municipality's LINE account."""
    return actor.system or actor.is_any(Role.ADMINISTRATOR)


def require_line_account(actor: Actor) -> None:
    """Refuse everyone else."""
    if not may_keep_line_account(actor):
        raise NotAllowed


def visible_line_accounts(actor: Actor) -> models.QuerySet[LineAccount]:
    """The account's history, without its token, for the administrator."""
    return LineAccount.objects.all() if may_keep_line_account(actor) else LineAccount.objects.none()
