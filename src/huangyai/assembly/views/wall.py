from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from huangyai.assembly import queries
from huangyai.assembly.documents.codes import picture_of
from huangyai.assembly.models import Assembly, Vote
from huangyai.assembly.views.assemblies import READERS
from huangyai.doors.pages import member_page
from huangyai.doors.request import RoomRequest

# As many as are read from the last row of the hall.
MOST_ON_WALL = 8


@member_page(*READERS)
def assembly_wall(request: RoomRequest, assembly_id: uuid.UUID) -> HttpResponse:
    """The page for the wall of the hall: what is said, how many came, what is voted on. Nobody's name."""
    assembly = queries.assembly(request.actor, assembly_id)
    places = queries.places_said(request.actor, assembly)
    context = _news(request, assembly) | {"places": places, "map": queries.map_of(places)}
    return render(request, "assembly/assembly_wall.html", context)


@member_page(*READERS)
def wall_news(request: RoomRequest, assembly_id: uuid.UUID) -> HttpResponse:
    """What is new on the wall, as the page asks for it again."""
    return render(request, "assembly/_wall.html", _news(request, queries.assembly(request.actor, assembly_id)))


def _news(request: RoomRequest, assembly: Assembly) -> dict[str, object]:
    heard = queries.problems(request.actor, assembly=assembly)
    slug = request.municipality.slug if request.municipality else ""
    every = queries.votes(request.actor, assembly)
    # The vote that is open stands on the wall; when none is, the result of the last one.
    standing = [vote for vote in every if not hasattr(vote, "withdrawal")]
    found = ([vote for vote in standing if queries.is_open(vote)] or standing)[-1:]
    votes = []
    for result in queries.vote_results(request.actor, found):
        address = request.build_absolute_uri(reverse("assembly:vote_booth", args=[slug, result.vote.pk]))
        by_phone = not result.counted and result.vote.kind != Vote.Kind.HANDS
        votes.append(
            {
                "result": result,
                "most": max([line.marks for line in result.proposals] or [0]) or 1,
                "qr": picture_of(address) if by_phone else "",
                "address": address.split("://", 1)[-1],
            }
        )
    return {
        "assembly": assembly,
        "door": queries.door(request.actor, assembly),
        "heard": heard.count(),
        # As they are said: the newest on top.
        "problems": queries.answered(heard.order_by("-made_at", "-pk"), most=MOST_ON_WALL),
        "votes": votes,
    }
