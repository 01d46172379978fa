"""Thai first, whatever the browser says; English one click away."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_browser_with_english_menus_is_answered_in_thai() -> None:
    page = Client().get("/accounts/login/", headers={"accept-language": "en-US,en;q=0.9"})
    assert 'lang="th"' in page.content.decode()


def test_who_chose_english_stays_in_english() -> None:
    browser = Client()
    browser.post("/i18n/setlang/", {"language": "en", "next": "/accounts/login/"})
    assert 'lang="en"' in browser.get("/accounts/login/").content.decode()


def test_a_language_that_we_do_not_speak_is_thai() -> None:
    browser = Client()
    browser.cookies["django_language"] = "xx"
    assert 'lang="th"' in browser.get("/accounts/login/").content.decode()
