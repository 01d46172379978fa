"""The announced plan for everybody."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from huangyai.doors.pages import public_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import Actor, FiscalYear
from huangyai.plan import queries
from huangyai.plan.queries.amending import edition, editions
from huangyai.plan.queries.implementation import implementations
from huangyai.plan.views.editions import edition_context
from huangyai.plan.views.listing import as_uuid, edition_rows, form_links, projects_page


@public_page
def public_project_list(request: RoomRequest) -> HttpResponse:
    """The announced plan for everybody: projects, what they answer, their money."""
    public = Actor.public(request.actor.municipality_id)
    chosen = queries.public_plan(
        public.municipality_id, FiscalYear.of(timezone.localdate()).be, as_uuid(request.GET.get("plan", ""))
    )
    slug = request.municipality.slug if request.municipality else ""
    context: dict[str, object] = {"plans": list(queries.plans(public)), "plan": chosen, "slug": slug}
    if chosen:
        context |= projects_page(request, public, chosen, told=True)
        context |= {
            "forms": form_links(public, chosen),
            "editions": edition_rows(editions(public, chosen)[:20]),
            "implementations": implementations(public, chosen)[:10],
        }
    return render(request, "plan/public_project_list.html", context)


@public_page
def public_edition(request: RoomRequest, announced_id: uuid.UUID) -> HttpResponse:
    """An announced edition for everybody: its reason, its meeting, and what differs from before."""
    public = Actor.public(request.actor.municipality_id)
    context = edition_context(edition(public, announced_id), request.GET.get("page"))
    slug = request.municipality.slug if request.municipality else ""
    return render(request, "plan/public_edition.html", {**context, "slug": slug})
