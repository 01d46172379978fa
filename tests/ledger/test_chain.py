"""The record: complete, in order, and nobody can change it unseen."""

from __future__ import annotations

import contextlib
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction

from huangyai.kernel import Actor
from huangyai.ledger.actions import record, record_look
from huangyai.ledger.models import ChainHead, Entry
from huangyai.ledger.queries import breaks_in_chain
from huangyai.places.models import Municipality
from huangyai.walls.entry import acting

Owner = Callable[..., AbstractContextManager[psycopg.Connection[tuple[Any, ...]]]]


@contextlib.contextmanager
def by_force(owner_connection: Owner, actor: Actor) -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
    """The owner of the table with its trigger switched off: what only somebody who means it can do."""
    with owner_connection(actor.municipality_id) as owner:
        owner.execute("ALTER TABLE ledger_entry DISABLE TRIGGER USER")
        yield owner
        owner.execute("ALTER TABLE ledger_entry ENABLE TRIGGER USER")


@pytest.fixture
def chain(committed_rows: None) -> Actor:
    """Somebody in a municipality whose chain has six committed entries."""
    actor = Actor.machine(uuid.uuid4(), "test")
    with acting(actor):
        for number in range(6):
            record(actor=actor, verb="tree.planted", kind="tree", subject_id=uuid.uuid4(), number=number)
    return actor


def _breaks(actor: Actor) -> list[int]:
    with acting(actor):
        return [found.position for found in breaks_in_chain(actor.municipality_id)]


def test_a_chain_that_nobody_touched_is_whole(chain: Actor) -> None:
    assert _breaks(chain) == []
    with acting(chain):
        assert list(Entry.objects.order_by("position").values_list("position", flat=True)) == [1, 2, 3, 4, 5, 6]


def test_every_municipality_has_a_chain_of_its_own(municipality: Municipality, neighbour: Municipality) -> None:
    for here in (municipality, neighbour):
        with acting(Actor.machine(here.pk, "test")):
            assert Entry.objects.get().position == 1


def test_what_is_recorded_says_who_what_and_from_where(municipality: Municipality) -> None:
    actor = Actor(municipality_id=municipality.pk, user_id=uuid.uuid4(), origin="web")
    with acting(actor):
        entry = record_look(actor=actor, subject=municipality, reason="asked by the mayor")
        assert (entry.verb, entry.subject_kind, entry.subject_id) == (
            "looked-at",
            "places.municipality",
            municipality.pk,
        )
        assert (entry.account_id, entry.origin, entry.facts) == (actor.user_id, "web", {"reason": "asked by the mayor"})


def _plant_and_fail(actor: Actor) -> None:
    with acting(actor):
        record(actor=actor, verb="tree.planted", kind="tree")
        raise RuntimeError


def test_an_action_that_fails_leaves_no_entry(machine: Actor) -> None:
    with acting(machine):
        before = Entry.objects.count()
    with pytest.raises(RuntimeError):
        _plant_and_fail(machine)
    with acting(machine):
        assert Entry.objects.count() == before
        record(actor=machine, verb="tree.planted", kind="tree")
    assert _breaks(machine) == []


@pytest.mark.parametrize(
    "statement", ["UPDATE ledger_entry SET verb = 'x'", "DELETE FROM ledger_entry", "TRUNCATE ledger_entry"]
)
def test_neither_the_working_role_nor_the_owner_can_change_an_entry(
    chain: Actor, owner_connection: Owner, statement: str
) -> None:
    with (
        acting(chain),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    with (
        owner_connection(chain.municipality_id) as owner,
        pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"),
    ):
        owner.execute(statement)
    assert _breaks(chain) == []


def test_the_working_role_cannot_take_the_chains_end_away(machine: Actor) -> None:
    with acting(machine), pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        ChainHead.objects.all().delete()


@pytest.mark.parametrize(
    ("tampering", "seen_at"),
    [
        ("UPDATE ledger_entry SET verb = 'tree.felled' WHERE position = 3", [3]),
        ("UPDATE ledger_entry SET facts = '{\"number\": 9}' WHERE position = 1", [1]),
        ("UPDATE ledger_entry SET at = at - interval '1 day' WHERE position = 6", [6]),
        ("UPDATE ledger_entry SET account_id = gen_random_uuid() WHERE position = 2", [2]),
        ("DELETE FROM ledger_entry WHERE position = 4", [5]),
        ("DELETE FROM ledger_entry WHERE position = 1", [2]),
        ("DELETE FROM ledger_entry WHERE position >= 5", [5]),
        ("DELETE FROM ledger_entry", [1]),
        ("UPDATE ledger_chainhead SET position = 5, digest = ''", [7]),
    ],
)
def test_whoever_opens_the_table_by_force_is_seen(
    chain: Actor, owner_connection: Owner, tampering: str, seen_at: list[int]
) -> None:
    with by_force(owner_connection, chain) as owner:
        assert owner.execute(tampering).rowcount > 0
    assert _breaks(chain) == seen_at


def test_an_entry_put_in_by_force_is_seen(chain: Actor, owner_connection: Owner) -> None:
    with by_force(owner_connection, chain) as owner:
        owner.execute(
            "INSERT INTO ledger_entry (id, made_at, municipality_id, position, at, account_id, origin, verb, subject_kind, "
            "subject_id, facts, previous, digest) SELECT gen_random_uuid(), made_at, municipality_id, 7, at, account_id, origin, "
            "verb, subject_kind, subject_id, facts, digest, repeat('0', 64) FROM ledger_entry WHERE position = 6"
        )
    assert _breaks(chain) == [7, 8]


def test_two_entries_that_changed_places_are_seen(chain: Actor, owner_connection: Owner) -> None:
    with by_force(owner_connection, chain) as owner:
        owner.execute("UPDATE ledger_entry SET position = 70 WHERE position = 2")
        owner.execute("UPDATE ledger_entry SET position = 2 WHERE position = 3")
        owner.execute("UPDATE ledger_entry SET position = 3 WHERE position = 70")
    assert set(_breaks(chain)) >= {2, 3}
