from __future__ import annotations

import uuid
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from huangyai.assembly import queries
from huangyai.assembly.access import may_speak, require_speaking
from huangyai.assembly.actions import raise_problem
from huangyai.assembly.forms import OwnProblemForm, ProblemFilter
from huangyai.assembly.views.assemblies import PAGE, PROBLEMS_PAGE, minutes_file
from huangyai.doors.pages import carry_out, public_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import Actor, NotFound


@public_page
def public_assembly_list(request: RoomRequest) -> HttpResponse:
    """Assemblies for everybody: the next one first, then what was held."""
    page = Paginator(queries.assemblies(request.actor), PAGE).get_page(request.GET.get("page"))
    coming = queries.next_assembly(request.actor)
    return render(request, "assembly/public_assembly_list.html", {"page": page, "coming": coming})


@public_page
def public_assembly_detail(request: RoomRequest, assembly_id: uuid.UUID) -> HttpResponse:
    """One assembly for everybody: what was said and what became of it, the vote, the minutes."""
    assembly = queries.assembly(request.actor, assembly_id)
    found = queries.problems(request.actor, assembly=assembly)
    page = Paginator(found, PROBLEMS_PAGE).get_page(request.GET.get("page"))
    places = queries.places_said(request.actor, assembly)
    return render(
        request,
        "assembly/public_assembly_detail.html",
        {
            "assembly": assembly,
            "closed": queries.is_closed(assembly),
            "moves": queries.moves(request.actor, assembly),
            "places": places,
            "map": queries.map_of(places),
            "agenda": queries.agenda(request.actor, assembly),
            "resolutions": queries.resolutions(request.actor, assembly),
            "door": queries.door(request.actor, assembly),
            "page": page,
            "problems": queries.answered(list(page)),
            "votes": queries.vote_results(request.actor, queries.votes(request.actor, assembly)),
        },
    )


@public_page
def public_problem_list(request: RoomRequest) -> HttpResponse:
    """Every published problem, and what became of it."""
    form = ProblemFilter(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    category, village = asked.get("category", ""), asked.get("village")
    found = queries.problems(request.actor, category=category, village=village)
    page = Paginator(found, PROBLEMS_PAGE).get_page(request.GET.get("page"))
    heard, with_answer = queries.count_problems(request.actor)
    return render(
        request,
        "assembly/public_problem_list.html",
        {
            "form": form,
            "page": page,
            "problems": queries.answered(list(page)),
            "heard": heard,
            "with_answer": with_answer,
            "filtered": bool(category or village),
            "query": urlencode({"category": category, "village": village.pk if village else ""}),
        },
    )


@public_page
def public_problem_new(request: RoomRequest) -> HttpResponse:
    """Say a problem; visitors are invited to sign in first."""
    form = OwnProblemForm(request.POST or None)
    if request.method == "POST":
        require_speaking(request.actor)
        if form.is_valid():
            slug = request.municipality.slug if request.municipality else ""
            return carry_out(
                request,
                lambda: raise_problem(actor=request.actor, **form.facts),
                then=lambda _made: reverse("assembly:public_problem_list", args=[slug]),
                done=_("Thank you. An officer reads it first; then it stands here with its answer."),
            )
    return render(
        request,
        "assembly/public_problem_new.html",
        {
            "form": form,
            "may_speak": may_speak(request.actor),
            "elsewhere": bool(request.actor.user_id) and not may_speak(request.actor),
            "sign_in_url": f"{reverse('account_login')}?{urlencode({'next': request.path})}",
        },
        status=422 if request.method == "POST" else 200,
    )


@public_page
def vote_ballots(request: RoomRequest, vote_id: uuid.UUID) -> HttpResponse:
    """The anonymous ballots of a counted vote, so that anybody can count again."""
    answer = HttpResponse(queries.published_ballots(request.actor, vote_id), content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="ballots-{vote_id}.pb"'
    return answer


@public_page
def public_minutes(request: RoomRequest, assembly_id: uuid.UUID, minutes_type: str) -> HttpResponse:
    """The minutes as a file, once the assembly is closed."""
    assembly = queries.assembly(request.actor, assembly_id)
    if not queries.is_closed(assembly):
        raise NotFound
    # The same paper for everybody, also for those who could read more.
    return minutes_file(Actor.public(request.actor.municipality_id), assembly, minutes_type)
