from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render

from huangyai.doors.pages import member_page, public_page
from huangyai.doors.request import RoomRequest
from huangyai.places.queries import all_municipalities


def front(request: HttpRequest) -> HttpResponse:
    """The installation's first page: the only municipality's home, or a list to choose from."""
    found = list(all_municipalities()[:50])
    if len(found) == 1:
        return redirect("web:home", slug=found[0].slug)
    return render(request, "web/front.html", {"municipalities": found})


@public_page
def home(request: RoomRequest) -> HttpResponse:
    """A municipality's public home."""
    return render(request, "web/home.html", {})


@member_page()
def today(request: RoomRequest) -> HttpResponse | HttpResponseRedirect:
    """What needs me now."""
    return render(request, "web/today.html", {})
