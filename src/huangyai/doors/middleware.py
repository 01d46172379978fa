"""Let each request into exactly one municipality, in one transaction."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from typing import cast
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language

from huangyai.accounts.access import SECOND_FACTOR_ROLES
from huangyai.accounts.models import User
from huangyai.accounts.queries import memberships_of
from huangyai.doors.request import RoomRequest
from huangyai.kernel import Actor, BadInput, NotAllowed, NotFound, Refusal, Role
from huangyai.places.models import Municipality
from huangyai.places.queries import all_municipalities
from huangyai.walls.entry import stand_in

SESSION_KEY = "municipality"
_PUBLIC_PAGE = re.compile(r"^/m/(?P<slug>[-a-zA-Z0-9_]+)/")
_NOBODY = uuid.UUID(int=0)
# A file can be wrong in every row; what is wrong in these is usually wrong in the rest.
_FAULTS_SHOWN = 20


class EnterMunicipality:
    """Public pages say their municipality in the address; members stand in the one they chose, or their only one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """One request, one municipality, one transaction; an error leaves nothing half-written."""
        with transaction.atomic():
            room_request = cast("RoomRequest", request)
            self._enter(room_request)
            response = self.get_response(request)
            if response.status_code >= 500 or getattr(request, "went_wrong", False):
                transaction.set_rollback(True)
        return response

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """Turn a refusal into a page with its sentence; anything else is Django's."""
        cast("RoomRequest", request).went_wrong = True
        if isinstance(problem, NotFound):
            raise Http404(problem.words.say(get_language() or "th"))
        if isinstance(problem, NotAllowed):
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            raise PermissionDenied(problem.words.say(get_language() or "th"))
        if isinstance(problem, Refusal):
            return _answer_refusal(request, problem)
        if isinstance(problem, BadInput):
            return _answer_bad_input(request, problem)
        return None

    def _enter(self, request: RoomRequest) -> None:
        request.municipality = None
        request.actor = Actor(municipality_id=_NOBODY)
        user = request.user
        if isinstance(user, User):
            stand_in(None, user.pk)
            memberships = memberships_of(user.pk)
        else:
            memberships = []
        if public := _PUBLIC_PAGE.match(request.path):
            request.municipality = all_municipalities(public["slug"]).first()
            if request.municipality is None:
                return
        elif memberships:
            chosen = request.session.get(SESSION_KEY)
            here = [m for m in memberships if str(m.municipality_id) == chosen] or memberships
            request.municipality = here[0].municipality
        if request.municipality is None:
            return
        if isinstance(user, User):
            held = [m.role for m in memberships if m.municipality_id == request.municipality.pk]
            request.actor = _actor(request, user, request.municipality, held)
        else:
            request.actor = Actor.public(request.municipality.pk)
        stand_in(request.municipality.pk, request.actor.user_id)


def _actor(request: RoomRequest, user: User, municipality: Municipality, held: list[str]) -> Actor:
    roles = frozenset(Role(role) for role in held)
    passed = any(
        method.get("method") == "mfa"
        for method in request.session.get("account_authentication_methods", [])
        if isinstance(method, dict)
    )
    if not passed:
        # Without the second factor the account works, but not in the roles that may see cases.
        roles = roles - SECOND_FACTOR_ROLES
    return Actor(municipality_id=municipality.pk, user_id=user.pk, roles=roles, second_factor=passed, origin="web")


def _answer_bad_input(request: HttpRequest, bad: BadInput) -> HttpResponse:
    language = get_language() or "th"
    said = [fault.say(language) for fault in bad.faults]
    shown = {"faults": said[:_FAULTS_SHOWN], "more": max(len(said) - _FAULTS_SHOWN, 0)}
    return render(request, "doors/bad_input.html", shown, status=422)


def _form_again(request: HttpRequest, back: str) -> HttpResponse | None:
    """The page that sent its form to itself, with everything that was typed still in it."""
    page = request.resolver_match
    if page is None or urlsplit(back).path != request.path:
        return None
    request.method = "GET"
    try:
        shown: HttpResponse = page.func(request, *page.args, **page.kwargs)
    except Refusal:
        return None
    if shown.status_code == 200:
        shown.status_code = 409
    return shown


def _answer_refusal(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    words = refusal.words.say(get_language() or "th")
    back = request.headers.get("referer", "")
    if (
        request.method == "POST"
        and url_has_allowed_host_and_scheme(back, {request.get_host()})
        and not request.headers.get("hx-request")
    ):
        messages.error(request, words)
        return _form_again(request, back) or HttpResponseRedirect(back)
    return render(
        request,
        "doors/refusal.html",
        {"words": words, "code": refusal.code, "home": reverse("web:today")},
        status=409,
    )
