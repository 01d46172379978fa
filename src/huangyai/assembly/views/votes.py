from __future__ import annotations

import uuid

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from huangyai.assembly import queries
from huangyai.assembly.actions import ProposalFacts, cast_ballots, count_vote, open_vote
from huangyai.assembly.forms import BallotsForm, VoteForm
from huangyai.assembly.models import Vote
from huangyai.assembly.views.assemblies import HOLDERS
from huangyai.doors.pages import carry_out, member_page
from huangyai.doors.request import RoomRequest


@member_page(*HOLDERS)
def vote_new(request: RoomRequest, assembly_id: uuid.UUID) -> HttpResponse:
    """Put proposals to the vote, with the counting rule said beforehand."""
    assembly = queries.assembly(request.actor, assembly_id)
    form = VoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        return carry_out(
            request,
            lambda: open_vote(
                actor=request.actor,
                assembly=assembly,
                question=asked["question"],
                budget=asked["budget"],
                proposals=[ProposalFacts(name, cost) for name, cost in form.proposals],
                rule=asked["rule"],
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
    form = BallotsForm(request.POST or None, vote=vote)
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


def _page_of(vote: Vote) -> str:
    return reverse("assembly:assembly_detail", args=[vote.assembly_id]) + "#votes"
