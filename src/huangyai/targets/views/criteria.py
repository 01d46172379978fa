"""Criteria cards: the list, building one with a live count, trying it, comparing it, taking it into use."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from huangyai.doors.pages import carry_out, form_page, member_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import NotFound, Role, Words
from huangyai.targets import queries
from huangyai.targets.access import may_write_lists, require_row_reading
from huangyai.targets.actions import (
    PersonaFacts,
    adopt_criterion,
    keep_persona,
    look_at_comparison,
    take_ready_card,
    write_criterion,
)
from huangyai.targets.forms.criteria import AdoptionForm, CriterionForm, PersonaForm, initial_of
from huangyai.targets.models import Criterion
from huangyai.targets.queries import cards, register_words
from huangyai.targets.rules.criteria import sentences
from huangyai.targets.rules.ready_cards import READY_CARDS
from huangyai.targets.views.lists import PAGE, STAFF, WRITERS

NAMES_PAGE = 50


@member_page(*STAFF)
def criterion_list(request: RoomRequest) -> HttpResponse:
    """Criteria cards in plain words, each with how many people it takes today; ready cards to begin with."""
    found = queries.criterion_cards(request.actor)
    language = get_language() or "th"
    there = {card.criterion.name for card in found}
    ready = [
        (card.key, card.name.say(language), card.sentence.say(language), cards.lacks_survey(card.definition))
        for card in READY_CARDS
        if card.name.say(language) not in there
    ]
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "ready": ready, "may_write": may_write_lists(request.actor)}
    return render(request, "targets/criterion_list.html", context)


@member_page(*WRITERS)
def criterion_new(request: RoomRequest) -> HttpResponse:
    """Build a card; an old name with new conditions becomes its next version. The count follows as it is built."""
    conditions = cards.conditions_here()
    form = CriterionForm(request.POST or None, conditions=conditions, initial=_first_values(request))
    looked = "look" in request.POST
    if request.method == "POST" and form.is_valid() and not looked:
        asked = form.cleaned_data
        return carry_out(
            request,
            lambda: write_criterion(
                actor=request.actor,
                name=asked["name"],
                sentence=asked["sentence"],
                definition=asked["definition"],
                group=asked["group"],
            ),
            then=lambda card: reverse("targets:criterion_detail", args=[card.pk]),
            done=_("The draft is written. Compare it with the registers before you take it into use."),
        )
    context = {"form": form, **_preview_of(form)}
    if looked:
        # Only the count was asked for; what is missing for writing the card is not a fault yet.
        return render(request, "targets/criterion_new.html", context)
    return form_page(request, "targets/criterion_new.html", context)


@member_page(*WRITERS)
def criterion_preview(request: RoomRequest) -> HttpResponse:
    """Whom the card would take as it stands in the form: the fragment beside it."""
    if request.method != "POST":
        return redirect("targets:criterion_new")
    form = CriterionForm(request.POST, conditions=cards.conditions_here())
    return render(request, "targets/_preview.html", _preview_of(form))


@member_page(*WRITERS)
def ready_card(request: RoomRequest, key: str) -> HttpResponse:
    """Take a ready card over as a draft, with its made-up people."""
    if request.method != "POST":
        return redirect("targets:criterion_list")

    def after(card: Criterion) -> str:
        if cards.lacks_survey(card.definition):
            messages.warning(
                request,
                _("This card asks a household survey, and none is here yet: bring the survey in before using it."),
            )
        return reverse("targets:criterion_detail", args=[card.pk])

    return carry_out(
        request,
        lambda: take_ready_card(actor=request.actor, key=key, language=get_language() or "th"),
        then=after,
        done=_("The ready card is a draft now. Look at it, change it, and take it into use."),
    )


@member_page(*STAFF)
def criterion_detail(request: RoomRequest, criterion_id: uuid.UUID) -> HttpResponse:
    """One version of a card: what it asks, whom it takes by village, the made-up people, and its other versions."""
    card = cards.criterion(request.actor, criterion_id)
    preview = cards.preview(card.definition)
    language = get_language() or "th"
    return render(
        request,
        "targets/criterion_detail.html",
        {
            "card": card,
            "adopted": cards.is_adopted(card),
            "lacks_survey": cards.lacks_survey(card.definition),
            "reads": sentences(card.definition).say(language),
            "preview": preview,
            "map": cards.village_map(preview.villages),
            "personas": cards.tested_personas(card),
            "versions": cards.versions(request.actor, card),
            "lists": cards.lists_by(card),
            "may_write": may_write_lists(request.actor),
            "adoption_form": AdoptionForm(),
        },
    )


@member_page(*WRITERS)
def adoption(request: RoomRequest, criterion_id: uuid.UUID) -> HttpResponse:
    """Take a card into use."""
    card = cards.criterion(request.actor, criterion_id)
    form = AdoptionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: adopt_criterion(actor=request.actor, criterion=card, note=form.cleaned_data["note"]),
            then=lambda _made: reverse("targets:criterion_detail", args=[card.pk]),
            done=_("The card is in use. Lists can be drawn by it now."),
        )
    return redirect("targets:criterion_detail", card.pk)


@member_page(*WRITERS)
def persona_new(request: RoomRequest, criterion_id: uuid.UUID) -> HttpResponse:
    """Keep a made-up person with a card."""
    card = cards.criterion(request.actor, criterion_id)
    form = PersonaForm(request.POST or None, registers=register_words())
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        persona = PersonaFacts(asked["name"], asked["facts"], asked["expected"] == "yes")
        return carry_out(
            request,
            lambda: keep_persona(actor=request.actor, criterion=card, persona=persona),
            then=lambda _made: reverse("targets:criterion_detail", args=[card.pk]),
            done=_("The made-up person is kept with the card."),
        )
    return form_page(request, "targets/persona_new.html", {"card": card, "form": form})


@member_page(*STAFF)
def comparison(request: RoomRequest, criterion_id: uuid.UUID) -> HttpResponse:
    """Whom the card misses and whom it takes beside every register, by sex, village and disability."""
    card = cards.criterion(request.actor, criterion_id)
    language = get_language() or "th"
    found = cards.comparison(card.definition)
    return render(
        request,
        "targets/comparison.html",
        {
            "card": card,
            "found": found,
            "registers": [
                (
                    beside,
                    beside.words.say(language),
                    _split_lines(beside.splits, language),
                    _split_lines(beside.extra_splits, language),
                    any(split.gap for split in beside.splits),
                )
                for beside in found.registers
            ],
            "overall": _split_lines(found.splits, language),
            "may_read": request.actor.is_any(Role.OFFICER, Role.CASE_WORKER, Role.ADMINISTRATOR),
        },
    )


@member_page(Role.OFFICER, Role.CASE_WORKER, Role.ADMINISTRATOR)
def comparison_people(request: RoomRequest, criterion_id: uuid.UUID, side: str) -> HttpResponse:
    """Who stands on one side of a comparison, by name; the look is recorded."""
    card = cards.criterion(request.actor, criterion_id)
    register = request.GET.get("register", "")
    named = register_words()
    if side not in {"missed", "extra"} or (register and register not in named):
        raise NotFound
    require_row_reading(request.actor)
    look_at_comparison(actor=request.actor, criterion=card, register=register, side=side)
    people = cards.residents_compared(card.definition, register, side)
    page = Paginator(people, NAMES_PAGE).get_page(request.GET.get("page"))
    words = named.get(register, Words(th="", en="")).say(get_language() or "th")
    context = {
        "card": card,
        "page": page,
        "residents": cards.residents_of(page.object_list),
        "side": side,
        "register": words,
        "query": f"register={register}" if register else "",
    }
    return render(request, "targets/comparison_people.html", context)


def _split_lines(splits: list[cards.Split], language: str) -> list[dict[str, Any]]:
    return [
        {
            "words": split.words.say(language),
            "shares": [(share, share.words.say(language)) for share in split.shares],
            "gap": split.gap.say(language) if split.gap else "",
        }
        for split in splits
    ]


def _first_values(request: RoomRequest) -> dict[str, Any]:
    """The card that is changed, as the form's first values."""
    try:
        card = cards.criterion(request.actor, uuid.UUID(request.GET.get("from", "")))
    except (ValueError, NotFound):
        return {}
    first = initial_of(card.definition, cards.conditions_here())
    return {**first, "name": card.name, "sentence": card.sentence, "group": card.group}


def _preview_of(form: CriterionForm) -> dict[str, Any]:
    """Whom the conditions in the form would take, as far as they can be read."""
    form.is_valid()
    definition = form.cleaned_data.get("definition") if form.is_bound else None
    if not form.is_bound and form.initial.get("asks_1_1"):
        again = CriterionForm(form.initial, conditions=form.conditions)
        again.is_valid()
        definition = again.cleaned_data.get("definition")
    if not definition or not any(definition.values()):
        return {"preview": None}
    known = form.data.get("name", "") or form.initial.get("name", "")
    return {
        "preview": cards.preview(definition),
        "reads": sentences(definition).say(get_language() or "th"),
        "personas": cards.personas_of_name(known, definition),
    }
