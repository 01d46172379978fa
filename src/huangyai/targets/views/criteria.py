from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from huangyai.doors.pages import carry_out, member_page
from huangyai.doors.request import RoomRequest
from huangyai.targets import queries
from huangyai.targets.access import may_write_lists
from huangyai.targets.actions import write_criterion
from huangyai.targets.forms import CriterionForm
from huangyai.targets.views.lists import PAGE, STAFF, WRITERS


@member_page(*STAFF)
def criterion_list(request: RoomRequest) -> HttpResponse:
    """Criteria cards in plain words, each with how many people it takes today."""
    page = Paginator(queries.criterion_cards(request.actor), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "may_write": may_write_lists(request.actor)}
    return render(request, "targets/criterion_list.html", context)


@member_page(*WRITERS)
def criterion_new(request: RoomRequest) -> HttpResponse:
    """Write a card; an old name with new conditions becomes its next version."""
    form = CriterionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        return carry_out(
            request,
            lambda: write_criterion(
                actor=request.actor, name=asked["name"], sentence=asked["sentence"], definition=asked["definition"]
            ),
            then=lambda _card: reverse("targets:criterion_list"),
            done=_("The card is written."),
        )
    status = 422 if request.method == "POST" else 200
    return render(request, "targets/criterion_new.html", {"form": form}, status=status)
