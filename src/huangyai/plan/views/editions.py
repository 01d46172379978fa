"""How an announced plan is amended: its editions, and the regulation's numbers."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from huangyai.doors.pages import carry_out, form_page, member_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import NotFound, Role
from huangyai.plan import queries
from huangyai.plan.access import may_approve, may_plan
from huangyai.plan.actions.editions import (
    approve_edition,
    begin_edition,
    drop_project,
    note_meeting,
    set_rule,
    take_up_project,
    withdraw_edition,
)
from huangyai.plan.forms import ProjectForm
from huangyai.plan.forms.editions import (
    EditionApprovalForm,
    EditionForm,
    EditionMeetingForm,
    RuleForm,
    WithdrawalForm,
)
from huangyai.plan.forms.projects import as_typed
from huangyai.plan.models import Edition, EditionItem
from huangyai.plan.printing import FORMS
from huangyai.plan.queries.amending import (
    changes,
    edition,
    is_open,
    item,
    items,
    name_of,
    newest_meeting,
    rule_for,
    rules_in_force,
)
from huangyai.plan.queries.wordings import standing_document
from huangyai.plan.rules.amending import DEFAULTS, RuleKey
from huangyai.plan.rules.indicator import EXAMPLE, read_indicator
from huangyai.plan.views.listing import PLANNERS, READERS, as_uuid

# A page of an edition shows every project side by side.
_ITEMS = 25


@member_page(*READERS)
def rule_list(request: RoomRequest) -> HttpResponse:
    """The regulation's numbers as they hold here, with clause and whether anybody compared them with the text."""
    rules = rules_in_force()
    asked = request.GET.get("key", "")
    rule = rules[RuleKey(asked)] if asked in DEFAULTS and may_plan(request.actor) else None
    form = None
    if rule is not None:
        initial = {
            "value": rule.value,
            "clause": rule.clause,
            "verified_on": rule.verified_on,
            "verified_by": rule.verified_by,
        }
        form = RuleForm(request.POST or None, rule=rule, initial=initial)
        key = rule.key
        if request.method == "POST" and form.is_valid():
            said = form.cleaned_data
            return carry_out(
                request,
                lambda: set_rule(actor=request.actor, key=key, **said),
                then=lambda _row: reverse("plan:rule_list"),
                done=_("From now on this number holds."),
            )
    elif request.method == "POST":
        return redirect("plan:rule_list")
    context = {"rules": list(rules.values()), "form": form, "rule": rule, "may_plan": may_plan(request.actor)}
    return form_page(request, "plan/rule_list.html", context)


@member_page(*PLANNERS)
def edition_new(request: RoomRequest, plan_id: uuid.UUID) -> HttpResponse:
    """An addition, a change or a correction of an announced plan begins."""
    plan = queries.plan(request.actor, plan_id)
    form = EditionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: begin_edition(actor=request.actor, plan=plan, **form.cleaned_data),
            then=lambda made: reverse("plan:edition_detail", args=[made.pk]),
            done=_("The edition has begun. Take up its projects next."),
        )
    return form_page(request, "plan/edition_new.html", {"form": form, "plan": plan})


@member_page(*READERS)
def edition_detail(request: RoomRequest, edition_id: uuid.UUID) -> HttpResponse:
    """An edition: its reason, its meeting, who may approve it, and what differs from before, side by side."""
    return _page(request, edition(request.actor, edition_id))


@member_page(*PLANNERS)
def edition_project(request: RoomRequest, edition_id: uuid.UUID) -> HttpResponse:
    """What a project will say in an edition: a new one, or one of the plan that the address names."""
    found = edition(request.actor, edition_id)
    asked = as_uuid(request.GET.get("project", ""))
    project = queries.project(request.actor, asked) if asked else None
    kept = item(found, project) if project else None
    initial: dict[str, Any] = {}
    if project:
        initial = as_typed(kept.after if kept else standing_document(project))
        initial["reason"] = kept.reason if kept else ""
    form = ProjectForm(request.POST or None, actor=request.actor, plan=found.plan, edition=True, initial=initial)
    here = reverse("plan:edition_detail", args=[found.pk])
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        return carry_out(
            request,
            lambda: take_up_project(
                actor=request.actor,
                edition=found,
                project=project,
                strategy=said["strategy"],
                facts=form.facts(),
                reason=said["reason"],
                problems=list(said["problems"]),
                target_list=said["target_list"],
                place=form.work_place,
            ),
            then=lambda _made: here,
            done=_("The project stands in the edition. The plan itself changes when the edition is announced."),
        )
    context = {
        "form": form,
        "plan": found.plan,
        "edition": found,
        "edition_name": name_of(found),
        "project": project,
        "has_strategy": True,
        "reading": read_indicator(str(form["indicator"].value() or "")),
        "example": EXAMPLE,
    }
    return form_page(request, "plan/project_new.html", context)


@member_page(*PLANNERS)
def edition_meeting(request: RoomRequest, edition_id: uuid.UUID) -> HttpResponse:
    """Write down which meeting considered an edition."""
    found = edition(request.actor, edition_id)
    form = EditionMeetingForm(request.POST or None)
    if request.method != "POST":
        return redirect(_to(found))
    if not form.is_valid():
        return _page(request, found, meeting_form=form)
    return carry_out(
        request,
        lambda: note_meeting(actor=request.actor, edition=found, **form.cleaned_data),
        then=lambda _made: _to(found),
        done=_("The meeting is written down."),
    )


@member_page(Role.LEADER)
def edition_approval(request: RoomRequest, edition_id: uuid.UUID) -> HttpResponse:
    """The head approves and announces an edition."""
    found = edition(request.actor, edition_id)
    form = EditionApprovalForm(request.POST or None)
    if request.method != "POST":
        return redirect(_to(found))
    if not form.is_valid():
        return _page(request, found, approval_form=form)
    return carry_out(
        request,
        lambda: approve_edition(actor=request.actor, edition=found, **form.cleaned_data),
        then=lambda _made: _to(found),
        done=_("The edition is announced; the plan says what it says, and everybody can read it."),
    )


@member_page(*PLANNERS)
def edition_withdrawal(request: RoomRequest, edition_id: uuid.UUID) -> HttpResponse:
    """An edition is given up, with the reason."""
    found = edition(request.actor, edition_id)
    form = WithdrawalForm(request.POST or None)
    if request.method != "POST":
        return redirect(_to(found))
    if not form.is_valid():
        return _page(request, found, withdrawal_form=form)
    return carry_out(
        request,
        lambda: withdraw_edition(actor=request.actor, edition=found, **form.cleaned_data),
        then=lambda _made: _to(found),
        done=_("The edition is given up; it stays readable."),
    )


@member_page(*PLANNERS)
def item_removal(request: RoomRequest, edition_id: uuid.UUID, item_id: uuid.UUID) -> HttpResponse:
    """A project is left out of an edition."""
    found = edition(request.actor, edition_id)
    taken: EditionItem | None = items(found).select_related("edition", "project").filter(pk=item_id).first()
    if request.method != "POST":
        return redirect(_to(found))
    if taken is None:
        raise NotFound
    dropped = taken
    return carry_out(
        request,
        lambda: drop_project(actor=request.actor, item=dropped),
        then=lambda _none: _to(found),
        done=_("The project is left out of the edition."),
    )


def edition_context(found: Edition, page_number: str | None) -> dict[str, Any]:
    """What the page of an edition shows, to staff and to everybody alike."""
    page = Paginator(items(found), _ITEMS).get_page(page_number)
    forms = {str(each.after["said"]["form"]) for each in items(found)} if page.paginator.count else set()
    return {
        "edition": found,
        "edition_name": name_of(found),
        "plan": found.plan,
        "page": page,
        "changes": changes(list(page.object_list)),
        "meeting": newest_meeting(found),
        "rule": rule_for(found),
        "forms": [(address, name) for address, name in FORMS.items() if name in forms],
    }


def _page(request: RoomRequest, found: Edition, **forms: Any) -> HttpResponse:
    open_ = is_open(found)
    writes = open_ and may_plan(request.actor)
    context = edition_context(found, request.GET.get("page"))
    if writes:
        context |= {
            "meeting_form": forms.get("meeting_form") or EditionMeetingForm(),
            "withdrawal_form": forms.get("withdrawal_form") or WithdrawalForm(),
        }
    if open_ and may_approve(request.actor):
        today = {"announced_on": timezone.localdate()}
        context["approval_form"] = forms.get("approval_form") or EditionApprovalForm(initial=today)
    context |= {"is_open": open_, "writes": writes}
    return form_page(request, "plan/edition_detail.html", context)


def _to(found: Edition) -> str:
    return reverse("plan:edition_detail", args=[found.pk])
