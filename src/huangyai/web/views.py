from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from huangyai.activities import queries as activity_queries
from huangyai.assembly import queries as assembly_queries
from huangyai.doors.pages import member_page, public_page
from huangyai.doors.request import RoomRequest
from huangyai.doors.waiting import remember_waiting
from huangyai.evaluation import queries as evaluation_queries
from huangyai.kernel import FiscalYear, NotFound, Role
from huangyai.people import queries as people_queries
from huangyai.places.queries import all_municipalities
from huangyai.plan import queries as plan_queries
from huangyai.plan.models import Project
from huangyai.plan.queries.following import money_flow
from huangyai.targets.queries.changes import said_of_person
from huangyai.watch import queries as watch_queries
from huangyai.web import queries, thread

_STAFF = (Role.OFFICER, Role.PLANNER, Role.LEADER, Role.CASE_WORKER, Role.ADMINISTRATOR)


def front(request: HttpRequest) -> HttpResponse:
    """The installation's first page: the only municipality's home, or a list to choose from."""
    found = list(all_municipalities()[:100])
    if len(found) == 1:
        return redirect("web:home", slug=found[0].slug)
    return render(request, "web/front.html", {"municipalities": found})


@public_page
def home(request: RoomRequest) -> HttpResponse:
    """A municipality's public home: the wheel with live numbers, one thread, what was heard and answered."""
    actor = request.actor
    found, figures = queries.shown_thread(actor), queries.cycle_figures(actor)
    heard = assembly_queries.answered(assembly_queries.problems(actor).order_by("-voices"), most=6)
    return render(
        request,
        "web/home.html",
        {
            "steps": _wheel(request, figures),
            "year": FiscalYear.of(timezone.localdate()),
            "thread": thread.simple(found) if found else [],
            "thread_project": found.project if found else None,
            "heard": heard,
            "next_assembly": assembly_queries.next_assembly(actor),
            "figures": figures,
        },
    )


@member_page()
def today(request: RoomRequest) -> HttpResponse:
    """What needs me now, by urgency, with its clock."""
    waiting = queries.today_page(request.actor)
    remember_waiting(request, str(request.actor.municipality_id), len(waiting))
    context: dict[str, object] = {"waiting": waiting}
    if request.actor.is_staff:
        context |= {"coverage": queries.coverage(request.actor), "money": queries.money_state(request.actor)}
    return render(request, "web/today.html", context)


@member_page(*_STAFF)
def search(request: RoomRequest) -> HttpResponse:
    """People, problems and projects by name, nickname, number or phone."""
    text = request.GET.get("q", "").replace("\0", "").strip()
    plan = queries.plan_now(request.actor)
    return render(
        request,
        "web/search.html",
        {
            "text": text,
            "people": people_queries.residents(people_queries.people(request.actor, search=text), most=20)
            if text
            else [],
            "problems": list(assembly_queries.problems(request.actor).filter(sentence__contains=text)[:10])
            if text
            else [],
            "projects": list(plan_queries.projects(request.actor, plan, search=text)[:10]) if text and plan else [],
        },
    )


@member_page(Role.LEADER, Role.OFFICER, Role.PLANNER)
def leaders(request: RoomRequest) -> HttpResponse:
    """One screen: who is not reached, what is late, what it costs, what changed."""
    return render(request, "web/leaders.html", _leaders(request))


@member_page(Role.LEADER, Role.OFFICER, Role.PLANNER)
def leaders_print(request: RoomRequest) -> HttpResponse:
    """The same on one sheet of A4."""
    return render(request, "web/leaders_print.html", _leaders(request))


@member_page(*_STAFF)
def person_story(request: RoomRequest, person_id: uuid.UUID) -> HttpResponse:
    """One person's story over all rooms, in time. Cases are not part of it."""
    person = people_queries.person(request.actor, person_id)
    return render(
        request,
        "web/person_story.html",
        {
            "person": person,
            "age": people_queries.age(person),
            "said": said_of_person(request.actor, person),
            "enrolments": activity_queries.enrolments_of_person(request.actor, person),
            "now": timezone.now(),
            "visits": watch_queries.visits_of_person(request.actor, person),
        },
    )


@member_page(*_STAFF, Role.VOLUNTEER, Role.PARTNER)
def project_thread(request: RoomRequest, project_id: uuid.UUID) -> HttpResponse:
    """The golden thread of a project."""
    return _show_thread(request, project_id)


@member_page(*_STAFF, Role.VOLUNTEER, Role.PARTNER)
def problem_thread(request: RoomRequest, problem_id: uuid.UUID) -> HttpResponse:
    """Forward from a sentence said in an assembly to everything that was done about it."""
    problem = assembly_queries.problem(request.actor, problem_id)
    projects = evaluation_queries.threads_of_problem(problem)
    drawn = [_drawn(request, project, current=_key_of(request, project, problem_id)) for project in projects]
    return render(request, "web/problem_thread.html", {"problem": problem, "threads": drawn})


@member_page(*_STAFF, Role.VOLUNTEER, Role.PARTNER)
def figure_thread(request: RoomRequest, figure_id: uuid.UUID) -> HttpResponse:
    """Back from one printed figure to the sentences said in the assembly."""
    figure = evaluation_queries.figure(request.actor, figure_id)
    project = figure.project or (figure.measurement.indicator.project if figure.measurement else None)
    if project is None:
        raise NotFound
    return _show_thread(request, project.pk, figure=figure)


@public_page
def public_project_thread(request: RoomRequest, project_id: uuid.UUID) -> HttpResponse:
    """A project's golden thread for everybody: sentences, money, sessions and results, and nobody's name."""
    project = plan_queries.project(request.actor, project_id)
    found = evaluation_queries.thread(request.actor, project)
    slug = request.municipality.slug if request.municipality else ""
    nodes, links = thread.draw(evaluation_queries.for_everybody(found), slug=slug, public=True)
    context = {"thread": found, "nodes": nodes, "links": links, "project": project, "flows": money_flow(project)}
    return render(request, "web/public_project_thread.html", context)


def _show_thread(request: RoomRequest, project_id: uuid.UUID, figure: object = None) -> HttpResponse:
    project = plan_queries.project(request.actor, project_id)
    found = evaluation_queries.thread(request.actor, project)
    nodes, links = thread.draw(found, current="report" if figure else "project")
    context = {"thread": found, "nodes": nodes, "links": links, "project": project, "figure": figure}
    return render(request, "web/project_thread.html", context)


def _drawn(request: RoomRequest, project: Project, current: str) -> dict[str, object]:
    nodes, links = thread.draw(evaluation_queries.thread(request.actor, project), current=current)
    return {"project": project, "nodes": nodes, "links": links}


def _key_of(request: RoomRequest, project: Project, problem_id: uuid.UUID) -> str:
    said = [problem.pk for problem in plan_queries.problems_answered(project)]
    return f"said-{said.index(problem_id)}" if problem_id in said else ""


def _leaders(request: RoomRequest) -> dict[str, object]:
    actor = request.actor
    covered = queries.coverage(actor)
    return {
        "coverage": covered,
        "not_reached": sum(village.not_reached for village in covered),
        "known": sum(village.known for village in covered),
        "money": queries.money_state(actor),
        "waiting_answers": assembly_queries.problems(actor, waiting=True).count(),
        "indicators": evaluation_queries.indicators(actor),
        "figures": queries.cycle_figures(actor),
    }


def _wheel(request: RoomRequest, found: queries.CycleFigures) -> list[dict[str, object]]:
    """The six steps: a short label for the wheel, a long one and the live number for the list beside it."""
    urls = _public_urls(request.municipality.slug if request.municipality else "")
    rows = (
        (1, _("Assembly"), _("Assemblies"), _("%(n)s matters") % {"n": f"{found.problems:,}"}, urls["problems"]),
        (2, _("Finding"), _("Finding people"), _("%(n)s people") % {"n": f"{found.confirmed:,}"}, ""),
        (3, _("Projects"), _("Projects and money"), _("%(n)s projects") % {"n": f"{found.projects:,}"}, urls["plan"]),
        (4, _("Carrying out"), _("Carrying out"), _("%(n)s sessions") % {"n": f"{found.sessions:,}"}, urls["results"]),
        (5, _("Watching"), _("Watching and helping"), _("%(n)s homes visited") % {"n": f"{found.homes_visited:,}"}, ""),
        (6, _("Model"), _("Model"), _("%(n)s published") % {"n": f"{found.models:,}"}, urls["model"]),
    )
    return [
        {"step": step, "label": short, "words": words, "live": live, "url": url}
        for step, short, words, live, url in rows
    ]


def _public_urls(slug: str) -> dict[str, str]:
    return {
        "problems": reverse("assembly:public_problem_list", args=[slug]),
        "plan": reverse("plan:public_project_list", args=[slug]),
        "results": reverse("evaluation:public_results", args=[slug]),
        "model": reverse("playbook:public_model", args=[slug]),
    }
