"""Thai first: a browser that was bought with English menus still belongs to somebody who reads Thai."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware
from django.utils import translation


class ThaiFirst(LocaleMiddleware):
    """The language that the visitor chose on the page, or Thai; what the browser announces is not asked."""

    def process_request(self, request: HttpRequest) -> None:
        """Read the choice from its cookie."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = chosen in dict(settings.LANGUAGES)
        translation.activate(chosen if known else settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = translation.get_language()
