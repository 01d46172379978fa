"""Official forms as files."""

from __future__ import annotations

import uuid

from django.http import HttpResponse

from huangyai.doors.pages import member_page, public_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import Actor
from huangyai.plan import queries
from huangyai.plan.views.listing import READERS, answer_form


@member_page(*READERS)
def official_form(request: RoomRequest, plan_id: uuid.UUID, form: str, file_type: str) -> HttpResponse:
    """An official form as a file: of an announced plan, or of a draft for the town hall."""
    return answer_form(request.actor, queries.plan(request.actor, plan_id), form, file_type)


@public_page
def public_official_form(request: RoomRequest, plan_id: uuid.UUID, form: str, file_type: str) -> HttpResponse:
    """An official form of an announced plan as a file, for everybody."""
    public = Actor.public(request.actor.municipality_id)
    return answer_form(public, queries.plan(public, plan_id), form, file_type)
