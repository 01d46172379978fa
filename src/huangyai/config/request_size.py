"""A request larger than any form takes is refused before anything of it is read."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# The largest list of an office (20 MB) and the rest of its form.
LARGEST_REQUEST = 25 * 1024 * 1024


class NotTooLarge:
    """Keeps the disk from being filled by whoever can reach the site."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Only what the request says of its length is asked; Django reads no further than that."""
        said = request.META.get("CONTENT_LENGTH") or "0"
        if said.isdigit() and int(said) > LARGEST_REQUEST:
            return HttpResponse(
                "ไฟล์ใหญ่เกินไป โปรดส่งไฟล์ไม่เกิน 20 MB · The file is too large; send one of 20 MB at most.",
                status=413,
                content_type="text/plain; charset=utf-8",
            )
        return self.get_response(request)
