from __future__ import annotations

import uuid

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from huangyai.cases import actions, queries
from huangyai.cases.forms import CaseForm, ClosureForm, ShareForm, StepForm, TriageForm
from huangyai.doors.pages import carry_out, member_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import Role
from huangyai.watch import queries as watch_queries


@member_page(Role.CASE_WORKER)
@never_cache
def case_list(request: RoomRequest) -> HttpResponse:
    """The actor's cases by their clock, and the signals that nobody has taken up."""
    page = Paginator(queries.cases(request.actor), 30).get_page(request.GET.get("page"))
    return render(
        request, "cases/case_list.html", {"page": page, "signals": watch_queries.waiting_signals(request.actor)}
    )


@member_page(Role.CASE_WORKER)
@never_cache
def case_new(request: RoomRequest) -> HttpResponse:
    """Open a case without a signal."""
    form = CaseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        return carry_out(
            request,
            lambda: actions.open_case(
                actor=request.actor, urgency=found["urgency"], kind=found["kind"], narrative=found["narrative"]
            ),
            then=lambda case: reverse("cases:case_detail", args=[case.pk]),
            done=_("The case is open. Its clock to safety runs."),
        )
    return render(request, "cases/case_form.html", {"form": form}, status=422 if form.errors else 200)


@member_page(Role.CASE_WORKER)
@never_cache
def case_detail(request: RoomRequest, case_id: uuid.UUID) -> HttpResponse:
    """The case file. Opening it is written into the record."""
    return _show(request, case_id)


@member_page(Role.CASE_WORKER)
@never_cache
def step_list(request: RoomRequest, case_id: uuid.UUID) -> HttpResponse:
    """Write a step."""
    form = StepForm(request.POST or None)
    if form.is_valid():
        case, found = queries.case(request.actor, case_id), form.cleaned_data
        return carry_out(
            request,
            lambda: actions.write_step(actor=request.actor, case=case, kind=found["kind"], words=found["words"]),
            then=lambda _step: reverse("cases:case_detail", args=[case_id]),
            done=_("The step is written."),
        )
    return _show(request, case_id, step_form=form)


@member_page(Role.CASE_WORKER)
@never_cache
def share_list(request: RoomRequest, case_id: uuid.UUID) -> HttpResponse:
    """Let a colleague open the case."""
    form = ShareForm(request.POST or None, colleagues=queries.colleagues_for_sharing(request.actor))
    if form.is_valid():
        case, found = queries.case(request.actor, case_id), form.cleaned_data
        return carry_out(
            request,
            lambda: actions.share_case(actor=request.actor, case=case, user=found["user"], part=found["part"]),
            then=lambda _share: reverse("cases:case_detail", args=[case_id]),
            done=_("The case is shared."),
        )
    return _show(request, case_id, share_form=form)


@member_page(Role.CASE_WORKER)
@never_cache
def closure(request: RoomRequest, case_id: uuid.UUID) -> HttpResponse:
    """Close the case."""
    form = ClosureForm(request.POST or None)
    if form.is_valid():
        case, found = queries.case(request.actor, case_id), form.cleaned_data
        return carry_out(
            request,
            lambda: actions.close_case(
                actor=request.actor, case=case, outcome=found["outcome"], summary=found["summary"]
            ),
            then=lambda _closure: reverse("cases:case_detail", args=[case_id]),
            done=_("The case is closed."),
        )
    return _show(request, case_id, closure_form=form)


@member_page(Role.CASE_WORKER)
@never_cache
def signal_triage(request: RoomRequest, signal_id: uuid.UUID) -> HttpResponse:
    """Read a signal and decide what becomes of it. Reading it is written into the record."""
    signal = watch_queries.signal(request.actor, signal_id)
    form = TriageForm(request.POST or None, initial={"urgency": signal.urgency, "decision": "case"})
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        return carry_out(
            request,
            lambda: actions.triage(
                actor=request.actor, signal=signal, decision=found["decision"], urgency=found["urgency"]
            ),
            then=lambda case: reverse("cases:case_detail", args=[case.pk]) if case else reverse("cases:case_list"),
            done=_("The signal is taken up."),
        )
    actions.look_at_signal(actor=request.actor, signal=signal)
    context = {
        "signal": signal,
        "form": form,
        "words": watch_queries.words_of(signal),
        "person": queries.person_of_signal(signal),
        "handled": watch_queries.is_handled(signal),
    }
    return render(request, "cases/signal_triage.html", context, status=422 if form.errors else 200)


def _show(
    request: RoomRequest,
    case_id: uuid.UUID,
    step_form: StepForm | None = None,
    share_form: ShareForm | None = None,
    closure_form: ClosureForm | None = None,
) -> HttpResponse:
    # Whatever address brings the file to the screen, the look is written down.
    actions.look_at_case(actor=request.actor, case=queries.case(request.actor, case_id))
    forms = (step_form, share_form, closure_form)
    context = {
        "file": queries.opened(request.actor, case_id),
        "step_form": step_form or StepForm(),
        "share_form": share_form or ShareForm(colleagues=queries.colleagues_for_sharing(request.actor)),
        "closure_form": closure_form or ClosureForm(),
    }
    wrong = any(form is not None and form.errors for form in forms)
    return render(request, "cases/case_detail.html", context, status=422 if wrong else 200)
