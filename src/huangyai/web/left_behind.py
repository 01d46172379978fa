"""No one left behind: the work list, by village on the map, and the next step for each person. It crosses rooms: a step
may be a home visit, which belongs to the watch.
"""

from __future__ import annotations

import uuid
from collections import Counter
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from huangyai.doors.pages import carry_out, form_page, member_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import Actor, Role, Words
from huangyai.people import queries as people
from huangyai.people.models import Person
from huangyai.targets.access import may_read_rows
from huangyai.targets.actions import note_left_behind, take_list_along, take_to_meeting
from huangyai.targets.models import LeftBehindStep
from huangyai.targets.queries import left_behind as found
from huangyai.targets.rules.left_behind import RISKS, rule_called
from huangyai.targets.workbooks import left_behind_workbook
from huangyai.watch.actions import arrange_round
from huangyai.web.forms import StepForm

STAFF = (Role.OFFICER, Role.PLANNER, Role.LEADER, Role.CASE_WORKER, Role.ADMINISTRATOR)
PAGE = 25
ALL = "all"
RISK_WORDS = {
    "red": gettext_lazy("▲ Pressing"),
    "gold": gettext_lazy("◆ Entitled or alone"),
    "green": gettext_lazy("● Known to nobody yet"),
}


@member_page(*STAFF)
def left_behind(request: RoomRequest) -> HttpResponse:
    """Who may have been left behind, the most pressing first; by rule, and by village on the map."""
    work = found.left_behind(request.actor)
    rule, village = request.GET.get("rule", ""), request.GET.get("village", "")
    counts = Counter(one.risk for one in work.under(rule, village))
    risk = request.GET.get("risk", "")
    if risk not in {*RISKS, ALL}:
        # Staff begin with what presses; whoever asks for one reason sees all that it names.
        risk = ALL if rule else next((each for each in RISKS if counts[each]), ALL)
    chosen = work.under(rule, village, "" if risk == ALL else risk)
    asked = {"rule": rule, "village": village}
    page = Paginator(chosen, PAGE).get_page(request.GET.get("page"))
    language = get_language() or "th"
    return render(
        request,
        "web/left_behind.html",
        {
            "work": work,
            "red": sum(1 for one in work.people if one.rules[0].risk == "red"),
            "rules": [(counted, counted.rule.words.say(language)) for counted in work.by_rule],
            "map": found.forgotten_map(work.by_village),
            "rule": rule,
            "village": village,
            "risk": risk,
            "tabs": [
                *((each, RISK_WORDS[each], counts[each]) for each in RISKS),
                (ALL, _("All"), counts.total()),
            ],
            "tab_query": urlencode({key: value for key, value in asked.items() if value}),
            "page": page,
            "lines": [_shown(line, language) for line in found.forgotten_lines(request.actor, list(page.object_list))],
            "query": urlencode({"risk": risk, **{key: value for key, value in asked.items() if value}}),
            "may_read": may_read_rows(request.actor),
            "may_step": request.actor.is_any(Role.OFFICER, Role.PLANNER),
        },
    )


@member_page(Role.OFFICER, Role.PLANNER)
def left_behind_file(request: RoomRequest) -> HttpResponse:
    """The same as a workbook, by the same filters, to take along; making it is recorded."""
    rule, village, risk = (request.GET.get(key, "") for key in ("rule", "village", "risk"))
    chosen = found.left_behind(request.actor).under(rule, village, "" if risk not in RISKS else risk)
    take_list_along(actor=request.actor, names=len(chosen), rule=rule, village=village)
    lines = found.forgotten_lines(request.actor, chosen)
    answer = HttpResponse(
        left_behind_workbook(lines, get_language() or "th"),
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
    answer["Content-Disposition"] = 'attachment; filename="left-behind.xlsx"'
    return answer


@member_page(Role.OFFICER, Role.PLANNER)
def left_behind_step(request: RoomRequest, person_id: uuid.UUID) -> HttpResponse:
    """What is done for one person: a visit, the next joint meeting, or why it is right as it is."""
    person = people.person(request.actor, person_id)
    rules = found.rules_naming(request.actor, person.pk)
    language = get_language() or "th"
    form = StepForm(request.POST or None, actor=request.actor, person=person, rules=rules)
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: _carry(request.actor, person, form.cleaned_data),
            then=lambda _made: reverse("web:left_behind"),
            done=_(
                "The step is written down. The name comes back by itself if nothing has changed: after 30 days for a visit, "
                "90 for a meeting, a year for what is right as it is."
            ),
        )
    context = {
        "person": person,
        "age": people.age(person),
        "rules": [(rule, rule.words.say(language), rule.next_step.say(language)) for rule in rules],
        "steps": [(step, rule_called(step.rule).words.say(language)) for step in found.steps_for(person)],
        "form": form,
    }
    return form_page(request, "web/left_behind_step.html", context)


def _carry(actor: Actor, person: Person, asked: dict[str, Any]) -> LeftBehindStep:
    kind, rule = asked["kind"], asked["rule"]
    if kind == LeftBehindStep.Kind.MEETING:
        return take_to_meeting(actor=actor, person=person, rule=rule, target_list=asked["target_list"])
    if kind == LeftBehindStep.Kind.VISIT:
        why = rule_called(rule).words
        arrange_round(
            actor=actor,
            volunteer=asked["volunteer"],
            day=asked["day"],
            people=[person],
            reason=Words(th=why.th, en=why.en),
        )
    return note_left_behind(actor=actor, person=person, rule=rule, kind=kind, note=asked["note"])


def _shown(line: found.ForgottenLine, language: str) -> dict[str, Any]:
    return {
        "resident": line.resident,
        "risk": line.first.risk,
        "reasons": [rule.words.say(language) for rule in line.rules],
        "known": [words.say(language) for words in line.known],
        "next_step": line.first.next_step.say(language),
    }
