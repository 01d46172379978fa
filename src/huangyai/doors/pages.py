"""How a room says who a page is for, and how a form is carried out once."""

from __future__ import annotations

import functools
import uuid
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language

from huangyai.doors.models import DoneRequest
from huangyai.doors.request import RoomRequest
from huangyai.doors.waiting import forget_waiting
from huangyai.kernel import NotAllowed, Refusal, Role

P = ParamSpec("P")
Page = Callable[Concatenate[RoomRequest, P], HttpResponse]
DjangoPage = Callable[..., HttpResponse]


def public_page(page: Page[P]) -> DjangoPage:
    """A page under /m/<slug>/ that needs no login; the slug is taken off before the page is called."""

    @functools.wraps(page)
    def enter(request: HttpRequest, slug: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        here = cast("RoomRequest", request)
        if here.municipality is None:
            raise Http404
        return page(here, *args, **kwargs)

    return _for_whom(enter, "public")


def member_page(*roles: Role) -> Callable[[Page[P]], DjangoPage]:
    """A page for members in one of these roles (none named: any member)."""

    def guard(page: Page[P]) -> DjangoPage:
        @functools.wraps(page)
        def enter(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            here = cast("RoomRequest", request)
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if here.municipality is None or not here.actor.roles:
                if needs_second_factor(here):
                    messages.info(request, second_factor_words())
                    return redirect("mfa_index")
                raise NotAllowed
            if roles and not here.actor.is_any(*roles):
                raise NotAllowed
            answer = page(here, *args, **kwargs)
            # On a shared PC the next person goes back, or reads what the browser kept.
            add_never_cache_headers(answer)
            return answer

        return _for_whom(enter, *([role.value for role in roles] or ["member"]))

    return guard


def _for_whom(page: DjangoPage, *audience: str) -> DjangoPage:
    """Written on the page itself, where whoever lists all pages (a reader of access, the tests) finds it."""
    page.__dict__["audience"] = audience
    return page


def needs_second_factor(request: RoomRequest) -> bool:
    """A member whose only roles here ask for a second factor that was not given at this sign-in."""
    return request.municipality is not None and not request.actor.second_factor


def second_factor_words() -> str:
    """Why the page did not open."""
    if (get_language() or "th").startswith("en"):
        return "Your role needs a second sign-in step. Set it up here, then sign in again with it."
    return "หน้าที่ของท่านต้องยืนยันตัวตนสองขั้น โปรดตั้งค่าที่หน้านี้ แล้วเข้าสู่ระบบใหม่พร้อมรหัสขั้นที่สอง"


def form_page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page with a form: as asked for, or again with what is wrong in it (422) after it was sent."""
    return render(request, template, context, status=422 if request.method == "POST" else 200)


def carry_out(
    request: RoomRequest,
    action: Callable[[], Any],
    then: Callable[[Any], str],
    done: str = "",
    *,
    quiet: bool = False,
) -> HttpResponse:
    """Carry out one action for a submitted form, exactly once, then go where `then` says.

    The form carries a hidden `request_key` (template tag ``{% request_key %}``); the second arrival of the same key is
    answered like the first, without doing anything. A `Refusal` from the action reaches the person as its sentence.
    With `quiet` the mark that is kept for this does not say whose form it was.
    """
    account = None if quiet else request.actor.user_id
    key = _request_key(request, account)
    if key and (before := _answer_before(account, key)):
        return HttpResponseRedirect(before)
    try:
        with transaction.atomic():
            if key:
                marker = DoneRequest.objects.create(key=key, account_id=account, answer="")
            answer = then(action())
            if key:
                marker.answer = answer
                marker.save(update_fields=["answer"])
    except IntegrityError:
        if key and (before := _answer_before(account, key)):
            return HttpResponseRedirect(before)
        raise
    if done:
        messages.success(request, done)
    if not quiet:
        forget_waiting(request)
    return HttpResponseRedirect(answer)


def show_refusal(request: RoomRequest, refusal: Refusal) -> None:
    """Put a refusal's sentence on the page that is about to be shown."""
    messages.error(request, refusal.words.say(get_language() or "th"))


def _request_key(request: RoomRequest, account: uuid.UUID | None) -> uuid.UUID | None:
    try:
        sent = uuid.UUID(request.POST.get("request_key", ""))
    except ValueError:
        return None
    # A key counts for the account that sends it, so that nobody can use up or read out another's.
    return uuid.uuid5(sent, str(account))


def _answer_before(account: uuid.UUID | None, key: uuid.UUID) -> str | None:
    found = DoneRequest.objects.filter(key=key, account_id=account).values_list("answer", flat=True).first()
    return found or None
