from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from tests.activities.conftest import Held

from huangyai.activities.actions import design_activity
from huangyai.kernel import Actor, Role
from huangyai.walls.entry import acting


def test_each_page_says_in_its_language_why_a_session_is_at_this_time(
    held: Held, browser_of: Callable[..., Client]
) -> None:
    reason = held.session.placement_reason
    for language, other in (("th", "en"), ("en", "th")):
        browser = browser_of(Role.OFFICER)
        browser.cookies["django_language"] = language
        page = browser.get(f"/sessions/{held.session.pk}/").text
        assert reason.say(language) in page
        assert reason.say(other) not in page


def test_what_could_not_be_placed_is_told_in_the_language_of_the_page(
    held: Held, officer: Actor, browser_of: Callable[..., Client]
) -> None:
    browser = browser_of(Role.OFFICER)
    browser.cookies["django_language"] = "en"
    day = held.session.starts_at.date()
    with acting(officer):
        more = [design_activity(actor=officer, project=held.project, kind="health", name=f"รอบ {n}") for n in range(3)]
    sent = {
        "venues": [str(held.venue.pk)],
        "first_day": f"{day:%d/%m/}{day.year + 543}",
        "last_day": f"{day:%d/%m/}{day.year + 543}",
    }
    told = [
        browser.post("/sessions/placement/", sent | {"activities": [str(activity.pk)]}, follow=True).text
        for activity in more
    ][-1]
    assert "it could be held" in told or "are taken" in told
