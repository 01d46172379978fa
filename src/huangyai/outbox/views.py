from __future__ import annotations

import uuid
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from huangyai.doors.pages import carry_out, form_page, member_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import NotFound, Role
from huangyai.outbox import actions, queries
from huangyai.outbox.documents import MOST_PRINTED, delivery_list_document, letters_document
from huangyai.outbox.forms import (
    RESULTS,
    LineAccountForm,
    LineLinkForm,
    NumbersForm,
    ResultForm,
    meaning,
    result_label,
)
from huangyai.outbox.models import Channel, DeliveryStep, Message
from huangyai.people.queries import person as person_of

WORKERS = (Role.OFFICER, Role.PLANNER)
KEEPERS = (Role.OFFICER, Role.ADMINISTRATOR)
PAGE = 30


@member_page(*WORKERS)
def message_list(request: RoomRequest) -> HttpResponse:
    """What people were told, and how many of them have heard it."""
    purpose = request.GET.get("purpose", "")
    purpose = purpose if purpose in Message.Purpose.values else ""
    page = Paginator(queries.messages(request.actor, purpose=purpose), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "purpose": purpose,
        "purposes": Message.Purpose.choices,
        "waiting": queries.count_waiting(request.actor),
        "query": urlencode({"purpose": purpose}) if purpose else "",
    }
    return render(request, "outbox/message_list.html", context)


@member_page(*WORKERS)
def message_detail(request: RoomRequest, message_id: uuid.UUID) -> HttpResponse:
    """One message: who has heard it, who was not reached and by which way next."""
    message = queries.message(request.actor, message_id)
    show = request.GET.get("show", "")
    show = show if show in {"waiting", "missed"} else ""
    page = Paginator(queries.to_tell(request.actor, message, show=show), PAGE).get_page(request.GET.get("page"))
    context = {
        "message": message,
        "page": page,
        "lines": queries.lines(page),
        "show": show,
        "missed": queries.to_tell(request.actor, message, show="missed").count(),
        "ways": queries.waiting_ways(request.actor, message),
        "query": urlencode({"show": show}) if show else "",
    }
    return render(request, "outbox/message_detail.html", context)


@member_page(*WORKERS)
def message_results(request: RoomRequest, message_id: uuid.UUID, way: str) -> HttpResponse:
    """Key in what became of a list: one person after the other by keys, or many numbers with the same box at once."""
    message, channel = queries.message(request.actor, message_id), _by_hand(way)
    here = reverse("outbox:message_results", args=[message.pk, channel.value])
    numbers = NumbersForm(request.POST if "numbers" in request.POST else None, channel=channel.value)
    if request.method == "POST" and "numbers" not in request.POST:
        return _one_result(request, message, channel, here)
    if request.method == "POST" and numbers.is_valid():
        kind, reason = meaning(channel.value, numbers.cleaned_data["box"]) or ("", "")
        return carry_out(
            request,
            lambda: actions.note_results(
                actor=request.actor,
                message=message,
                channel=channel.value,
                numbers=numbers.cleaned_data["numbers"],
                kind=kind,
                reason=reason,
            ),
            then=lambda _count: here,
            done=_("Written down."),
        )
    step = _asked_for(request, message, channel)
    context = {
        "message": message,
        "channel": channel,
        "step": step,
        "line": queries.lines([step])[0] if step else None,
        "history": queries.results_of(request.actor, step.delivery) if step else [],
        "results": [
            {"word": word, "label": result_label(kind, reason), "keys": keys, "shown": keys.split()}
            for word, kind, reason, keys in RESULTS[channel.value]
        ],
        "numbers": numbers,
        "left": queries.to_tell(request.actor, message, channel=channel.value).count(),
    }
    return form_page(request, "outbox/message_results.html", context)


@member_page(*WORKERS)
def message_sheet(request: RoomRequest, message_id: uuid.UUID, way: str) -> HttpResponse:
    """The list on paper, village by village. That it was printed is written down."""
    message, channel = queries.message(request.actor, message_id), _by_hand(way)
    villages = queries.printed_lines(request.actor, message, channel.value, most=MOST_PRINTED)
    actions.note_printed(
        actor=request.actor, message=message, channel=channel.value, people=sum(len(lines) for _, lines in villages)
    )
    return HttpResponse(delivery_list_document(message, channel, villages), content_type="application/pdf")


@member_page(*WORKERS)
def message_letters(request: RoomRequest, message_id: uuid.UUID) -> HttpResponse:
    """A sheet for each person who is told by letter. That they were printed is written down."""
    message = queries.message(request.actor, message_id)
    if request.municipality is None:
        raise NotFound
    villages = queries.printed_lines(request.actor, message, Channel.PAPER.value, most=MOST_PRINTED)
    lines = [line for _village, each in villages for line in each]
    actions.note_printed(actor=request.actor, message=message, channel="letters", people=len(lines))
    return HttpResponse(letters_document(message, lines, request.municipality), content_type="application/pdf")


@member_page(*KEEPERS)
def person_reach(request: RoomRequest, person_id: uuid.UUID) -> HttpResponse:
    """With what one resident is reached; here they are linked to LINE when they have agreed to it."""
    person = person_of(request.actor, person_id)
    form = LineLinkForm(request.POST or None)
    here = reverse("outbox:person_reach", args=[person.pk])
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        return carry_out(
            request,
            lambda: actions.link_line(
                actor=request.actor,
                person=person,
                user_id=said["user_id"],
                agreed_on=said["agreed_on"],
                whose=said["whose"],
            ),
            then=lambda _link: here,
            done=_("From now on they are written to on LINE."),
        )
    context = {
        "person": person,
        "reached": queries.reach_of([person.pk])[person.pk],
        "links": queries.line_links(request.actor, person),
        "form": form,
    }
    return form_page(request, "outbox/person_reach.html", context)


@member_page(*KEEPERS)
def line_link_end(request: RoomRequest, link_id: uuid.UUID) -> HttpResponse:
    """They no longer want to be written to on LINE."""
    link = queries.line_link(request.actor, link_id)
    back = reverse("outbox:person_reach", args=[link.person_id])
    if request.method != "POST":
        return HttpResponseRedirect(back)
    return carry_out(
        request,
        lambda: actions.end_line_link(actor=request.actor, link=link),
        then=lambda _link: back,
        done=_("They are no longer written to on LINE."),
    )


@member_page(Role.ADMINISTRATOR)
def line_account(request: RoomRequest) -> HttpResponse:
    """The municipality's LINE Official Account: whether there is one, never its token."""
    form = LineAccountForm(request.POST or None)
    here = reverse("outbox:line_account")
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: actions.set_line_account(actor=request.actor, token=form.cleaned_data["token"]),
            then=lambda _account: here,
            done=_("The token is kept, sealed."),
        )
    context = {
        "account": queries.line_account(request.actor),
        "accounts": queries.line_accounts(request.actor),
        "form": form,
    }
    return form_page(request, "outbox/line_account.html", context)


@member_page(Role.ADMINISTRATOR)
def line_account_end(request: RoomRequest) -> HttpResponse:
    """Write to nobody on LINE any more."""
    here = reverse("outbox:line_account")
    if request.method != "POST":
        return HttpResponseRedirect(here)
    return carry_out(
        request,
        lambda: actions.stop_line_account(actor=request.actor),
        then=lambda _stopped: here,
        done=_("Nobody is written to on LINE any more."),
    )


@member_page(Role.RESIDENT)
def own_message_list(request: RoomRequest) -> HttpResponse:
    """What the municipality tells the resident who is signed in; saying that it was read spares a call."""
    if request.method == "POST":
        form = ResultForm({"delivery": request.POST.get("delivery"), "result": "read"})
        if not form.is_valid():
            raise NotFound
        wanted = queries.own_messages(request.actor).filter(delivery_id=form.cleaned_data["delivery"]).first()
        if wanted is None:
            raise NotFound
        return carry_out(
            request,
            lambda: actions.note_read(actor=request.actor, delivery=wanted.delivery),
            then=lambda _step: reverse("outbox:own_message_list"),
        )
    page = Paginator(queries.own_messages(request.actor), PAGE).get_page(request.GET.get("page"))
    return render(request, "outbox/own_message_list.html", {"page": page})


def _by_hand(way: str) -> Channel:
    if way not in RESULTS:
        raise NotFound
    return Channel(way)


def _number(request: RoomRequest, name: str) -> int:
    asked = request.GET.get(name, "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 0


def _asked_for(request: RoomRequest, message: Message, channel: Channel) -> DeliveryStep | None:
    """The number that was asked for, whatever was said of it; otherwise the next one that waits."""
    if number := _number(request, "number"):
        found = queries.to_tell(request.actor, message).filter(delivery__number=number).first()
        if found:
            return found
    return queries.next_waiting(request.actor, message, channel.value, after=_number(request, "after"))


def _one_result(request: RoomRequest, message: Message, channel: Channel, here: str) -> HttpResponse:
    form = ResultForm(request.POST)
    said = meaning(channel.value, form.cleaned_data["result"]) if form.is_valid() else None
    if said is None:
        raise NotFound
    delivery = queries.delivery(request.actor, form.cleaned_data["delivery"])
    if delivery.message_id != message.pk:
        raise NotFound
    kind, reason = said
    return carry_out(
        request,
        lambda: actions.note_what_became(
            actor=request.actor, delivery=delivery, kind=kind, channel=channel.value, reason=reason
        ),
        then=lambda _step: f"{here}?after={delivery.number}",
    )
