"""A case about somebody, its owner, a supervisor, and a colleague it is referred to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from tests.activities.conftest import enter_people

from huangyai.kernel import Actor, Role

SAID = "ผู้สูงอายุอยู่คนเดียว ไม่มีข้าวกินมาสองวัน"


@dataclass
class Opened:
    """What the tests talk about."""

    person: Any
    signal: Any
    case: Any
    owner: Actor
    supervisor: Any
    referred: Any
    stranger: Any


@pytest.fixture
def opened(officer: Actor, actor_of: Callable[[Role], Actor]) -> Opened:
    """A volunteer's signal about somebody, taken up as a case and shared."""
    from huangyai.cases.actions import open_case_from_signal, share_case
    from huangyai.walls.entry import acting
    from huangyai.watch.actions import send_signal

    owner, volunteer = actor_of(Role.CASE_WORKER), actor_of(Role.VOLUNTEER)
    supervisor, referred, stranger = (case_worker(officer, name) for name in ("supervisor", "referred", "stranger"))
    with acting(officer):
        person = enter_people(officer)[0]
        signal = send_signal(actor=volunteer, kind="neglect", urgency="urgent", words=SAID, about=person).signal
        case = open_case_from_signal(actor=owner, signal=signal)
        share_case(actor=owner, case=case, user=supervisor, part="supervisor")
        share_case(actor=owner, case=case, user=referred, part="referred")
    return Opened(person, signal, case, owner, supervisor, referred, stranger)


def case_worker(officer: Actor, name: str) -> Any:
    """One more case worker of the municipality."""
    from huangyai.accounts.actions import open_account
    from huangyai.walls.entry import acting

    machine = Actor.machine(officer.municipality_id, "test")
    with acting(machine):
        return open_account(
            actor=machine,
            username=f"{name}.worker",
            display_name=f"case worker {name}",
            password="long enough for a test",
            roles=(Role.CASE_WORKER,),
        )


def as_worker(user: Any, officer: Actor, *, second_factor: bool = True) -> Actor:
    """This account acting as a case worker."""
    return Actor(
        municipality_id=officer.municipality_id,
        user_id=user.pk,
        roles=frozenset({Role.CASE_WORKER}),
        second_factor=second_factor,
        origin="test",
    )
