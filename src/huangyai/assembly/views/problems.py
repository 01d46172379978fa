from __future__ import annotations

import uuid
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from huangyai.assembly import queries
from huangyai.assembly.access import may_answer, may_hold_assembly, require_answering
from huangyai.assembly.actions import (
    answer_problem,
    join_problems,
    look_at_first_words,
    reword_problem,
    take_back_joining,
)
from huangyai.assembly.forms import AnswerForm, JoinForm, ProblemFilter, RewordingForm
from huangyai.assembly.views.assemblies import HOLDERS, PROBLEMS_PAGE, READERS
from huangyai.doors.pages import carry_out, form_page, member_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import Role


@member_page(*READERS)
def problem_list(request: RoomRequest) -> HttpResponse:
    """Problems, most voices first; `waiting` shows those that nobody has answered."""
    waiting = bool(request.GET.get("waiting"))
    form = ProblemFilter(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    category, village = asked.get("category", ""), asked.get("village")
    found = queries.problems(request.actor, waiting=waiting, category=category, village=village)
    page = Paginator(found, PROBLEMS_PAGE).get_page(request.GET.get("page"))
    heard, with_answer = queries.count_problems(request.actor)
    narrowed = urlencode({"category": category, "village": village.pk if village else ""})
    return render(
        request,
        "assembly/problem_list.html",
        {
            "form": form,
            "page": page,
            "problems": queries.answered(list(page)),
            "waiting": waiting,
            "may_hold": may_hold_assembly(request.actor),
            "heard": heard,
            "waiting_count": heard - with_answer,
            "filtered": bool(category or village),
            "narrowed": narrowed,
            "query": f"waiting=1&{narrowed}" if waiting else narrowed,
        },
    )


@member_page(*READERS)
def problem_detail(request: RoomRequest, problem_id: uuid.UUID) -> HttpResponse:
    """One problem and everything that was answered; those who answer do it here."""
    problem = queries.problem(request.actor, problem_id)
    form = AnswerForm(request.POST or None)
    if request.method == "POST":
        require_answering(request.actor)
        if form.is_valid():
            return carry_out(
                request,
                lambda: answer_problem(actor=request.actor, problem=problem, **form.cleaned_data),
                then=lambda answer: reverse("assembly:problem_detail", args=[answer.problem_id]),
                done=_("The answer is on the public page."),
            )
    looked = request.GET.get("first-words") and may_answer(request.actor)
    (shown,) = queries.answered([problem])
    joined = queries.joined_to(request.actor, problem)
    return render(
        request,
        "assembly/problem_detail.html",
        {
            "shown": shown,
            "problem": problem,
            "answers": queries.answers_to(request.actor, problem),
            "form": form if may_answer(request.actor) and not joined else None,
            "joined": joined,
            "told": queries.told_of(request.actor, problem),
            "rewordings": queries.rewordings(request.actor, problem),
            "first_words": look_at_first_words(actor=request.actor, problem=problem) if looked else None,
            "said_also": queries.joined_into(request.actor, problem),
            "may_hold": may_hold_assembly(request.actor),
        },
        status=422 if request.method == "POST" else 200,
    )


@member_page(*HOLDERS, Role.LEADER)
def problem_wording(request: RoomRequest, problem_id: uuid.UUID) -> HttpResponse:
    """Put a sentence in other words, so that nobody can be told from it."""
    problem = queries.problem(request.actor, problem_id)
    form = RewordingForm(request.POST or None, initial={"sentence": problem.sentence})
    back = reverse("assembly:problem_detail", args=[problem.pk])
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: reword_problem(actor=request.actor, problem=problem, **form.cleaned_data),
            then=lambda _made: back,
            done=_("Everybody reads the new words from now on."),
        )
    context = {"form": form, "title": _("Put it in other words"), "back": back, "submit": _("Save")}
    return form_page(request, "assembly/assembly_form.html", context)


@member_page(*HOLDERS)
def problem_joining(request: RoomRequest, problem_id: uuid.UUID) -> HttpResponse:
    """This was said before: show it within that problem."""
    problem = queries.problem(request.actor, problem_id)
    form = JoinForm(request.POST or None, alike=queries.alike(request.actor, problem))
    back = reverse("assembly:problem_detail", args=[problem.pk])
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: join_problems(actor=request.actor, alias=problem, canonical=form.cleaned_data["into"]),
            then=lambda merge: reverse("assembly:problem_detail", args=[merge.canonical_id]),
            done=_("Joined: the voices stand together."),
        )
    return form_page(request, "assembly/problem_joining.html", {"form": form, "problem": problem, "back": back})


@member_page(*HOLDERS)
def joining_end(request: RoomRequest, joining_id: uuid.UUID) -> HttpResponse:
    """They were two things after all."""
    merge = queries.joining(request.actor, joining_id)
    back = reverse("assembly:problem_detail", args=[merge.alias_id])
    if request.method != "POST":
        return HttpResponseRedirect(back)
    return carry_out(
        request,
        lambda: take_back_joining(actor=request.actor, merge=merge),
        then=lambda _merge: back,
        done=_("Each stands for itself again."),
    )
