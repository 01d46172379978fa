from __future__ import annotations

import uuid

from django.db import models

from huangyai.kernel import Actor, NotAllowed, Refusal, Role
from huangyai.office.models import Paper, Tenure, Unit


def may_read_office(actor: Actor) -> bool:
    """Whoever works in the town hall sees who signs for what, and its papers."""
    return actor.system or actor.is_staff


def may_appoint(actor: Actor) -> bool:
    """The head of the municipality and the administrator write down who holds which position."""
    return actor.system or actor.is_any(Role.LEADER, Role.ADMINISTRATOR)


def require_appointing(actor: Actor, user_id: uuid.UUID | None = None) -> None:
    """Refuse everyone else, and whoever would give a position to themselves."""
    if not may_appoint(actor):
        raise NotAllowed
    if user_id is not None and user_id == actor.user_id:
        raise Refusal(
            "own-appointment",
            th="บันทึกตำแหน่งให้ตนเองไม่ได้ โปรดให้ผู้ดูแลระบบหรือผู้บริหารอีกคนบันทึกตามคำสั่ง",
            en="Nobody writes down a position for themselves; another leader or the administrator does, from the order.",
        )


def require_paper_work(actor: Actor) -> None:
    """Refuse whoever doesn't work in the town hall."""
    if not may_read_office(actor):
        raise NotAllowed


def may_withdraw_paper(actor: Actor, paper: Paper) -> bool:
    """Whoever wrote a paper takes it back, and so does the officer who looks after the papers."""
    own = actor.user_id is not None and paper.written_by_id == actor.user_id
    return actor.system or actor.is_any(Role.OFFICER) or (actor.is_staff and own)


def visible_units(actor: Actor) -> models.QuerySet[Unit]:
    """The units, for whoever works in the town hall."""
    return Unit.objects.all() if may_read_office(actor) else Unit.objects.none()


def visible_tenures(actor: Actor) -> models.QuerySet[Tenure]:
    """Who holds what, for whoever works in the town hall."""
    return Tenure.objects.all() if may_read_office(actor) else Tenure.objects.none()


def visible_papers(actor: Actor) -> models.QuerySet[Paper]:
    """Letters and memos, for whoever works in the town hall."""
    return Paper.objects.all() if may_read_office(actor) else Paper.objects.none()
