"""What somebody needs on the way: read and written by the office."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from huangyai.doors.pages import carry_out, form_page, member_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import Role
from huangyai.people.queries import person as find_person
from huangyai.transport import actions, queries
from huangyai.transport.forms import RidingNeedsForm

_KEPT = ("companions", "boarding_minutes", "longest_minutes", "comes_first")


@member_page(Role.OFFICER)
def riding_needs(request: RoomRequest, person_id: uuid.UUID) -> HttpResponse:
    """Who comes along, how long getting in and a ride may take, and with whom somebody must not ride."""
    person = find_person(request.actor, person_id)
    told = queries.needs_told(person)
    initial = {name: getattr(told[0], name) for name in _KEPT} if told else {}
    other = queries.apart_from(told[0]) if told else None
    if other and request.method != "POST":
        actions.look_at_apart(actor=request.actor, needs=told[0])
    people = queries.people_ever_fetched(with_them=other).exclude(pk=person.pk)
    form = RidingNeedsForm(request.POST or None, people=people, initial=initial | {"apart_from": other})
    if request.method == "POST" and form.is_valid():
        return carry_out(
            request,
            lambda: actions.write_riding_needs(actor=request.actor, person=person, **form.cleaned_data),
            then=lambda _needs: reverse("transport:riding_needs", args=[person.pk]),
            done=_("Written down. It counts when cars are planned next."),
        )
    return form_page(request, "transport/riding_needs.html", {"form": form, "person": person, "told": told})
