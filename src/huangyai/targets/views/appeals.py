from __future__ import annotations

import uuid

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from huangyai.doors.pages import carry_out, form_page, member_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import Role
from huangyai.people import queries as people
from huangyai.targets import queries
from huangyai.targets.access import is_secretary
from huangyai.targets.actions import answer_appeal, file_appeal
from huangyai.targets.forms.lists import AppealAnswerForm, AppealForm
from huangyai.targets.models import AppealAnswer
from huangyai.targets.queries.appeals import appeal as one_appeal
from huangyai.targets.queries.appeals import own_list, own_places, words_of_appeal
from huangyai.targets.views.lists import PAGE


@member_page(Role.OFFICER, Role.LEADER)
def appeal_list(request: RoomRequest) -> HttpResponse:
    """Appeals, those that wait for an answer first."""
    page = Paginator(queries.appeals(request.actor), PAGE).get_page(request.GET.get("page"))
    return render(request, "targets/appeal_list.html", {"page": page})


@member_page(Role.OFFICER, Role.LEADER)
def appeal_detail(request: RoomRequest, appeal_id: uuid.UUID) -> HttpResponse:
    """One appeal in the resident's words, and its answer."""
    appeal = one_appeal(request.actor, appeal_id)
    form = AppealAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        return carry_out(
            request,
            lambda: answer_appeal(
                actor=request.actor,
                appeal=appeal,
                to_meeting=asked["outcome"] == AppealAnswer.Outcome.TO_MEETING,
                reason=asked["reason"],
            ),
            then=lambda _made: reverse("targets:appeal_detail", args=[appeal.pk]),
            done=_("The answer is written down; the resident sees it on their own page."),
        )
    context = {
        "appeal": appeal,
        "words": words_of_appeal(appeal),
        "answer": getattr(appeal, "answer", None),
        "may_answer": is_secretary(request.actor),
        "form": form,
    }
    return form_page(request, "targets/appeal_detail.html", context)


@member_page(Role.OFFICER)
def appeal_new(request: RoomRequest, list_id: uuid.UUID) -> HttpResponse:
    """At the counter: somebody does not agree; find them first, then write down what they say."""
    found = queries.target_list(request.actor, list_id)
    form = AppealForm(request.POST or None, initial={"person": request.GET.get("person")})
    if request.method == "POST" and form.is_valid() and form.cleaned_data["person"]:
        person = people.person(request.actor, form.cleaned_data["person"])
        return carry_out(
            request,
            lambda: file_appeal(
                actor=request.actor, target_list=found, person=person, words=form.cleaned_data["words"]
            ),
            then=lambda made: reverse("targets:appeal_detail", args=[made.pk]),
            done=_("The appeal is written down."),
        )
    search = request.GET.get("q", "")[:120]
    near = people.residents(people.people(request.actor, search=search), most=10) if search else []
    context = {"list": found, "form": form, "search": search, "near": near}
    return form_page(request, "targets/appeal_new.html", context)


@member_page(Role.RESIDENT)
def own_list_list(request: RoomRequest) -> HttpResponse:
    """A resident's own page: on which lists they stand, what was decided and why, and how to disagree."""
    language = get_language() or "th"
    places = [(place, place.because(language)) for place in own_places(request.actor)]
    return render(request, "targets/own_list_list.html", {"places": places})


@member_page(Role.RESIDENT)
def own_appeal_new(request: RoomRequest, list_id: uuid.UUID) -> HttpResponse:
    """A resident does not agree with what was decided about them."""
    person, found = own_list(request.actor, list_id)
    form = AppealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: file_appeal(
                actor=request.actor, target_list=found, person=person, words=form.cleaned_data["words"]
            ),
            then=lambda _made: reverse("targets:own_list_list"),
            done=_("The municipality has your appeal. The answer will stand on this page."),
        )
    return form_page(request, "targets/own_appeal_new.html", {"list": found, "form": form})
