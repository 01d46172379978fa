"""Everybody is told once, by a way that they agreed to; nobody is lost; what became of it is rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from django.utils.translation import override
from tests.outbox.conftest import OCCASION, TEXT, YESTERDAY, Six, line_user

from huangyai.kernel import Actor, NotAllowed, NotFound, Refusal, Role, Words
from huangyai.ledger.models import Entry
from huangyai.outbox import queries
from huangyai.outbox.actions import (
    end_line_link,
    link_line,
    note_printed,
    note_read,
    note_results,
    note_what_became,
    send_message,
    set_line_account,
    withdraw_messages,
)
from huangyai.outbox.models import Delivery, DeliveryStep, LineAccount, LineLink, Message
from huangyai.people.actions import tie_account
from huangyai.people.models import Death, Merge
from huangyai.walls.entry import acting

ANSWER, INVITATION = Message.Purpose.ANSWER, Message.Purpose.INVITATION


def send(actor: Actor, to: Any, *, purpose: str = INVITATION, key: str = "invitation:1", **more: Any) -> Message:
    told = send_message(actor=actor, to=to, purpose=purpose, text=TEXT, occasion=OCCASION, key=key, **more)
    assert told is not None
    return told


def ways(message: Message) -> dict[Any, str]:
    now = DeliveryStep.objects.filter(delivery__message=message, ended_at__isnull=True).select_related(
        "delivery__person"
    )
    return {step.delivery.person: step.channel for step in now}


def state(message: Message, person: Any) -> tuple[str, str]:
    step = DeliveryStep.objects.get(delivery__message=message, delivery__person=person, ended_at__isnull=True)
    return step.kind, step.channel


def refused(code: str, attempt: Callable[[], object]) -> None:
    with pytest.raises(Refusal) as answer:
        attempt()
    assert answer.value.code == code


def test_each_is_told_by_the_first_way_that_they_agreed_to(officer: Actor, six: Six) -> None:
    with acting(officer):
        assert ways(send(officer, six.all)) == {
            six.line: "line",
            six.daughters_line: "line",
            six.phone: "telephone",
            six.daughters_phone: "telephone",
            six.letter: "paper",
            six.refused: "paper",
        }
        private = send(officer, six.all, purpose=ANSWER, key="answer:1")
        assert ways(private) == {
            six.line: "line",
            six.daughters_line: "paper",
            six.phone: "telephone",
            six.daughters_phone: "paper",
            six.letter: "paper",
            six.refused: "paper",
        }


def test_nobody_is_told_twice_and_the_dead_not_at_all(officer: Actor, six: Six) -> None:
    with acting(officer):
        Death.objects.create(
            municipality_id=officer.municipality_id, person=six.letter, died_on=YESTERDAY, source="test"
        )
        Merge.objects.create(municipality_id=officer.municipality_id, alias=six.refused, canonical=six.phone)
        first = send(officer, [six.phone, six.refused, six.letter])
        assert list(ways(first)) == [six.phone]
        again = send(officer, six.all)
        assert again == first
        assert sorted(each.number for each in Delivery.objects.all()) == [1, 2, 3, 4]
        assert len(ways(first)) == 4
        lonely = {"purpose": INVITATION, "text": TEXT, "occasion": OCCASION}
        assert send_message(actor=officer, to=[], key="invitation:2", **lonely) is None
        assert send_message(actor=officer, to=[six.letter], key="invitation:3", **lonely) is None
        assert Message.objects.count() == 1
        assert Entry.objects.filter(verb="message.sent").count() == 2


def test_each_may_hear_their_own_time(officer: Actor, six: Six) -> None:
    own = {six.phone.pk: Words(th="รถจะไปรับท่านเวลา 8.15 น.", en="The car comes at 8:15.")}
    with acting(officer):
        message = send(officer, [six.phone, six.letter], own_texts=own)
        texts = {line.step.delivery.person: line.text.en for line in queries.lines(queries.to_tell(officer, message))}
        assert texts == {six.phone: "The car comes at 8:15.", six.letter: TEXT.en}


def test_nothing_sensitive_is_sent_to_anybody(officer: Actor, six: Six) -> None:
    bad = Words(th="เรื่องความรุนแรงในบ้านของท่าน", en="About what happened at your house")
    with acting(officer):
        for more in ({"own_texts": {six.phone.pk: bad}}, {"text": bad}, {"occasion": bad}):
            said: dict[str, Any] = {"text": TEXT, "occasion": OCCASION, **more}
            refused(
                "message-sensitive",
                lambda said=said: send_message(
                    actor=officer, to=six.all, purpose=INVITATION, key="invitation:9", **said
                ),
            )
        assert not Message.objects.exists()


def test_who_was_not_reached_goes_on_to_the_next_way(officer: Actor, six: Six) -> None:
    with acting(officer):
        message = send(officer, six.all)
        phone, letter, no = (Delivery.objects.get(person=each) for each in (six.phone, six.letter, six.refused))

        def say(delivery: Delivery, channel: str, kind: str, reason: str = "") -> None:
            note_what_became(actor=officer, delivery=delivery, kind=kind, channel=channel, reason=reason)

        say(phone, "telephone", "not_reached", "no_answer")
        assert state(message, six.phone) == ("prepared", "telephone")
        say(phone, "telephone", "not_reached", "no_answer")
        assert state(message, six.phone) == ("prepared", "paper")
        say(phone, "paper", "reached")
        # A correction is one row more.
        say(phone, "paper", "handed")
        assert state(message, six.phone) == ("handed", "paper")
        assert DeliveryStep.objects.filter(delivery=phone).count() == 7
        say(letter, "paper", "not_reached", "moved")
        assert state(message, six.letter) == ("not_reached", "paper")
        (missed,) = queries.lines(queries.to_tell(officer, message, show="missed"))
        assert (missed.step.delivery, missed.next) == (letter, None)
        say(no, "paper", "reached")
        counted = queries.message(officer, message.pk)
        assert (counted.people, counted.reached, counted.under_way, counted.not_yet) == (6, 1, 1, 4)
        waiting = queries.count_waiting(officer)
        assert (waiting.people, waiting.by_telephone, waiting.by_letter, waiting.out_of_ways) == (4, 1, 0, 1)
        refused("miss-without-reason", lambda: say(no, "paper", "not_reached"))
        refused("miss-without-reason", lambda: say(no, "paper", "not_reached", "because"))
        refused("not-found", lambda: say(no, "pigeon", "reached"))
        refused("not-found", lambda: say(no, "paper", "sent"))


def test_a_printed_list_is_keyed_in_whole_or_not_at_all(officer: Actor, six: Six) -> None:
    with acting(officer):
        message = send(officer, six.all)
        with override("en"):
            # An English page prints a Thai list all the same.
            villages = queries.printed_lines(officer, message, "paper")
        assert [(village, [line.step.delivery.number for line in lines]) for village, lines in villages] == [
            ("ม.1 บ้านต้นทาง", [5]),
            ("ม.2 บ้านปลายนา", [6]),
        ]
        refused(
            "number-not-on-list",
            lambda: note_results(actor=officer, message=message, channel="paper", numbers=[5, 7], kind="reached"),
        )
        assert state(message, six.letter) == ("prepared", "paper")
        assert note_results(actor=officer, message=message, channel="paper", numbers=[6, 5, 5], kind="reached") == 2
        assert queries.printed_lines(officer, message, "paper") == []
        note_printed(actor=officer, message=message, channel="telephone", people=2)
        assert Entry.objects.filter(verb="message.list-printed").get().facts == {"way": "telephone", "people": 2}


def test_the_list_is_gone_through_in_order_and_round(officer: Actor, six: Six) -> None:
    with acting(officer):
        message = send(officer, six.all)
        found = [queries.next_waiting(officer, message, "telephone", after=after) for after in (0, 3, 4)]
        assert [step.delivery.number for step in found if step] == [3, 4, 3]
        assert queries.next_waiting(officer, message, "screen") is None
        assert [(way, n) for way, _label, n in queries.waiting_ways(officer, message)] == [
            ("telephone", 2),
            ("paper", 2),
        ]


def test_what_is_newer_takes_the_older_one_off_the_lists(officer: Actor, six: Six) -> None:
    with acting(officer):
        message = send(officer, six.all)
        delivery = Delivery.objects.get(person=six.phone)
        note_what_became(actor=officer, delivery=delivery, kind="reached", channel="telephone")
        assert withdraw_messages(actor=officer, keys=["invitation:1", "invitation:2"]) == 5
        assert withdraw_messages(actor=officer, keys=["invitation:1"]) == 0
        assert [step.kind for step in queries.to_tell(officer, message)] == ["reached"]
        other = Delivery.objects.get(person=six.letter)
        refused(
            "message-withdrawn",
            lambda: note_what_became(actor=officer, delivery=other, kind="reached", channel="paper"),
        )


def test_nobody_is_called_about_yesterday(officer: Actor, six: Six) -> None:
    with acting(officer):
        send(officer, six.all, useful_until=timezone.now() - dt.timedelta(hours=1))
        assert queries.count_waiting(officer).people == 0
        send(officer, six.all, key="invitation:2", useful_until=timezone.now() + dt.timedelta(hours=1))
        assert queries.count_waiting(officer).people == 6


def test_a_resident_reads_what_is_theirs_and_nothing_else(
    officer: Actor, six: Six, actor_of: Callable[[Role], Actor], user_of: Callable[[Role], Any]
) -> None:
    resident = actor_of(Role.RESIDENT)
    with acting(officer):
        tie_account(actor=officer, person=six.letter, user=user_of(Role.RESIDENT))
        message = send(officer, six.all)
        assert [step.delivery.person for step in queries.unread_messages(resident)] == [six.letter]
        own, others = Delivery.objects.get(person=six.letter), Delivery.objects.get(person=six.phone)
        with pytest.raises(NotFound):
            note_read(actor=resident, delivery=others)
        for _ in range(2):
            note_read(actor=resident, delivery=own)
        assert state(message, six.letter) == ("reached", "screen")
        assert queries.unread_messages(resident).count() == 0
        assert queries.own_messages(resident).count() == 1


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.OFFICER, Role.PLANNER}])
def test_others_neither_read_nor_work_in_the_outbox(
    role: Role, officer: Actor, six: Six, actor_of: Callable[[Role], Actor]
) -> None:
    actor = actor_of(role)
    with acting(officer):
        message = send(officer, six.all)
        delivery = Delivery.objects.get(person=six.phone)
        assert not queries.messages(actor).exists()
        assert not queries.to_tell(actor).exists()
        assert queries.told(actor, [message.key]) == {}
        for attempt in (
            lambda: queries.count_waiting(actor),
            lambda: queries.delivery(actor, delivery.pk),
            lambda: queries.results_of(actor, delivery),
            lambda: note_what_became(actor=actor, delivery=delivery, kind="reached", channel="paper"),
            lambda: note_results(actor=actor, message=message, channel="paper", numbers=[], kind="reached"),
            lambda: note_printed(actor=actor, message=message, channel="paper", people=1),
        ):
            with pytest.raises(NotAllowed):
                attempt()
        if role != Role.LEADER:
            with pytest.raises(NotAllowed):
                send(actor, six.all, key="invitation:2")
        if role != Role.ADMINISTRATOR:
            with pytest.raises(NotAllowed):
                set_line_account(actor=actor, token="x" * 40)
            with pytest.raises(NotAllowed):
                link_line(actor=actor, person=six.letter, user_id=line_user(9), agreed_on=YESTERDAY)


def test_the_neighbour_sees_and_touches_none_of_it(
    officer: Actor, six: Six, neighbour_actor_of: Callable[[Role], Actor]
) -> None:
    with acting(officer):
        message = send(officer, six.all)
        link = LineLink.objects.filter(person=six.line).get()
    next_door = neighbour_actor_of(Role.OFFICER)
    with acting(next_door):
        assert not queries.messages(next_door).exists()
        assert not any(model.objects.exists() for model in (Message, Delivery, DeliveryStep, LineLink, LineAccount))
        with pytest.raises(NotFound):
            queries.message(next_door, message.pk)
        with pytest.raises(NotFound):
            queries.line_link(next_door, link.pk)
        # People of ours are nobody there: nothing is sent, and the same key is free.
        assert (
            send_message(
                actor=next_door, to=six.all, purpose=INVITATION, text=TEXT, occasion=OCCASION, key="invitation:1"
            )
            is None
        )
        assert withdraw_messages(actor=next_door, keys=["invitation:1"]) == 0


def test_a_line_link_is_a_row_with_a_day_and_a_sealed_id(officer: Actor, six: Six) -> None:
    with acting(officer):
        for bad in ("กมล", "U123", line_user(10).upper()):
            refused(
                "line-user-impossible",
                lambda bad=bad: link_line(actor=officer, person=six.letter, user_id=bad, agreed_on=YESTERDAY),
            )
        tomorrow = timezone.localdate() + dt.timedelta(days=1)
        refused(
            "consent-in-future",
            lambda: link_line(actor=officer, person=six.letter, user_id=line_user(7), agreed_on=tomorrow),
        )
        first = link_line(actor=officer, person=six.letter, user_id=line_user(7), agreed_on=YESTERDAY)
        again = link_line(actor=officer, person=six.letter, user_id=line_user(8), agreed_on=YESTERDAY)
        assert [link.pk for link in queries.line_links(officer, six.letter)] == [again.pk, first.pk]
        assert line_user(8).encode() not in bytes(again.user_sealed)
        assert line_user(8) not in again.user_hash
        end_line_link(actor=officer, link=again)
        assert ways(send(officer, [six.letter])) == {six.letter: "paper"}


def test_reading_a_page_of_people_costs_the_same_for_one_and_for_many(
    officer: Actor, six: Six, django_assert_max_num_queries: Any
) -> None:
    with acting(officer):
        few = send(officer, [six.phone])
        many = send(officer, six.all, key="invitation:2")
        for message in (few, many):
            with django_assert_max_num_queries(8):
                queries.lines(queries.to_tell(officer, message))
            with django_assert_max_num_queries(1):
                list(queries.messages(officer))
    with acting(officer):
        with django_assert_max_num_queries(32):
            other = send(officer, six.all, key="invitation:3")
        for numbers in ([1], [2, 3, 4, 5, 6]):
            with django_assert_max_num_queries(22):
                note_results(
                    actor=officer, message=other, channel="paper", numbers=numbers, kind="not_reached", reason="moved"
                )
