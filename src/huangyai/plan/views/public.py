"""The announced plan for everybody."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from huangyai.doors.pages import public_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import Actor, FiscalYear
from huangyai.plan import queries
from huangyai.plan.views.listing import as_uuid, form_links, projects_page


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
        context |= {"forms": form_links(public, chosen)}
    return render(request, "plan/public_project_list.html", context)
