from __future__ import annotations

import uuid

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from huangyai.doors.pages import carry_out, form_page, member_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import Role
from huangyai.targets.actions import (
    ask_for_joining,
    forget_lessons,
    learn_from_decisions,
    set_joining_terms,
    stop_joining,
)
from huangyai.targets.bridge import Weight, weights
from huangyai.targets.forms.review import TermsForm
from huangyai.targets.models import Joining, JoiningEnd
from huangyai.targets.queries import review
from huangyai.targets.rules.review import LEAST_DECISIONS, STEPS

KEEPERS = (Role.OFFICER, Role.ADMINISTRATOR)
PAGE = 20
# Changes of a weight below this say nothing to anybody.
_WORTH_SAYING = 0.3
# So many bars for one person, and so many for two, can be read.
_MOST_BARS = 6


@member_page(*KEEPERS)
def register_joins(request: RoomRequest) -> HttpResponse:
    """Compare all lists with the civil register, and what earlier comparisons found."""
    if request.method == "POST":
        return carry_out(
            request,
            lambda: ask_for_joining(actor=request.actor),
            then=lambda joining: reverse("targets:joining_detail", args=[joining.pk]),
        )
    page = Paginator(review.joinings(request.actor), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "terms": _percents(request), "lesson": review.lessons(request.actor).first()}
    return render(request, "targets/review_joinings.html", context)


@member_page(*KEEPERS)
def joining_detail(request: RoomRequest, joining_id: uuid.UUID) -> HttpResponse:
    """How far a comparison is, or what it found."""
    joining = review.joining(request.actor, joining_id)
    context = {"joining": joining, "end": getattr(joining, "end", None), **_progress(joining)}
    if request.htmx:
        return render(request, "targets/_joining.html", context)
    return render(request, "targets/review_joining.html", context)


@member_page(*KEEPERS)
def joining_removal(request: RoomRequest, joining_id: uuid.UUID) -> HttpResponse:
    """Stop a comparison that is going on."""
    joining = review.joining(request.actor, joining_id)
    here = reverse("targets:joining_detail", args=[joining.pk])
    if request.method != "POST":
        return redirect(here)
    return carry_out(
        request,
        lambda: stop_joining(actor=request.actor, joining=joining),
        then=lambda _stopped: here,
        done=_("Stopped; nothing was changed."),
    )


@member_page(*KEEPERS)
def joining_terms(request: RoomRequest) -> HttpResponse:
    """Say from how sure on rows are joined at once, and from how sure on somebody is asked."""
    now = _percents(request)
    form = TermsForm(request.POST or None, initial=now | _chosen(request))
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: set_joining_terms(
                actor=request.actor,
                join_from=float(form.cleaned_data["join_from"]) / 100,
                ask_from=form.cleaned_data["ask_from"] / 100,
            ),
            then=lambda _kept: reverse("targets:register_joins"),
            done=_("Saved; it holds from the next comparison on."),
        )
    steps = sorted({*STEPS, now["join_from"]})
    context = {"form": form, "now": now["join_from"], "outlook": review.outlook_of_terms(request.actor, steps)}
    return form_page(request, "targets/review_terms.html", context)


@member_page(*KEEPERS)
def lesson_list(request: RoomRequest) -> HttpResponse:
    """What the comparison has learnt from the decisions here, and how much each agreement says."""
    if request.method == "POST":
        return carry_out(
            request,
            lambda: learn_from_decisions(actor=request.actor),
            then=lambda _lesson: reverse("targets:lesson_list"),
            done=_("Learnt; the next comparison uses it."),
        )
    language = get_language() or "th"
    known = weights(review.model_in_use())
    page = Paginator(review.lessons(request.actor), PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "targets/review_lessons.html",
        {
            "page": page,
            "decided": len(review.decided_for_learning()),
            "least": LEAST_DECISIONS,
            "in_use": review.model_in_use() is not None,
            "weights": [(weight.heading.say(language), weight.words.say(language), weight) for weight in known],
            "learnt": _learnt(known, language),
            "chart": _chart(known, language),
        },
    )


@member_page(*KEEPERS)
def lesson_removal(request: RoomRequest) -> HttpResponse:
    """Go back to what the program knew when it was installed."""
    if request.method != "POST":
        return redirect("targets:lesson_list")
    return carry_out(
        request,
        lambda: forget_lessons(actor=request.actor),
        then=lambda _lesson: reverse("targets:lesson_list"),
        done=_("The next comparison works as it came."),
    )


def _learnt(known: list[Weight], language: str) -> list[str]:
    """What changed most, in sentences."""
    changed = sorted((weight for weight in known if abs(weight.change) >= _WORTH_SAYING), key=lambda w: -abs(w.change))
    more, less = _("%(what)s says more for one person than it used to"), _("%(what)s says less than it used to")
    return [
        (more if weight.change > 0 else less) % {"what": f"“{weight.words.say(language)}”"} for weight in changed[:8]
    ]


def _chart(known: list[Weight], language: str) -> dict[str, object]:
    """What changed most, or what says most, for and against; the table has the rest."""
    ranked = sorted(known, key=lambda weight: -weight.bits)
    telling = sorted(known, key=lambda weight: -abs(weight.change))[: 2 * _MOST_BARS]
    if not any(weight.change for weight in telling):
        telling = [*ranked[:_MOST_BARS], *ranked[-_MOST_BARS:]]
    telling = sorted(telling, key=lambda weight: -weight.bits)
    series = [{"name": _("now"), "data": [weight.bits for weight in telling], "tone": "1"}]
    if any(weight.change for weight in telling):
        series.insert(0, {"name": _("as it came"), "data": [weight.before for weight in telling], "tone": "4"})
    return {
        "kind": "bar",
        "horizontal": True,
        "categories": [weight.words.say(language) for weight in telling],
        "series": series,
    }


def _percents(request: RoomRequest) -> dict[str, float]:
    terms = review.terms(request.actor)
    return {"join_from": round(100 * terms.join_from, 1), "ask_from": round(100 * terms.ask_from)}


def _chosen(request: RoomRequest) -> dict[str, float]:
    """A step that was pressed in the table."""
    return next(({"join_from": step} for step in STEPS if request.GET.get("join_from") == str(step)), {})


def _progress(joining: Joining) -> dict[str, object]:
    stages = {
        "normalise": (_("Reading the lists"), 0.0, 0.4),
        "compare": (_("Comparing with the civil register"), 0.4, 0.8),
        "doubles": (_("Looking for entries that are there twice"), 0.8, 1.0),
    }
    doing, begins, ends = stages.get(joining.stage, (_("Beginning"), 0.0, 0.0))
    end = getattr(joining, "end", None)
    return {
        "doing": doing,
        "done": 100 if end else round(100 * (begins + (ends - begins) * joining.part)),
        "finished": end.get_outcome_display() if end and end.outcome != JoiningEnd.Outcome.FAILED else "",
        "failed": end.why.say(get_language() or "th") if end and end.why else "",
    }
