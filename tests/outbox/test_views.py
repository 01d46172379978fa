"""The outbox in a browser: who has heard it, lists on paper, results by keys and by numbers, LINE, one's own messages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.outbox.conftest import OCCASION, TEXT, Six, line_user

from huangyai.kernel import Actor, Role
from huangyai.ledger.models import Entry
from huangyai.outbox.actions import note_what_became, send_message
from huangyai.outbox.documents import delivery_list_contents
from huangyai.outbox.models import Channel, Delivery, DeliveryStep, LineAccount, LineLink, Message
from huangyai.outbox.queries import printed_lines
from huangyai.people.actions import tie_account
from huangyai.walls.entry import acting

Browsers = Callable[..., Client]


@pytest.fixture
def message(officer: Actor, six: Six) -> Message:
    with acting(officer):
        told = send_message(
            actor=officer, to=six.all, purpose="invitation", text=TEXT, occasion=OCCASION, key="invitation:1"
        )
    assert told is not None
    return told


def page(name: str, *arguments: Any, **asked: Any) -> str:
    return reverse(f"outbox:{name}", args=arguments, query=asked or None)


def test_the_officer_sees_who_has_not_heard_it_and_which_way_is_next(
    message: Message, officer: Actor, six: Six, browser_of: Browsers
) -> None:
    browser = browser_of(Role.OFFICER)
    assert OCCASION.th in browser.get(page("message_list")).text
    assert OCCASION.th not in browser.get(page("message_list", purpose="pickup")).text
    assert OCCASION.th in browser.get(page("message_list", purpose="'; DROP")).text
    with acting(officer):
        delivery = Delivery.objects.get(person=six.letter)
        note_what_became(actor=officer, delivery=delivery, kind="not_reached", channel="paper", reason="moved")
    shown = browser.get(page("message_detail", message.pk)).text
    assert all(person.full_name in shown for person in six.all)
    missed = browser.get(page("message_detail", message.pk, show="missed")).text
    assert six.letter.full_name in missed
    assert six.phone.full_name not in missed
    assert page("message_list") in browser.get(reverse("web:today")).text


def test_a_list_is_rung_through_with_one_key_each(
    message: Message, officer: Actor, six: Six, browser_of: Browsers
) -> None:
    browser = browser_of(Role.PLANNER)
    here = page("message_results", message.pk, "telephone")
    first = browser.get(here).text
    assert six.phone.full_name in first
    assert "0800000003" in first
    with acting(officer):
        numbers = {each.person: each for each in Delivery.objects.select_related("person")}
    said = {"delivery": str(numbers[six.phone].pk), "result": "reached", "request_key": "not a key"}
    answer = browser.post(here, said)
    assert answer["Location"] == f"{here}?after=3"
    second = browser.get(answer["Location"]).text
    assert six.daughters_phone.full_name in second
    said |= {"delivery": str(numbers[six.daughters_phone].pk), "result": "wrong_number"}
    done = browser.get(browser.post(here, said)["Location"]).text
    assert six.daughters_phone.full_name not in done
    with acting(officer):
        now = DeliveryStep.objects.get(delivery=numbers[six.daughters_phone], ended_at__isnull=True)
        assert (now.kind, now.channel) == ("prepared", "paper")
    # Called up again by number, it can be corrected, and shows what was said.
    again = browser.get(page("message_results", message.pk, "telephone", number=4)).text
    assert six.daughters_phone.full_name in again


def test_a_printed_list_is_keyed_in_by_numbers(
    message: Message, officer: Actor, six: Six, browser_of: Browsers
) -> None:
    browser = browser_of(Role.OFFICER)
    here = page("message_results", message.pk, "paper")
    for bad in ("", "five", "6-5", "1-9999999", "0-600"):
        assert browser.post(here, {"numbers": bad, "box": "reached"}).status_code == 422
    assert browser.post(here, {"numbers": "5", "box": "wrong_number"}).status_code == 422
    assert browser.post(here, {"numbers": "๕ - 6", "box": "handed"}).status_code == 302
    with acting(officer):
        now = DeliveryStep.objects.filter(delivery__person__in=[six.letter, six.refused], ended_at__isnull=True)
        assert {step.kind for step in now} == {"handed"}


@pytest.mark.parametrize("said", [{}, {"delivery": "x", "result": "reached"}, {"result": "reached"}])
def test_hostile_results_change_nothing(
    said: dict[str, str], message: Message, officer: Actor, six: Six, browser_of: Browsers
) -> None:
    browser = browser_of(Role.OFFICER)
    here = page("message_results", message.pk, "telephone")
    assert browser.post(here, said).status_code == 404
    with acting(officer):
        own = Delivery.objects.get(person=six.phone)
        other = send_message(actor=officer, to=six.all, purpose="news", text=TEXT, occasion=OCCASION, key="news:1")
        assert other is not None
    for word in ("moved", "sent", "withdrawn", "<script>"):
        assert browser.post(here, {"delivery": str(own.pk), "result": word}).status_code == 404
    elsewhere = page("message_results", other.pk, "telephone")
    assert browser.post(elsewhere, {"delivery": str(own.pk), "result": "reached"}).status_code == 404
    for way in ("line", "screen", "pigeon"):
        assert browser.get(page("message_results", message.pk, way)).status_code == 404
        assert browser.get(page("message_sheet", message.pk, way)).status_code == 404
    for number in ("-1", "x", "99999999999999999999", "٣"):
        assert browser.get(page("message_results", message.pk, "telephone", number=number)).status_code == 200
    with acting(officer):
        assert not DeliveryStep.objects.exclude(kind="prepared").exists()


def test_lists_and_letters_are_printed_and_that_is_written_down(
    message: Message, officer: Actor, six: Six, browser_of: Browsers
) -> None:
    browser = browser_of(Role.OFFICER)
    for name, way in (("message_sheet", "telephone"), ("message_sheet", "paper"), ("message_letters", None)):
        arguments = [message.pk, way] if way else [message.pk]
        assert browser.get(page(name, *arguments)).content.startswith(b"%PDF")
    with acting(officer):
        printed = Entry.objects.filter(verb="message.list-printed").order_by("position")
        assert [entry.facts["people"] for entry in printed] == [2, 2, 2]
        for delivery in Delivery.objects.all():
            note_what_became(actor=officer, delivery=delivery, kind="reached", channel="paper")
    # A list on which nobody is left prints too.
    assert browser.get(page("message_sheet", message.pk, "paper")).content.startswith(b"%PDF")
    assert browser.get(page("message_letters", message.pk)).content.startswith(b"%PDF")


def test_a_list_holds_no_more_than_it_needs_and_a_carried_one_nothing_private(officer: Actor, six: Six) -> None:
    with acting(officer):
        told = send_message(actor=officer, to=six.all, purpose="answer", text=TEXT, occasion=OCCASION, key="answer:1")
        assert told is not None
        carried, rung = (
            delivery_list_contents(told, channel, printed_lines(officer, told, channel.value))
            for channel in (Channel.PAPER, Channel.TELEPHONE)
        )
    assert TEXT.th not in str(carried)
    assert OCCASION.th not in str(carried)
    assert TEXT.th in str(rung)
    # Four private letters go to doors: nobody's telephone stands on their list.
    assert [row["phone"] for village in carried["villages"] for row in village["rows"]] == [[]] * 4
    (row,) = rung["villages"][0]["rows"]
    assert set(row) == {"number", "name", "home", "own", "phone", "whose"}
    assert row["phone"] == [0, 8, 0, 0, 0, 0, 0, 0, 0, 3]


def test_an_officer_links_line_and_ends_it(officer: Actor, six: Six, browser_of: Browsers) -> None:
    browser = browser_of(Role.OFFICER)
    here = page("person_reach", six.letter.pk)
    assert here in browser.get(reverse("people:person_detail", args=[six.letter.pk])).text
    typed = {"user_id": line_user(11), "agreed_on": "21/11/2569", "whose": "", "agreed": "on"}
    assert browser.post(here, {**typed, "agreed": ""}).status_code == 422
    refused = browser.post(here, {**typed, "user_id": "กมล"}, headers={"referer": f"http://testserver{here}"})
    assert refused.status_code == 409
    assert "กมล" in refused.text
    assert browser.post(here, typed)["Location"] == here
    shown = browser.get(here).text
    assert line_user(11) not in shown
    with acting(officer):
        link = LineLink.objects.get(person=six.letter, ended_at__isnull=True)
    end = page("line_link_end", link.pk)
    assert browser.get(end)["Location"] == here
    assert browser.post(end)["Location"] == here
    assert browser.post(end).status_code == 404


def test_the_administrator_keeps_the_token_and_nobody_reads_it(officer: Actor, six: Six, browser_of: Browsers) -> None:
    browser = browser_of(Role.ADMINISTRATOR)
    here = page("line_account")
    token = "aTokenThatNobodyShallEverRead1234"
    assert browser.post(here, {"token": token})["Location"] == here
    assert token not in browser.get(here).text
    assert browser.get(page("line_account_end"))["Location"] == here
    assert browser.post(page("line_account_end"))["Location"] == here
    with acting(officer):
        assert not LineAccount.objects.filter(ended_at__isnull=True).exists()


def test_a_resident_reads_it_on_their_own_screen(
    message: Message, officer: Actor, six: Six, browser_of: Browsers, user_of: Callable[[Role], Any]
) -> None:
    browser = browser_of(Role.RESIDENT)
    here = page("own_message_list")
    with acting(officer):
        tie_account(actor=officer, person=six.letter, user=user_of(Role.RESIDENT))
        own = Delivery.objects.get(person=six.letter)
        others = Delivery.objects.get(person=six.phone)
    assert here in browser.get(reverse("web:today")).text
    shown = browser.get(here).text
    assert TEXT.th in shown
    assert six.phone.full_name not in shown
    for bad in (str(others.pk), "x", ""):
        assert browser.post(here, {"delivery": bad}).status_code == 404
    assert browser.post(here, {"delivery": str(own.pk)})["Location"] == here
    with acting(officer):
        assert DeliveryStep.objects.get(delivery=own, ended_at__isnull=True).channel == "screen"


def test_the_neighbours_officer_finds_nothing(
    message: Message, six: Six, neighbour_browser_of: Callable[[Role], Client]
) -> None:
    browser = neighbour_browser_of(Role.OFFICER)
    assert OCCASION.th not in browser.get(page("message_list")).text
    for address in (
        page("message_detail", message.pk),
        page("message_results", message.pk, "telephone"),
        page("message_sheet", message.pk, "paper"),
        page("message_letters", message.pk),
        page("person_reach", six.line.pk),
    ):
        assert browser.get(address).status_code == 404
