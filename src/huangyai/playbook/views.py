from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from huangyai.doors.pages import carry_out, form_page, member_page, public_page, show_refusal
from huangyai.doors.request import RoomRequest
from huangyai.kernel import Actor, BadInput, NotFound, Refusal, Role
from huangyai.playbook import queries
from huangyai.playbook.access import may_compose, may_publish_model
from huangyai.playbook.actions import adopt_model, compose_model, publish_model
from huangyai.playbook.documents import page_of, read_model
from huangyai.playbook.forms import AdoptionForm, ModelFileForm, ModelForm

READERS = (Role.OFFICER, Role.PLANNER, Role.LEADER, Role.CASE_WORKER, Role.ADMINISTRATOR)
COMPOSERS = (Role.OFFICER, Role.PLANNER)
PAGE = 50


@member_page(*READERS)
def model_list(request: RoomRequest) -> HttpResponse:
    """Our own models, and those that we took."""
    page = Paginator(queries.all_models(request.actor), PAGE).get_page(request.GET.get("page"))
    taken = Paginator(queries.adoptions(request.actor), PAGE).get_page(request.GET.get("taken"))
    context = {"page": page, "taken": taken, "may_compose": may_compose(request.actor)}
    return render(request, "playbook/model_list.html", context)


@member_page(*COMPOSERS)
def model_new(request: RoomRequest) -> HttpResponse:
    """Write a cycle down as a model that others can take."""
    form = ModelForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            return carry_out(
                request,
                lambda: compose_model(
                    actor=request.actor,
                    title=said["title"],
                    projects=list(said["projects"]),
                    report=said["report"],
                    coordinator_unit=said["coordinator_unit"],
                ),
                then=lambda model: reverse("playbook:model_detail", args=[model.pk]),
                done=_("The model is composed; nobody can be recognised from it. Read it before it is published."),
            )
        except Refusal as refusal:
            show_refusal(request, refusal)
    return form_page(request, "playbook/model_new.html", {"form": form})


@member_page(*READERS)
def model_detail(request: RoomRequest, model_id: uuid.UUID) -> HttpResponse:
    """A model as others will read it; the head of the municipality publishes it."""
    model = queries.model(request.actor, model_id)
    published = hasattr(model, "publication")
    return render(
        request,
        "playbook/model_detail.html",
        {
            "model": model,
            "paper": page_of(model.document),
            "published": published,
            "may_publish": may_publish_model(request.actor) and not published,
        },
    )


@member_page(Role.LEADER)
def publication_new(request: RoomRequest, model_id: uuid.UUID) -> HttpResponse:
    """Publish a model (POST); looked at, it leads to the model."""
    model = queries.model(request.actor, model_id)
    there = reverse("playbook:model_detail", args=[model.pk])
    if request.method != "POST":
        raise NotFound
    return carry_out(
        request,
        lambda: publish_model(actor=request.actor, model=model),
        then=lambda _made: there,
        done=_("The model is published; every community can read and take it."),
    )


@member_page(*READERS)
def model_json(request: RoomRequest, model_id: uuid.UUID) -> HttpResponse:
    """The model as a file."""
    model = queries.model(request.actor, model_id)
    return _file(model.document, f"model-{model.digest[:12]}")


@member_page(*COMPOSERS)
def adoption_new(request: RoomRequest) -> HttpResponse:
    """Take another community's model: bring its file, see what will be taken, adopt it."""
    if request.method == "POST" and "document" in request.POST:
        return _adopt(request)
    form = ModelFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _show_what_is_taken(request, read_model(form.cleaned_data["file"]))
        except (Refusal, BadInput) as unread:
            _add_sentences(form, unread)
    return form_page(request, "playbook/adoption_new.html", {"form": form})


@member_page(*READERS)
def adoption_detail(request: RoomRequest, adoption_id: uuid.UUID) -> HttpResponse:
    """A model that we took: from whom, exactly which one, and what is different here."""
    adoption = queries.adoption(request.actor, adoption_id)
    context = {"adoption": adoption, "paper": page_of(adoption.document)}
    return render(request, "playbook/adoption_detail.html", context)


@public_page
def public_model(request: RoomRequest) -> HttpResponse:
    """The model for everybody: whom it is for, what was done, what changed, how to take it."""
    public = Actor.public(request.actor.municipality_id)
    model = queries.published_model(public)
    taken = Paginator(queries.adoptions(public), PAGE).get_page(request.GET.get("page"))
    context = {
        "model": model,
        "paper": page_of(model.document) if model else None,
        "taken": taken,
        "slug": request.municipality.slug if request.municipality else "",
    }
    return render(request, "playbook/public_model.html", context)


@public_page
def public_model_json(request: RoomRequest) -> HttpResponse:
    """The published model as a file that another community's Huangyai takes."""
    model = queries.published_model(Actor.public(request.actor.municipality_id))
    if model is None:
        raise NotFound
    return _file(model.document, f"model-{model.digest[:12]}")


def _adopt(request: RoomRequest) -> HttpResponse:
    try:
        document = read_model(request.POST["document"])
    except (Refusal, BadInput) as unread:
        again = ModelFileForm({}, MultiValueDict())
        again.errors.clear()
        _add_sentences(again, unread)
        return form_page(request, "playbook/adoption_new.html", {"form": again})
    form = AdoptionForm(request.POST)
    if not form.is_valid():
        return _show_what_is_taken(request, document, form)
    said = form.cleaned_data
    try:
        return carry_out(
            request,
            lambda: adopt_model(
                actor=request.actor,
                source_slug=document["from"].get("slug", ""),
                document=document,
                first_year=said["first_year"],
                changes=said["changes"],
            ),
            then=lambda adoption: reverse("playbook:adoption_detail", args=[adoption.pk]),
            done=_("The model is in the draft plan. Adapt its projects and write their money."),
        )
    except Refusal as refusal:
        show_refusal(request, refusal)
        return _show_what_is_taken(request, document, form)


def _show_what_is_taken(
    request: RoomRequest, document: Mapping[str, Any], form: AdoptionForm | None = None
) -> HttpResponse:
    shown = form or AdoptionForm(initial={"document": json.dumps(document, ensure_ascii=False)})
    context = {"form": shown, "paper": page_of(document)}
    return render(request, "playbook/adoption_preview.html", context, status=422 if form else 200)


def _add_sentences(form: ModelFileForm, unread: Refusal | BadInput) -> None:
    language = get_language() or "th"
    if isinstance(unread, Refusal):
        form.add_error("file", unread.words.say(language))
        return
    for fault in unread.faults[:10]:
        form.add_error("file", fault.say(language))


def _file(document: Mapping[str, Any], name: str) -> HttpResponse:
    text = json.dumps(document, ensure_ascii=False, indent=2)
    answer = HttpResponse(text, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return answer
