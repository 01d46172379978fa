"""What is printed of a session."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.urls import reverse

from huangyai.activities import queries
from huangyai.activities.documents import MOST_CARDS, cards_document, certificates_document, sign_up_sheet_document
from huangyai.activities.queries.results import certificates
from huangyai.doors.pages import member_page
from huangyai.doors.request import RoomRequest
from huangyai.kernel import Role


@member_page(Role.OFFICER, Role.VOLUNTEER)
def sign_up_sheet(request: RoomRequest, session_id: uuid.UUID) -> HttpResponse:
    """The paper sheet to sign up on, and the answer sheet for afterwards."""
    session = queries.session(request.actor, session_id)
    slug = request.municipality.slug if request.municipality else ""
    page = reverse("activities:public_session_detail", args=[slug, session_id])
    return _pdf(sign_up_sheet_document(session, request.build_absolute_uri(page)))


@member_page(Role.OFFICER, Role.VOLUNTEER)
def cards(request: RoomRequest, session_id: uuid.UUID) -> HttpResponse:
    """A card with a code for everybody who is expected."""
    session = queries.session(request.actor, session_id)
    expected = queries.enrolments(request.actor, session)[:MOST_CARDS]
    return _pdf(
        cards_document(
            session,
            expected,
            lambda code: request.build_absolute_uri(reverse("activities:code_arrival", args=[code])),
        )
    )


@member_page(Role.OFFICER)
def certificates_file(request: RoomRequest, session_id: uuid.UUID) -> HttpResponse:
    """The certificates of a session, a page each."""
    session = queries.session(request.actor, session_id)
    place = request.municipality.name_th if request.municipality else ""
    return _pdf(certificates_document(place, certificates(request.actor, session)))


def _pdf(content: bytes) -> HttpResponse:
    return HttpResponse(content, content_type="application/pdf")
