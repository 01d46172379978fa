"""Sealed text opens only where it was sealed, for what it was sealed for."""

from __future__ import annotations

import os
from typing import Any

import pytest
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap
from hypothesis import HealthCheck, given
from hypothesis import settings as patience
from hypothesis import strategies as st

from huangyai.kernel import Actor, Refusal
from huangyai.places.models import Municipality
from huangyai.vault import sealing
from huangyai.vault.models import DataKey
from huangyai.vault.sealing import keyed_hash, rewrap, seal, unseal
from huangyai.walls.entry import acting


@pytest.fixture(autouse=True)
def _no_key_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test reads its keys from the table, as a process that has just begun."""
    monkeypatch.setattr(sealing, "_opened", {})


@patience(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(text=st.text(st.characters(exclude_categories=["Cs"])))
def test_what_was_sealed_opens_to_the_same_text(machine: Actor, text: str) -> None:
    with acting(machine):
        sealed = seal(machine.municipality_id, text, purpose="note")
        assert unseal(machine.municipality_id, sealed, purpose="note") == text
        assert unseal(machine.municipality_id, memoryview(sealed), purpose="note") == text


def test_the_text_is_not_in_what_is_stored_and_two_seals_never_look_alike(machine: Actor) -> None:
    with acting(machine):
        first, second = (seal(machine.municipality_id, "เขาถูกทำร้าย", purpose="note") for _ in range(2))
    assert "เขาถูกทำร้าย".encode() not in first
    assert first != second


def test_it_does_not_open_for_another_purpose(machine: Actor) -> None:
    with acting(machine):
        sealed = seal(machine.municipality_id, "text", purpose="case.narrative")
        with pytest.raises(Refusal, match="sealed-text-damaged"):
            unseal(machine.municipality_id, sealed, purpose="case.person")


def test_it_does_not_open_in_the_neighbouring_municipality(machine: Actor, neighbour: Municipality) -> None:
    with acting(machine):
        sealed = seal(machine.municipality_id, "text", purpose="note")
    with acting(Actor.machine(neighbour.pk, "test")), pytest.raises(Refusal, match="sealed-text-damaged"):
        unseal(neighbour.pk, sealed, purpose="note")


def test_the_neighbours_key_cannot_even_be_read(machine: Actor, neighbour: Municipality) -> None:
    with acting(machine):
        assert {key.municipality_id for key in DataKey.objects.all()} == {machine.municipality_id}


@pytest.mark.parametrize("place", [0, 5, 20, -1])
def test_one_changed_byte_and_it_does_not_open(machine: Actor, place: int) -> None:
    with acting(machine):
        sealed = bytearray(seal(machine.municipality_id, "text of some length", purpose="note"))
        sealed[place] ^= 1
        with pytest.raises(Refusal):
            unseal(machine.municipality_id, bytes(sealed), purpose="note")


@pytest.mark.parametrize("stump", [b"", b"\x01", b"\x01\x00\x01", b"\x01\x00\x01" + b"x" * 12])
def test_what_is_no_sealed_text_is_refused_with_a_sentence(machine: Actor, stump: bytes) -> None:
    with acting(machine), pytest.raises(Refusal):
        unseal(machine.municipality_id, stump, purpose="note")


def test_equal_texts_meet_by_their_hash_only_in_one_municipality_and_for_one_purpose(
    machine: Actor, neighbour: Municipality
) -> None:
    with acting(machine):
        here = keyed_hash(machine.municipality_id, "9000000000012", purpose="national-id")
        assert here == keyed_hash(machine.municipality_id, "9000000000012", purpose="national-id")
        assert here != keyed_hash(machine.municipality_id, "9000000000021", purpose="national-id")
        assert here != keyed_hash(machine.municipality_id, "9000000000012", purpose="case")
    with acting(Actor.machine(neighbour.pk, "test")):
        assert here != keyed_hash(neighbour.pk, "9000000000012", purpose="national-id")


def test_a_new_master_key_opens_what_the_old_one_sealed_and_the_old_one_no_longer_does(
    machine: Actor, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = settings.MASTER_KEY, os.urandom(32)
    with acting(machine):
        sealed = seal(machine.municipality_id, "text", purpose="note")
        hashed = keyed_hash(machine.municipality_id, "text", purpose="note")
        rewrap(old, new, DataKey.objects.get())
        with pytest.raises(InvalidUnwrap):
            rewrap(old, new, DataKey.objects.get())
        monkeypatch.setattr(sealing, "_opened", {})
        with pytest.raises(Refusal, match="master-key-differs"):
            unseal(machine.municipality_id, sealed, purpose="note")
        settings.MASTER_KEY = new
        assert unseal(machine.municipality_id, sealed, purpose="note") == "text"
        assert keyed_hash(machine.municipality_id, "text", purpose="note") == hashed
