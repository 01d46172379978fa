"""The joint meeting: it begins, names are decided at one screen or each party's own, and it ends with signed papers."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from huangyai.accounts.models import User
from huangyai.accounts.queries import colleagues
from huangyai.doors.pages import carry_out, form_page, member_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import NotFound, Role
from huangyai.targets import queries
from huangyai.targets.access import is_secretary, may_decide, party_of
from huangyai.targets.actions import (
    Opinion,
    PartyFacts,
    Verdict,
    answer_question,
    ask_question,
    close_meeting,
    decide_names,
    hold_joint_meeting,
    name_somebody,
    say_all_words,
    settle_names,
)
from huangyai.targets.documents import minutes_document, signed_list_document
from huangyai.targets.forms.meetings import (
    AnswerForm,
    ClosureForm,
    DecisionsForm,
    MeetingForm,
    NamingForm,
    QuestionForm,
    Seated,
    WordsForm,
    source_choices,
)
from huangyai.targets.models import Candidate, JointMeeting, OpenQuestion
from huangyai.targets.queries import meetings as tables
from huangyai.targets.queries import register_words
from huangyai.targets.rules.agreement import TOGETHER
from huangyai.targets.views.lists import READERS, WRITERS

NAMES_AT_ONCE = 10
NAMES_BESIDE = 40
SITTING = (Role.OFFICER, Role.PARTNER, Role.PLANNER, Role.LEADER, Role.CASE_WORKER)
MAY_SIT = (Role.PARTNER, Role.PLANNER, Role.LEADER, Role.CASE_WORKER, Role.OFFICER)


@member_page(*WRITERS)
def meeting_new(request: RoomRequest, list_id: uuid.UUID) -> HttpResponse:
    """Begin the joint meeting of all parties on a list: who sits there, what each may see, by which rule they agree."""
    found = queries.target_list(request.actor, list_id)
    people = {one.user_id: one for one in colleagues(request.actor, *MAY_SIT)}
    form = MeetingForm(request.POST or None, colleagues=list(people.values()), sources=source_choices(register_words()))
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        return carry_out(
            request,
            lambda: hold_joint_meeting(
                actor=request.actor,
                target_list=found,
                held_on=asked["held_on"],
                venue=asked["venue"],
                rule=asked["rule"] or TOGETHER,
                least=asked["least"],
                look_again_months=asked["look_again_months"],
                parties=[_party(seat) for seat in asked["seats"]],
            ),
            then=lambda made: _table_address(request, made),
            done=_("The meeting has begun."),
        )
    return form_page(request, "targets/meeting_new.html", {"list": found, "form": form})


@member_page(Role.OFFICER)
def decision_list(request: RoomRequest, list_id: uuid.UUID) -> HttpResponse:
    """A meeting that agrees aloud, a few names at a time: the secretary confirms or declines each, with the reason."""
    found = queries.target_list(request.actor, list_id)
    meeting = queries.latest_meeting(request.actor, found)
    if meeting is None:
        return redirect("targets:target_list_detail", found.pk)
    if meeting.rule != TOGETHER:
        return redirect("targets:meeting_detail", meeting.pk)
    asked = request.POST.getlist("candidate") if request.method == "POST" else None
    lines = queries.names_for_meeting(request.actor, found, only=asked, most=NAMES_AT_ONCE)
    form = DecisionsForm(request.POST or None, lines=lines)
    if request.method == "POST" and form.is_valid():
        named = {line.candidate.pk: line.candidate for line in lines}
        return carry_out(
            request,
            lambda: decide_names(
                actor=request.actor,
                meeting=meeting,
                verdicts=[Verdict(named[word.candidate_id], word.confirmed, word.reason) for word in form.said],
            ),
            then=lambda _number: reverse("targets:decision_list", args=[found.pk]),
            done=_("The meeting's decisions are written down."),
        )
    context = {
        "list": found,
        "meeting": meeting,
        "closed": tables.is_closed(meeting),
        "form": form,
        "waiting": queries.waiting_names(found),
    }
    return form_page(request, "targets/decision_list.html", context)


@member_page(*SITTING)
def meeting_detail(request: RoomRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """The table: one name large, what this party may know of it, what every party said; the other names beside it."""
    meeting = tables.meeting(request.actor, meeting_id)
    name = _name_at_table(request, meeting)
    form = _words_form(request, meeting, name) if name else None
    return render(request, "targets/meeting_detail.html", _table_context(request, meeting, name, form))


@member_page(*SITTING)
def word_new(request: RoomRequest, meeting_id: uuid.UUID, candidate_id: uuid.UUID) -> HttpResponse:
    """Parties say their word on one name; then the next name that waits."""
    meeting = tables.meeting(request.actor, meeting_id)
    name = queries.candidate(request.actor, candidate_id)
    form = _words_form(request, meeting, name)
    if request.method == "POST" and form.is_valid():
        words = [(party, [Opinion(name, confirms, reason)]) for party, confirms, reason in form.cleaned_data["said"]]
        return carry_out(
            request,
            lambda: say_all_words(actor=request.actor, words=words),
            then=lambda _number: _next_address(request, meeting, name),
        )
    if request.method != "POST":
        return redirect(reverse("targets:meeting_detail", args=[meeting.pk]) + f"?name={name.pk}")
    return form_page(request, "targets/meeting_detail.html", _table_context(request, meeting, name, form))


@member_page(*SITTING)
def party_words(request: RoomRequest, meeting_id: uuid.UUID, candidate_id: uuid.UUID) -> HttpResponse:
    """What every party has said of one name so far: the fragment that follows the other screens."""
    meeting = tables.meeting(request.actor, meeting_id)
    name = queries.candidate(request.actor, candidate_id)
    if not request.htmx:
        return redirect(_at(meeting, name))
    (shown,) = tables.at_table(request.actor, meeting, [name], today=timezone.localdate())
    return render(request, "targets/_party_words.html", {"meeting": meeting, "name": shown})


@member_page(Role.OFFICER)
def settlement(request: RoomRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """Close by the rule what can be closed now, though some parties were silent."""
    meeting = tables.meeting(request.actor, meeting_id)
    if request.method != "POST":
        return redirect("targets:meeting_detail", meeting.pk)
    names = list(tables.spoken_of(request.actor, meeting))
    return carry_out(
        request,
        lambda: settle_names(actor=request.actor, meeting=meeting, candidates=names),
        then=lambda _number: reverse("targets:meeting_detail", args=[meeting.pk]),
        done=_("What the rule allows is settled; the rest waits for another word."),
    )


@member_page(*SITTING)
def name_new(request: RoomRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """A party names somebody whom no register named. It reads nothing of the register by that."""
    meeting = tables.meeting(request.actor, meeting_id)
    form = NamingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():

        def told(made: Candidate | OpenQuestion) -> str:
            if isinstance(made, Candidate):
                messages.success(request, _("The name is on the list; the meeting decides on it like on every other."))
                return _at(meeting, made)
            later = _("The name is written down; the meeting's secretary finds out who it is and adds it.")
            messages.info(request, later)
            return _at(meeting, None)

        return carry_out(
            request, lambda: name_somebody(actor=request.actor, meeting=meeting, **form.cleaned_data), then=told
        )
    return form_page(request, "targets/name_new.html", {"meeting": meeting, "form": form})


@member_page(*SITTING)
def question_new(request: RoomRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """Write down what has to be found out."""
    meeting = tables.meeting(request.actor, meeting_id)
    form = QuestionForm(request.POST or None, initial={"candidate": request.GET.get("name")})
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        name = queries.candidate(request.actor, asked["candidate"]) if asked["candidate"] else None
        return carry_out(
            request,
            lambda: ask_question(
                actor=request.actor,
                meeting=meeting,
                question=asked["question"],
                falls_to=asked["falls_to"],
                candidate=name,
            ),
            then=lambda _made: _at(meeting, name),
            done=_("The question is on the list."),
        )
    return form_page(request, "targets/question_new.html", {"meeting": meeting, "form": form})


@member_page(*SITTING)
def question_answer(request: RoomRequest, question_id: uuid.UUID) -> HttpResponse:
    """Write down what was found out."""
    question = tables.question(request.actor, question_id)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: answer_question(actor=request.actor, question=question, answer=form.cleaned_data["answer"]),
            then=lambda _made: reverse("targets:meeting_detail", args=[question.meeting_id]),
            done=_("The answer is written down."),
        )
    return form_page(request, "targets/question_answer.html", {"question": question, "form": form})


@member_page(Role.OFFICER)
def meeting_closure(request: RoomRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """End the meeting."""
    meeting = tables.meeting(request.actor, meeting_id)
    form = ClosureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: close_meeting(actor=request.actor, meeting=meeting, resolution=form.cleaned_data["resolution"]),
            then=lambda _made: reverse("targets:meeting_detail", args=[meeting.pk]),
            done=_("The meeting is closed. Print the minutes and the list, and have them signed."),
        )
    context = {"meeting": meeting, "form": form, "agenda": tables.agenda(meeting)}
    return form_page(request, "targets/meeting_closure.html", context)


@member_page(*READERS)
def minutes_pdf(request: RoomRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """The minutes, to be signed."""
    meeting = tables.meeting(request.actor, meeting_id)
    return _pdf(minutes_document(request.actor, meeting), f"minutes-{meeting.held_on.isoformat()}")


@member_page(*READERS)
def signed_list_pdf(request: RoomRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """The confirmed names with places for the parties' signatures."""
    meeting = tables.meeting(request.actor, meeting_id)
    return _pdf(signed_list_document(request.actor, meeting), f"list-{meeting.held_on.isoformat()}")


def _party(seat: Seated) -> PartyFacts:
    members = list(User.objects.filter(pk=seat.member)) if seat.member else []
    return PartyFacts(seat.name, seat.sees, seat.chairs, members)


def _table_address(request: RoomRequest, meeting: JointMeeting) -> str:
    if not may_decide(request.actor):
        return reverse("targets:target_list_detail", args=[meeting.target_list_id])
    if meeting.rule == TOGETHER:
        return reverse("targets:decision_list", args=[meeting.target_list_id])
    return reverse("targets:meeting_detail", args=[meeting.pk])


def _name_at_table(request: RoomRequest, meeting: JointMeeting) -> Candidate | None:
    asked = request.GET.get("name", "")
    try:
        name = queries.candidate(request.actor, uuid.UUID(asked)) if asked else None
    except ValueError:
        raise NotFound from None
    if name is not None and name.target_list_id == meeting.target_list_id:
        return name
    return tables.next_name(request.actor, meeting)


def _words_form(request: RoomRequest, meeting: JointMeeting, name: Candidate) -> WordsForm:
    own = party_of(request.actor, meeting)
    everybody = is_secretary(request.actor)
    parties = list(meeting.parties.all()) if everybody else [own] if own else []
    usual = tables.last_reason(request.actor, meeting)
    spoken = tables.parties_that_spoke(meeting, name)
    return WordsForm(request.POST or None, parties=parties, candidate=name, usual=usual, spoken=spoken)


def _table_context(
    request: RoomRequest, meeting: JointMeeting, name: Candidate | None, form: WordsForm | None
) -> dict[str, Any]:
    today = timezone.localdate()
    shown = tables.at_table(request.actor, meeting, [name], today=today)[0] if name else None
    beside = tables.names_waiting(request.actor, meeting)[:NAMES_BESIDE]
    waits = name is not None and tables.waits(name)
    return {
        "meeting": meeting,
        "closed": tables.is_closed(meeting),
        "agenda": tables.agenda(meeting),
        "name": shown,
        "waits": waits,
        "facts": tables.facts_at_table(request.actor, meeting, name) if name else [],
        "form": form,
        "together": meeting.rule == TOGETHER,
        "secretary": is_secretary(request.actor),
        "own": party_of(request.actor, meeting),
        "beside": tables.at_table(request.actor, meeting, list(beside), today=today),
        "questions": tables.questions(meeting),
        "parties": meeting.parties.all(),
    }


def _next_address(request: RoomRequest, meeting: JointMeeting, name: Candidate) -> str:
    following = tables.next_name(request.actor, meeting, after=name)
    return _at(meeting, following)


def _at(meeting: JointMeeting, name: Candidate | None) -> str:
    address = reverse("targets:meeting_detail", args=[meeting.pk])
    return f"{address}?name={name.pk}" if name else address


def _pdf(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer
