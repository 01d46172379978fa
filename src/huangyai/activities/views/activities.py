"""What is offered, and where it can be held."""

from __future__ import annotations

import dataclasses
import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from huangyai.activities import actions, queries
from huangyai.activities.access import READERS
from huangyai.activities.forms import LIVES, PARTS, ActivityForm, LivelihoodForm, PlacementRuleForm, VenueForm
from huangyai.activities.models import Activity, PlacementRule
from huangyai.doors.pages import carry_out, form_page, member_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import NotFound, Role


@member_page(Role.OFFICER)
def activity_new(request: RoomRequest) -> HttpResponse:
    """Design an activity of a project."""
    form = ActivityForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        return carry_out(
            request,
            lambda: actions.design_activity(
                actor=request.actor,
                project=found["project"],
                kind=found["kind"],
                name=found["name"],
                capacity=found["capacity"],
                design=_design(found),
            ),
            then=lambda _activity: reverse("activities:session_placement"),
            done=_("The activity is designed. Now find times for it."),
        )
    context = {
        "form": form,
        "title": _("Design an activity"),
        "subtitle": _("It belongs to a project of an announced plan that has a confirmed list."),
        "submit": _("Save the activity"),
        "back": reverse("activities:activity_list"),
    }
    return form_page(request, "activities/session_form.html", context)


@member_page(Role.OFFICER)
def activity_change(request: RoomRequest, activity_id: uuid.UUID) -> HttpResponse:
    """Put an activity's design right."""
    activity = queries.activity(request.actor, activity_id)
    form = ActivityForm(request.POST or None, activity=activity)
    page = reverse("activities:activity_detail", args=[activity_id])
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        return carry_out(
            request,
            lambda: actions.change_activity(
                actor=request.actor,
                activity=activity,
                kind=found["kind"],
                name=found["name"],
                capacity=found["capacity"],
                design=_design(found),
            ),
            then=lambda _activity: page,
            done=_("Saved."),
        )
    context = {
        "form": form,
        "title": _("Change the activity"),
        "subtitle": activity.name,
        "submit": _("Save"),
        "back": page,
    }
    return form_page(request, "activities/session_form.html", context)


@member_page(*READERS)
def activity_list(request: RoomRequest) -> HttpResponse:
    """What is offered, and where it can be held."""
    page = Paginator(queries.activities(request.actor).order_by("-made_at", "pk"), 30).get_page(request.GET.get("page"))
    context = {"page": page, "venues": queries.venues(), "may_work": request.actor.is_any(Role.OFFICER)}
    return render(request, "activities/activity_list.html", context)


@member_page(Role.OFFICER)
def venue_new(request: RoomRequest) -> HttpResponse:
    """Add a place where sessions can be held."""
    form = VenueForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        return carry_out(
            request,
            lambda: actions.add_venue(
                actor=request.actor,
                name=found["name"],
                capacity=found["capacity"],
                latitude=found["latitude"],
                longitude=found["longitude"],
                kind=found["kind"] or "hall",
            ),
            then=lambda _venue: reverse("activities:activity_list"),
            done=_("The place is added."),
        )
    context = {
        "form": form,
        "title": _("Add a place"),
        "subtitle": _("A hall, a temple pavilion, a school: where people can come together."),
        "submit": _("Save the place"),
        "back": reverse("activities:activity_list"),
    }
    return form_page(request, "activities/session_form.html", context)


@member_page(Role.OFFICER)
def venue_change(request: RoomRequest, venue_id: uuid.UUID) -> HttpResponse:
    """Put right what a place is called, how many fit in and where it stands."""
    venue = queries.venue(request.actor, venue_id)
    fields = ("name", "kind", "capacity", "latitude", "longitude")
    form = VenueForm(request.POST or None, initial={name: getattr(venue, name) for name in fields})
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: actions.change_venue(actor=request.actor, venue=venue, **form.cleaned_data),
            then=lambda _venue: reverse("activities:activity_list"),
            done=_("Saved."),
        )
    context = {
        "form": form,
        "title": _("Change the place"),
        "subtitle": venue.name,
        "submit": _("Save"),
        "back": reverse("activities:activity_list"),
    }
    return form_page(request, "activities/session_form.html", context)


@member_page(*READERS)
def activity_detail(request: RoomRequest, activity_id: uuid.UUID) -> HttpResponse:
    """One activity: its design, when it meets, what stands in its way, and what came of it."""
    return _show_activity(request, activity_id)


@member_page(Role.OFFICER)
def placement_rule_new(request: RoomRequest, activity_id: uuid.UUID) -> HttpResponse:
    """Pin or ban a day, a part of the day or a place for an activity."""
    activity = queries.activity(request.actor, activity_id)
    form = PlacementRuleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        return carry_out(
            request,
            lambda: actions.rule_placement(actor=request.actor, activity=activity, **found),
            then=lambda _rule: reverse("activities:activity_detail", args=[activity_id]),
            done=_("It counts when times are looked for next."),
        )
    return _show_activity(request, activity_id, rule_form=form)


@member_page(Role.OFFICER)
def placement_rule_end(request: RoomRequest, activity_id: uuid.UUID, rule_id: uuid.UUID) -> HttpResponse:
    """Take a pin or ban back."""
    rule = PlacementRule.objects.filter(pk=rule_id, activity=activity_id).first()
    if rule is None or request.method != "POST":
        raise NotFound
    return carry_out(
        request,
        lambda: actions.end_placement_rule(actor=request.actor, rule=rule),
        then=lambda _none: reverse("activities:activity_detail", args=[activity_id]),
        done=_("It is taken back."),
    )


@member_page(Role.OFFICER)
def livelihood_new(request: RoomRequest, activity_id: uuid.UUID) -> HttpResponse:
    """Write down somebody's step from a skill to an income."""
    activity = queries.activity(request.actor, activity_id)
    form = LivelihoodForm(request.POST or None, learners=queries.learners(activity))
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        return carry_out(
            request,
            lambda: actions.write_livelihood(actor=request.actor, activity=activity, **found),
            then=lambda _step: reverse("activities:activity_detail", args=[activity_id]),
            done=_("The step is written down."),
        )
    return _show_activity(request, activity_id, livelihood_form=form)


def _rule_words(rule: PlacementRule) -> str:
    """What a pin or ban names: day, part of the day, place."""
    day = str(WEEKDAYS[rule.weekday]) if rule.weekday is not None else ""
    named = (day, str(dict(PARTS).get(rule.part, "")), rule.venue.name if rule.venue else "")
    return " · ".join(word for word in named if word)


def _design(found: dict[str, Any]) -> actions.Design:
    return actions.Design(**{field.name: found[field.name] for field in dataclasses.fields(actions.Design)})


def _show_activity(
    request: RoomRequest,
    activity_id: uuid.UUID,
    *,
    rule_form: PlacementRuleForm | None = None,
    livelihood_form: LivelihoodForm | None = None,
) -> HttpResponse:
    activity, today = queries.activity(request.actor, activity_id), timezone.localdate()
    may_work = request.actor.is_any(Role.OFFICER)
    follows = may_work and activity.kind == Activity.Kind.OCCUPATION
    page = Paginator(queries.learners(activity), 30).get_page(request.GET.get("page")) if follows else None
    context = {
        "activity": activity,
        "life": dict(LIVES).get(activity.life, ""),
        "sessions": queries.sessions(request.actor).filter(activity=activity).order_by("starts_at")[:60],
        "rules": [(rule, _rule_words(rule)) for rule in queries.placement_rules([activity])],
        "why_unplaced": queries.why_unplaced(activity),
        "may_work": may_work,
        "rule_form": rule_form or PlacementRuleForm(),
        "page": page,
        "lines": queries.livelihood_lines(request.actor, activity, list(page), today) if page else [],
        "livelihood_form": livelihood_form
        or LivelihoodForm(initial={"day": today}, learners=queries.learners(activity)),
    }
    wrong = any(form is not None and form.errors for form in (rule_form, livelihood_form))
    return render(request, "activities/activity_detail.html", context, status=422 if wrong else 200)
