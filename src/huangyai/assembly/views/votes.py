from __future__ import annotations

import uuid

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from huangyai.assembly import queries
from huangyai.assembly.actions import (
    cast_ballots,
    cast_own_ballot,
    count_vote,
    enter_paper,
    give_paper,
    issue_voting_codes,
    note_hands,
    open_vote,
    print_papers,
    withdraw_vote,
)
from huangyai.assembly.documents import ballot_papers_document, code_slips_document
from huangyai.assembly.forms import BallotForm, BallotsForm, HandsForm, PapersForm, ReasonForm, VoteForm
from huangyai.assembly.models import Vote
from huangyai.assembly.rules import tidy_code
from huangyai.assembly.views.assemblies import HOLDERS
from huangyai.doors.pages import carry_out, form_page, member_page, public_page
from huangyai.doors.request import RoomRequest

ROLL_PAGE = 50


@member_page(*HOLDERS)
def vote_new(request: RoomRequest, assembly_id: uuid.UUID) -> HttpResponse:
    """Put proposals to the vote, with the counting rule said beforehand."""
    assembly = queries.assembly(request.actor, assembly_id)
    form = VoteForm(request.POST or None, problems=list(queries.problems(request.actor, assembly=assembly)))
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        return carry_out(
            request,
            lambda: open_vote(
                actor=request.actor,
                assembly=assembly,
                question=asked["question"],
                with_money=form.is_with_money,
                budget=form.voted_on,
                proposals=form.proposals,
                rule=asked["rule"],
                kind=asked["kind"],
                points=asked["points"] or 0,
            ),
            then=_page_of,
            done=_("The vote is open."),
        )
    status = 422 if request.method == "POST" else 200
    return render(request, "assembly/vote_new.html", {"assembly": assembly, "form": form}, status=status)


@member_page(*HOLDERS)
def vote_ballot_entry(request: RoomRequest, vote_id: uuid.UUID) -> HttpResponse:
    """Key paper ballots in."""
    vote = queries.vote(request.actor, vote_id)
    form = BallotsForm(request.POST or None, sheet=queries.sheet_of(vote))
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: cast_ballots(actor=request.actor, vote=vote, ballots=form.cleaned_data["ballots"]),
            then=lambda _number: reverse("assembly:vote_ballot_entry", args=[vote.pk]),
            done=_("The ballots are entered."),
        )
    (result,) = queries.vote_results(request.actor, [vote])
    status = 422 if request.method == "POST" else 200
    return render(request, "assembly/vote_ballot_entry.html", {"result": result, "form": form}, status=status)


@member_page(*HOLDERS)
def vote_count(request: RoomRequest, vote_id: uuid.UUID) -> HttpResponse:
    """Count a vote; its ballots, winners and reasons are public at once."""
    vote = queries.vote(request.actor, vote_id)
    if request.method != "POST":
        return HttpResponseRedirect(_page_of(vote))
    return carry_out(
        request,
        lambda: count_vote(actor=request.actor, vote=vote),
        then=lambda _count: _page_of(vote),
        done=_("Counted. The ballots and every reason are public."),
    )


@member_page(*HOLDERS)
def vote_withdrawal(request: RoomRequest, vote_id: uuid.UUID) -> HttpResponse:
    """Call off a vote that was opened wrongly."""
    vote = queries.vote(request.actor, vote_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: withdraw_vote(actor=request.actor, vote=vote, reason=form.cleaned_data["reason"]),
            then=lambda _withdrawal: _page_of(vote),
            done=_("The vote is called off. You can open a new one."),
        )
    context = {
        "form": form,
        "title": _("Call off the vote"),
        "back": _page_of(vote),
        "submit": _("Call it off"),
        "assembly": vote.assembly,
    }
    return form_page(request, "assembly/assembly_form.html", context)


@member_page(*HOLDERS)
def vote_roll(request: RoomRequest, vote_id: uuid.UUID) -> HttpResponse:
    """Who has had a ballot; those who want paper take it here."""
    vote = queries.vote(request.actor, vote_id)
    page = Paginator(queries.attendances(request.actor, vote.assembly), ROLL_PAGE).get_page(request.GET.get("page"))
    context = {
        "vote": vote,
        "page": page,
        "had": queries.have_voted(request.actor, vote.pk),
        "counted": not queries.is_open(vote),
    }
    return render(request, "assembly/vote_roll.html", context)


@member_page(*HOLDERS)
def vote_code_slips(request: RoomRequest, vote_id: uuid.UUID) -> HttpResponse:
    """Slips with a code for everybody here who has a vote. Codes are kept as marks only, so they are printed at once."""
    vote = queries.vote(request.actor, vote_id)
    if request.method != "POST":
        return HttpResponseRedirect(reverse("assembly:vote_roll", args=[vote.pk]))
    slug = request.municipality.slug if request.municipality else ""
    codes = issue_voting_codes(actor=request.actor, vote=vote)
    content = code_slips_document(
        vote.assembly, codes, request.build_absolute_uri(reverse("assembly:vote_booth", args=[slug, vote.pk]))
    )
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="codes.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer


@member_page(*HOLDERS)
def vote_paper_given(request: RoomRequest, vote_id: uuid.UUID, attendance_id: uuid.UUID) -> HttpResponse:
    """Somebody takes a ballot paper."""
    vote = queries.vote(request.actor, vote_id)
    back = reverse("assembly:vote_roll", args=[vote.pk])
    if request.method != "POST":
        return HttpResponseRedirect(back)
    attendance = queries.attendance(request.actor, attendance_id)
    return carry_out(
        request,
        lambda: give_paper(actor=request.actor, vote=vote, attendance=attendance),
        then=lambda _mark: back,
        done=_("The paper is given."),
    )


@member_page(*HOLDERS)
def vote_hands(request: RoomRequest, vote_id: uuid.UUID) -> HttpResponse:
    """Write down the hands that were raised."""
    vote = queries.vote(request.actor, vote_id)
    before = queries.hands_of([vote])[vote.pk]
    form = HandsForm(
        request.POST or None,
        proposals=list(vote.proposals.all()),
        initial={f"hands_{number}": hands for number, hands in before.items()},
    )
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: note_hands(actor=request.actor, vote=vote, hands=form.hands),
            then=_page_of,
            done=_("The hands are written down."),
        )
    context = {
        "form": form, "title": _("Show of hands"), "back": _page_of(vote), "submit": _("Save"), "assembly": vote.assembly
    }  # fmt: skip
    return form_page(request, "assembly/assembly_form.html", context)


@member_page(*HOLDERS)
def vote_papers(request: RoomRequest, vote_id: uuid.UUID) -> HttpResponse:
    """Make ballot papers to print, and see how many came back."""
    vote = queries.vote(request.actor, vote_id)
    form = PapersForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: print_papers(actor=request.actor, vote=vote, number=form.cleaned_data["number"]),
            then=lambda _made: reverse("assembly:vote_papers", args=[vote.pk]),
            done=_("The papers are ready to print."),
        )
    made, entered = queries.papers_out(request.actor, vote)
    context = {"vote": vote, "form": form, "made": made, "entered": entered}
    return form_page(request, "assembly/vote_papers.html", context)


@member_page(*HOLDERS)
def vote_papers_file(request: RoomRequest, vote_id: uuid.UUID) -> HttpResponse:
    """The ballot papers as PDF, those that have not come back."""
    vote = queries.vote(request.actor, vote_id)
    content = ballot_papers_document(
        vote,
        queries.papers(request.actor, vote),
        lambda code: request.build_absolute_uri(reverse("assembly:paper_entry", args=[code])),
    )
    return HttpResponse(content, content_type="application/pdf")


@member_page(*HOLDERS)
def paper_entry(request: RoomRequest, paper_code: str) -> HttpResponse:
    """A ballot paper was scanned: tick what is marked on it. Each goes into the box once."""
    paper = queries.paper(request.actor, tidy_code(paper_code))
    vote = queries.vote(request.actor, paper.vote_id)
    form = BallotForm(
        request.POST or None, proposals=list(vote.proposals.all()), sheet=queries.sheet_of(vote), with_code=False
    )
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: enter_paper(actor=request.actor, paper=paper, mark=form.mark),
            then=lambda _vote: reverse("assembly:vote_papers", args=[vote.pk]),
            done=_("The paper is in the box. Scan the next one."),
            quiet=True,
        )
    made, entered = queries.papers_out(request.actor, vote)
    context = {"vote": vote, "form": form, "paper": paper, "made": made, "entered": entered}
    return form_page(request, "assembly/paper_entry.html", context)


@public_page
def vote_booth(request: RoomRequest, vote_id: uuid.UUID) -> HttpResponse:
    """Vote on one's own phone or the shared tablet, with the code from the check-in desk; no account is asked for."""
    vote = queries.vote(request.actor, vote_id)
    form = BallotForm(
        request.POST or None, proposals=list(vote.proposals.all()), sheet=queries.sheet_of(vote), with_code=True
    )
    closed = not queries.is_open(vote) or vote.kind == Vote.Kind.HANDS
    if request.method == "POST" and not closed and form.is_valid():
        slug = request.municipality.slug if request.municipality else ""
        return carry_out(
            request,
            lambda: cast_own_ballot(actor=request.actor, vote=vote, code=form.cleaned_data["code"], mark=form.mark),
            then=lambda _cast: reverse("assembly:vote_booth", args=[slug, vote.pk]),
            done=_("Your ballot is in the box. Nobody can tell which one is yours, and it can't be changed."),
            quiet=True,
        )
    return form_page(request, "assembly/vote_booth.html", {"vote": vote, "form": form, "closed": closed})


def _page_of(vote: Vote) -> str:
    return reverse("assembly:assembly_detail", args=[vote.assembly_id]) + "#votes"
