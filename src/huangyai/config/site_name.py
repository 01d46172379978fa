"""On its own machine the site has one name: localhost, not the number."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

_NUMBER, _NAME = "127.0.0.1", "localhost"


class OneName:
    """Send whoever typed 127.0.0.1 to localhost: a passkey belongs to a name, and a session to the address it began at."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.at_home = urlsplit(settings.SITE_ADDRESS).hostname == _NAME

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Only pages that are read are sent on; a form is never lost on the way."""
        host, colon, port = request.get_host().partition(":")
        if self.at_home and host == _NUMBER and request.method in {"GET", "HEAD"}:
            return HttpResponseRedirect(f"{request.scheme}://{_NAME}{colon}{port}{request.get_full_path()}")
        return self.get_response(request)
