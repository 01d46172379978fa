"""The theme switch and the page that shows every component."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from huangyai.design.styleguide import examples

THEME_COOKIE = "huangyai_theme"
THEMES = ("light", "dark")
ONE_YEAR = 365 * 24 * 3600


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keeps the chosen theme for a year and returns to the page; anything else follows the device."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    chosen = request.POST.get("theme", "")
    if chosen in THEMES:
        response.set_cookie(
            THEME_COOKIE, chosen, max_age=ONE_YEAR, samesite="Lax", httponly=True, secure=request.is_secure()
        )
    else:
        response.delete_cookie(THEME_COOKIE, samesite="Lax")
    return response


@require_safe
def styleguide(request: HttpRequest, layout: str = "staff") -> HttpResponse:
    """Every component with example words, in the layout of public, staff, phone, projector or sheet."""
    return render(request, f"design/styleguide_{layout}.html", examples())
