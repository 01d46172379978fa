from __future__ import annotations

import uuid
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db import models
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from huangyai.doors.pages import carry_out, member_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import Role, Words
from huangyai.targets.actions import (
    decide_pair,
    doubt_join,
    look_at_pair,
    look_at_register,
    take_back_pair_decision,
)
from huangyai.targets.forms.review import DoubtForm, PairDecisionForm
from huangyai.targets.models import Pair, PairDecision
from huangyai.targets.queries import review
from huangyai.targets.rules.review import likelihood_in_words
from huangyai.targets.views.side_by_side import lay_out, show_both

KEEPERS = (Role.OFFICER, Role.ADMINISTRATOR)
PAGE = 50
# The answers, with the keys that give them: a digit, a Thai letter, a Latin one.
_ANSWERS = (
    (PairDecision.Word.SAME, "1 ส s"),
    (PairDecision.Word.DIFFERENT, "2 ต d"),
    (PairDecision.Word.UNSURE, "3 ไ c"),
    (PairDecision.Word.SECOND, "4 ถ a"),
)


@member_page(*KEEPERS)
def pair_list(request: RoomRequest) -> HttpResponse:
    """Pairs that wait for somebody's eye, by list; no name is opened here."""
    shown = request.GET.get("show", "")
    register_id = _register(request)
    found = {"asked": review.asked_of_others, "aside": review.put_aside}.get(shown)
    pairs = found(request.actor) if found else review.waiting_pairs(request.actor, register_id=register_id)
    page = Paginator(_with_both(pairs), PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "targets/review_list.html",
        {
            "shown": shown,
            "page": page,
            "lines": [(pair, _likelihood(pair)) for pair in page],
            "queue": review.queue(request.actor, register_id=register_id),
            "shares": review.waiting_by_register(request.actor),
            "register_id": register_id,
            "first": review.next_pair(request.actor, register_id=register_id),
            "here": urlencode({"register": register_id}) if register_id else "",
            "query": urlencode({"show": shown, "register": register_id or ""}),
        },
    )


@member_page(*KEEPERS)
def pair_decision_list(request: RoomRequest) -> HttpResponse:
    """What was decided, by whom, and what was taken back."""
    page = Paginator(review.pair_decisions(request.actor), PAGE).get_page(request.GET.get("page"))
    return render(
        request, "targets/review_decisions.html", {"page": page, "queue": review.queue(request.actor), "shown": "done"}
    )


@member_page(*KEEPERS)
def pair_detail(request: RoomRequest, pair_id: uuid.UUID) -> HttpResponse:
    """Two records side by side, and what somebody says of them. Opening them is recorded."""
    pair = review.pair(request.actor, pair_id)
    register_id = _register(request)
    form = PairDecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: decide_pair(actor=request.actor, pair=pair, **form.cleaned_data),
            then=lambda said: _go_on(request, pair, register_id),
        )
    look_at_pair(actor=request.actor, pair=pair)
    queue = review.queue(request.actor, register_id=register_id, at=pair)
    said = review.decisions_on(request.actor, pair)
    open_words = [one for one in said if not hasattr(one, "taken_back")]
    context = {
        **show_both(request.actor, pair),
        "pair": pair,
        "form": form,
        "queue": queue,
        "said": said,
        "standing": open_words,
        "decided": any(one.word in review.FINAL for one in open_words) and not queue.place,
        "answers": [
            {"word": word, "label": word.label, "keys": keys, "shown": keys.split()[:2]} for word, keys in _ANSWERS
        ],
        "last": review.my_last_decision(request.actor),
        "here": urlencode({"register": register_id}) if register_id else "",
        "likelihood": _likelihood(pair),
    }
    return render(request, "targets/review_pair.html", context, status=422 if request.method == "POST" else 200)


@member_page(*KEEPERS)
def pair_decision_removal(request: RoomRequest, decision_id: uuid.UUID) -> HttpResponse:
    """Take a decision back, and look at the pair again."""
    decision = review.pair_decision(request.actor, decision_id)
    back = reverse("targets:pair_detail", args=[decision.pair_id])
    if request.method != "POST":
        return redirect(back)
    register_id = _register(request)
    return carry_out(
        request,
        lambda: take_back_pair_decision(actor=request.actor, decision=decision),
        then=lambda _taken: back + (f"?{urlencode({'register': register_id})}" if register_id else ""),
        done=_("Taken back; everything stands as before."),
    )


@member_page(*KEEPERS)
def row_comparison(request: RoomRequest, joined_row_id: uuid.UUID) -> HttpResponse:
    """A row beside the person to whom it was joined; whoever sees somebody else says so. Opening it is recorded."""
    row = review.row_with_person(request.actor, joined_row_id)
    form = DoubtForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: doubt_join(actor=request.actor, row=row, note=form.cleaned_data["note"]),
            then=lambda said: reverse("targets:pair_detail", args=[said.pair_id]),
            done=_("The row waits for its person again."),
        )
    look_at_register(actor=request.actor, register=row.register, loose=False)
    person = review.record_of_person(row.person, apart_from=row) if row.person else review.record_of_row(row)
    context = {
        **lay_out(review.record_of_row(row), person, _("Civil register"), row.probability),
        "row": row,
        "form": form,
        "percent": None if row.probability is None else min(99, round(100 * row.probability)),
        "decision": review.word_on_row(row),
    }
    return render(request, "targets/review_row.html", context)


def _go_on(request: RoomRequest, pair: Pair, register_id: uuid.UUID | None) -> str:
    following = review.next_pair(request.actor, register_id=register_id, after=pair)
    query = f"?{urlencode({'register': register_id})}" if register_id else ""
    if following is None:
        return reverse("targets:pair_list") + query
    return reverse("targets:pair_detail", args=[following]) + query


def _register(request: RoomRequest) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.GET.get("register", ""))
    except ValueError:
        return None


def _with_both(pairs: models.QuerySet[Pair]) -> models.QuerySet[Pair]:
    return pairs.select_related("row__register__source", "person", "other").defer("row__register__original_sealed")


def _likelihood(pair: Pair) -> dict[str, object]:
    words: Words = likelihood_in_words(pair.probability)
    percent = None if pair.probability is None else min(99, round(100 * pair.probability))
    return {"words": words.say(get_language() or "th"), "percent": percent}
