"""Official forms as files."""

from __future__ import annotations

import uuid

from django.http import HttpResponse

from huangyai.doors.pages import member_page, public_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import Actor
from huangyai.plan import queries
from huangyai.plan.models import Edition, ImplementationPlan
from huangyai.plan.printing import print_edition, print_year
from huangyai.plan.queries.amending import edition
from huangyai.plan.queries.implementation import implementation
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


@member_page(*READERS)
def edition_official_form(request: RoomRequest, edition_id: uuid.UUID, form: str, file_type: str) -> HttpResponse:
    """What an edition adds or alters, as an official form with the reasons."""
    return _edition_form(request.actor, edition(request.actor, edition_id), form, file_type)


@public_page
def public_edition_official_form(
    request: RoomRequest, announced_id: uuid.UUID, form: str, file_type: str
) -> HttpResponse:
    """An announced edition as an official form, for everybody."""
    public = Actor.public(request.actor.municipality_id)
    return _edition_form(public, edition(public, announced_id), form, file_type)


@member_page(*READERS)
def year_official_form(request: RoomRequest, implementation_id: uuid.UUID, file_type: str) -> HttpResponse:
    """The implementation plan of a year with its twelve months, as a file."""
    return _year_form(request.actor, implementation(request.actor, implementation_id), file_type)


@public_page
def public_year_official_form(request: RoomRequest, implementation_id: uuid.UUID, file_type: str) -> HttpResponse:
    """An announced implementation plan as a file, for everybody."""
    public = Actor.public(request.actor.municipality_id)
    return _year_form(public, implementation(public, implementation_id), file_type)


def _edition_form(actor: Actor, found: Edition, form: str, file_type: str) -> HttpResponse:
    content, content_type = print_edition(actor, found, form, file_type)
    name = f"{form}-{found.kind}-{found.number}-{found.year}.{file_type}"
    return _inline(content, content_type, name)


def _year_form(actor: Actor, found: ImplementationPlan, file_type: str) -> HttpResponse:
    content, content_type = print_year(actor, found, file_type)
    return _inline(content, content_type, f"implementation-{found.year}-{found.number}.{file_type}")


def _inline(content: bytes, content_type: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=content_type)
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    return answer
