"""How many may come in at a door where nobody says who they are."""

from __future__ import annotations

import datetime as dt
import threading
from typing import cast

from django.db import connection, transaction
from django.test import RequestFactory
from django.utils import timezone
from tests.conftest import found

from huangyai.doors.limits import admit_visitor, forget_visitors
from huangyai.doors.models import VisitorCount
from huangyai.doors.request import RoomRequest
from huangyai.kernel import Actor
from huangyai.places.models import Municipality
from huangyai.walls.entry import acting


def _from(address: str, municipality: Municipality) -> RoomRequest:
    request = cast("RoomRequest", RequestFactory().post("/", REMOTE_ADDR=address))
    request.actor = Actor.public(municipality.pk)
    return request


def test_one_address_fills_its_own_measure_and_nobody_elses(municipality: Municipality) -> None:
    crowd, other = _from("203.0.113.1", municipality), _from("203.0.113.2", municipality)
    with acting(crowd.actor):
        let_in = [admit_visitor(crowd, door="bell", each=3, together=5) for _ in range(20)]
        assert let_in == [True] * 3 + [False] * 17
        assert [admit_visitor(other, door="bell", each=3, together=5) for _ in range(3)] == [True, True, False]


def test_doors_and_municipalities_count_apart(municipality: Municipality, neighbour: Municipality) -> None:
    here, there = _from("203.0.113.1", municipality), _from("203.0.113.1", neighbour)
    with acting(here.actor):
        assert admit_visitor(here, door="bell", each=1, together=1)
        assert not admit_visitor(here, door="bell", each=1, together=1)
        assert admit_visitor(here, door="gate", each=1, together=1)
    with acting(there.actor):
        assert admit_visitor(there, door="bell", each=1, together=1)


def test_what_is_counted_tells_no_address(municipality: Municipality) -> None:
    with acting(Actor.public(municipality.pk)):
        admit_visitor(_from("203.0.113.77", municipality), door="bell", each=1, together=1)
        rows = list(VisitorCount.objects.values_list("visitor", "made_at", "ends_at"))
    assert len(rows) == 2
    assert "203.0.113.77" not in str(rows)
    # Not even when somebody came is told: only which hour it was.
    assert all(made_at == ends_at for _, made_at, ends_at in rows)


def test_what_is_counted_is_in_no_log_and_gone_after_the_hour(municipality: Municipality) -> None:
    with acting(Actor.public(municipality.pk)), connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE relname = 'doors_visitorcount'")
        assert cursor.fetchone() == ("u",)
        admit_visitor(_from("203.0.113.77", municipality), door="bell", each=1, together=1)
        assert forget_visitors() == 0
        VisitorCount.objects.update(ends_at=timezone.now() - dt.timedelta(seconds=1))
        assert admit_visitor(_from("203.0.113.77", municipality), door="bell", each=1, together=1)
        assert VisitorCount.objects.count() == 2


def test_several_processes_count_together(committed_rows: None) -> None:
    there = found("khao-lom", "เทศบาลตำบลเขาล้อม", "Khao Lom")
    let_in: list[bool] = []

    def visit() -> None:
        with transaction.atomic(), acting(Actor.public(there.pk)):
            let_in.append(admit_visitor(_from("203.0.113.1", there), door="bell", each=3, together=9))
        connection.close()

    visitors = [threading.Thread(target=visit) for _ in range(8)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    assert sorted(let_in) == [False] * 5 + [True] * 3
