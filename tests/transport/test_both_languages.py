from __future__ import annotations

from collections.abc import Callable

from django.test import Client
from tests.transport.conftest import Fetched

from huangyai.kernel import Actor, Role
from huangyai.people.models import Person
from huangyai.transport.models import RidePlan
from huangyai.walls.entry import acting


def test_each_page_says_in_its_language_why_a_car_goes_as_it_goes(
    fetched: Fetched, browser_of: Callable[..., Client]
) -> None:
    reason = fetched.route.reason
    for language, other in (("th", "en"), ("en", "th")):
        browser = browser_of(Role.OFFICER)
        browser.cookies["django_language"] = language
        page = browser.get(f"/rides/{fetched.plan.pk}/").text
        assert reason.say(language) in page
        assert reason.say(other) not in page
    assert "ระยะทาง" in reason.th
    assert " km;" in reason.en


def test_a_reason_kept_in_one_language_is_still_read(
    fetched: Fetched, officer: Actor, browser_of: Callable[..., Client]
) -> None:
    with acting(officer):
        someone = Person.objects.all()[0]
        both = {"th": "รถเต็มทุกคัน", "en": "Every car is full"}
        kept = [{"person": str(someone.pk), "why": why} for why in ("ไม่มีหมุดบ้าน", both)]
        RidePlan.objects.filter(pk=fetched.plan.pk).update(unserved=kept)
    browser = browser_of(Role.OFFICER)
    browser.cookies["django_language"] = "en"
    page = browser.get(f"/rides/{fetched.plan.pk}/").text
    assert "ไม่มีหมุดบ้าน" in page
    assert "Every car is full" in page
    assert "รถเต็มทุกคัน" not in page
