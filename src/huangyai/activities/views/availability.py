"""When people can come: one person, a group, and the days that are off."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from huangyai.activities import actions, queries
from huangyai.activities.access import reachable_people
from huangyai.activities.forms import LIVES, PARTS, DaysForm, PersonWeekForm, WeekForm, show_answer, show_week
from huangyai.activities.models import CalendarSpan
from huangyai.activities.rules import HISTORY_RULE, Life, PartOfDay, correct_week, school_year_of
from huangyai.doors.pages import carry_out, member_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import NotFound, Role


@member_page(Role.OFFICER, Role.VOLUNTEER)
def person_times(request: RoomRequest, person_id: uuid.UUID) -> HttpResponse:
    """When one person can come: as they answered, as attendance showed; asked once, by the office or by the volunteer
    who visits them.
    """
    person = reachable_people(request.actor).filter(pk=person_id).first()
    if person is None:
        raise NotFound
    answer = queries.answer_of(request.actor, person)
    life = Life(answer.life) if answer else queries.life_today(person)
    week = queries.group_weeks()[life]
    initial = show_answer(answer, week) if answer else show_week(week) | {"life": life.value}
    form = PersonWeekForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: actions.write_coming_times(actor=request.actor, answer=_answer_of_person(form), person=person),
            then=lambda _kept: reverse("activities:person_times", args=[person_id]),
            done=_("When this person can come is kept."),
        )
    history = queries.history_of([person.pk], {person.pk: answer} if answer else {}).get(person.pk, ())
    corrected = correct_week(week, history)
    words = dict(PARTS)
    seen = [
        {
            "when": f"{WEEKDAYS[one.cell[0]]} {words[one.cell[1].value]}",
            "seen": one,
            "never": one.cell in corrected.never,
            "comes": one.cell in corrected.comes,
        }
        for one in history
    ]
    context = {"person": person, "form": form, "answer": answer, "seen": seen, "rule": HISTORY_RULE, "parts": PARTS}
    return render(request, "activities/person_times.html", context, status=422 if form.errors else 200)


@member_page(Role.OFFICER)
def group_times(request: RoomRequest) -> HttpResponse:
    """When each group can come, and which days are off."""
    life = _life(request)
    form = WeekForm(request.POST or None, initial=show_week(queries.group_weeks()[life]))
    if request.method == "POST" and form.is_valid():
        answer = actions.Answer(
            life,
            form.ticked_cells,
            [PartOfDay(part) for part in form.cleaned_data["off_parts"]],
            [PartOfDay(part) for part in form.cleaned_data["caring"]],
            [int(month) for month in form.cleaned_data["harvest"]],
        )
        return carry_out(
            request,
            lambda: actions.write_coming_times(actor=request.actor, answer=answer),
            then=lambda _kept: f"{reverse('activities:group_times')}?life={life}",
            done=_("When this group can come is kept."),
        )
    return _show_group(request, life, form)


@member_page(Role.OFFICER)
def days_new(request: RoomRequest) -> HttpResponse:
    """Write down a school term or break, or a local holiday."""
    form = DaysForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        return carry_out(
            request,
            lambda: actions.write_days(actor=request.actor, **found),
            then=lambda _span: reverse("activities:group_times"),
            done=_("The days are written down."),
        )
    life = _life(request)
    return _show_group(request, life, WeekForm(initial=show_week(queries.group_weeks()[life])), form)


@member_page(Role.OFFICER)
def days_end(request: RoomRequest, span_id: uuid.UUID) -> HttpResponse:
    """Take days back that were written down wrongly."""
    span = CalendarSpan.objects.filter(pk=span_id).first()
    if span is None or request.method != "POST":
        raise NotFound
    return carry_out(
        request,
        lambda: actions.end_days(actor=request.actor, span=span),
        then=lambda _none: reverse("activities:group_times"),
        done=_("The line is taken back."),
    )


@member_page(Role.OFFICER)
def school_year_new(request: RoomRequest) -> HttpResponse:
    """Take the regulation's days of this school year over, line by line."""
    if request.method != "POST":
        raise NotFound
    return carry_out(
        request,
        lambda: actions.write_school_year(actor=request.actor, year=school_year_of(timezone.localdate())),
        then=lambda _spans: reverse("activities:group_times"),
        done=_("The school year is written down. Please lay it beside the text."),
    )


def _life(request: RoomRequest) -> Life:
    named = request.GET.get("life", "")
    return Life(named) if named in set(Life) else Life.SCHOOL


def _answer_of_person(form: PersonWeekForm) -> actions.Answer:
    found = form.cleaned_data
    return actions.Answer(
        Life(found["life"]),
        None if found["like_others"] else form.ticked_cells,
        [PartOfDay(part) for part in found["off_parts"]],
        [PartOfDay(part) for part in found["caring"]],
        [int(month) for month in found["harvest"]],
        found["furthest_km"],
    )


def _show_group(request: RoomRequest, life: Life, form: WeekForm, days_form: DaysForm | None = None) -> HttpResponse:
    year = school_year_of(timezone.localdate())
    lines = queries.calendar_lines(year)
    wrong = bool(form.errors) or (days_form is not None and bool(days_form.errors))
    context = {
        "life": life.value,
        "lives": LIVES,
        "asked": queries.group_answers().get(life),
        "form": form,
        "parts": PARTS,
        "lines": lines,
        "kinds": dict(CalendarSpan.Kind.choices),
        "written": any(line.row for line in lines),
        "year": year,
        "be_year": year + 543,
        "days_form": days_form or DaysForm(),
    }
    return render(request, "activities/group_times.html", context, status=422 if wrong else 200)
