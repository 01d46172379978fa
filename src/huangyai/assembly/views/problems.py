from __future__ import annotations

import uuid
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from huangyai.assembly import queries
from huangyai.assembly.access import may_answer, require_answering
from huangyai.assembly.actions import answer_problem
from huangyai.assembly.forms import AnswerForm, ProblemFilter
from huangyai.assembly.views.assemblies import PROBLEMS_PAGE, READERS
from huangyai.doors.pages import carry_out, member_page
from huangyai.doors.request import RoomRequest


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
    (shown,) = queries.answered([problem])
    return render(
        request,
        "assembly/problem_detail.html",
        {
            "shown": shown,
            "problem": problem,
            "answers": queries.answers_to(request.actor, problem),
            "form": form if may_answer(request.actor) else None,
        },
        status=422 if request.method == "POST" else 200,
    )
