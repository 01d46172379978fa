"""A request larger than any form takes is refused before anything of it is read."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# The largest form with its files (photographs, a plan), and what holds an office's list of 64 MB.
LARGEST_REQUEST = 25 * 1024 * 1024
LARGEST_LIST = 68 * 1024 * 1024
# The one page that takes whole registers; it asks who sends before it reads.
LIST_PAGE = "/registers/new/"


class NotTooLarge:
    """Keeps the disk from being filled by whoever can reach the site."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Only what the request says of its length is asked; Django reads no further than that."""
        said = request.META.get("CONTENT_LENGTH") or "0"
        largest, told = (LARGEST_LIST, 64) if request.path == LIST_PAGE else (LARGEST_REQUEST, 20)
        if said.isdigit() and int(said) > largest:
            return HttpResponse(
                f"ไฟล์ใหญ่เกินไป จึงยังไม่ได้รับไว้ โปรดส่งไฟล์ไม่เกิน {told} MB หรือแบ่งเป็นหลายไฟล์ · "
                f"The file is too large and was not taken; send one of {told} MB at most, or send it in parts.",
                status=413,
                content_type="text/plain; charset=utf-8",
            )
        return self.get_response(request)
