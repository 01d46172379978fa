"""Two who do the same at the same moment: nobody is told twice, every delivery has one state."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connections
from tests.outbox.conftest import OCCASION, TEXT, Six

from huangyai.kernel import Actor
from huangyai.outbox.actions import note_what_became, send_message
from huangyai.outbox.models import Delivery, DeliveryStep, Message
from huangyai.walls.entry import acting


def together(work: Any, times: int = 4) -> None:
    def one(_at: int) -> None:
        try:
            work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(times) as pool:
        list(pool.map(one, range(times)))


def test_the_same_said_and_keyed_in_at_once(committed_rows: None, officer: Actor, six: Six) -> None:
    def send() -> None:
        with acting(officer):
            send_message(
                actor=officer, to=six.all, purpose="invitation", text=TEXT, occasion=OCCASION, key="invitation:1"
            )

    together(send)
    with acting(officer):
        assert Message.objects.count() == 1
        assert sorted(Delivery.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]
        delivery = Delivery.objects.get(person=six.phone)

    def no_answer() -> None:
        with acting(officer):
            note_what_became(
                actor=officer, delivery=delivery, kind="not_reached", channel="telephone", reason="no_answer"
            )

    together(no_answer, 2)
    with acting(officer):
        now = DeliveryStep.objects.get(delivery=delivery, ended_at__isnull=True)
        # Rung up twice in vain: the letter is next, once.
        assert (now.kind, now.channel) == ("prepared", "paper")
        assert DeliveryStep.objects.filter(delivery=delivery, channel="paper").count() == 1
