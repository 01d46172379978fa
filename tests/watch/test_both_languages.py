from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from tests.watch.conftest import Watched

from huangyai.kernel import Actor, Role
from huangyai.walls.entry import acting
from huangyai.watch.actions import arrange_round
from huangyai.watch.rules import ON_THE_VISIT_LIST


def test_each_page_says_in_its_language_why_a_home_is_visited(
    watched: Watched, officer: Actor, browser_of: Callable[..., Client]
) -> None:
    with acting(officer):
        made = arrange_round(
            actor=officer,
            volunteer=watched.volunteer,
            day=watched.round.day,
            people=[watched.homes[0].person],
            reason=ON_THE_VISIT_LIST,
        )
        home = made.planned.get()
    for language, other in (("th", "en"), ("en", "th")):
        browser = browser_of(Role.VOLUNTEER)
        browser.cookies["django_language"] = language
        page = browser.get(f"/visits/homes/{home.pk}/").text
        assert ON_THE_VISIT_LIST.say(language) in page
        assert ON_THE_VISIT_LIST.say(other) not in page
