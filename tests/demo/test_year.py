"""The example year is one golden thread: with every step it is whole, without any one of them it is broken."""

from __future__ import annotations

import copy
import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction

from huangyai.cases.queries import cases
from huangyai.demo.story import STORIES
from huangyai.demo.year import STEPS, Step, Year, run_year
from huangyai.evaluation.queries import thread
from huangyai.kernel import Actor, BadInput, Refusal, Role, Words
from huangyai.ledger.queries import breaks_in_chain
from huangyai.playbook.queries import adoptions
from huangyai.walls.entry import acting

TODAY = dt.date(2026, 11, 22)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def cheap_passwords(settings: Any) -> None:
    """Thirty Argon2 passwords a year take their time by design; tests need not."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def test_the_thread_is_whole_and_leaving_out_any_step_breaks_it() -> None:
    """The steps before the one that is left out are the same for all: they are taken once, the rest is tried and undone."""
    year = Year(today=TODAY, seed=1, people=600, ride_seconds=0.05)
    produced: dict[str, Words] = {}
    unnoticed = []
    for at, step in enumerate(STEPS):
        if year.municipality is not None and _is_whole_after(copy.deepcopy(year), STEPS[at + 1 :]):
            unnoticed.append(step.key)
        produced |= run_year(year, steps=[step])
    assert unnoticed == []
    assert produced.keys() == {step.key for step in STEPS}
    assert not any(re.search("[ก-๛]", words.en) for words in produced.values())
    assert year.municipality is not None
    with acting(Actor.machine(year.municipality.pk, "test")):
        assert _missing_links(year) == []
        assert breaks_in_chain(year.municipality.pk) == []


def _is_whole_after(year: Year, steps: Sequence[Step]) -> bool:
    """Whether the thread is whole when only these steps are still taken; nothing of it stays."""
    assert year.municipality is not None
    with transaction.atomic():
        try:
            # Some steps refuse to go on without the ground under them; others go on, and the link is missing.
            with transaction.atomic():
                run_year(year, steps=steps)
        except (
            Refusal,
            BadInput,
            LookupError,
            ObjectDoesNotExist,
            AssertionError,
            AttributeError,
            TypeError,
            RuntimeError,
        ):
            whole = False
        else:
            with acting(Actor.machine(year.municipality.pk, "test")):
                whole = not _missing_links(year)
        transaction.set_rollback(True)
    return whole


def _missing_links(year: Year) -> list[str]:
    """Every link of the thread that is not there."""
    missing = [] if len(year.projects) == len(STORIES) else ["projects"]
    actor = year.act(Role.OFFICER)
    for key, project in year.projects.items():
        found = thread(actor, project)
        links = {
            "said": found.problems,
            "voted": found.voted or key == "work",
            "confirmed": found.confirmed,
            "planned": found.planned_baht,
            "allocated": found.allocated_baht or key != "care",
            "sessions": found.sessions,
            "spent": found.spent_baht,
            "came": found.came,
            "fetched": found.fetched or key != "care",
            "visits": found.visits or key != "care",
            "changed": [line for line in found.indicators if line.change],
            "printed": found.figures,
        }
        missing += [f"{key}: {name}" for name, there in links.items() if not there]
    worker = year.act(Role.CASE_WORKER)
    with acting(worker):
        if not cases(worker).filter(closure__outcome="safe").exists():
            missing.append("a case closed as safe")
    if year.report is None or not year.report.pdf:
        missing.append("the report")
    if year.model is None:
        missing.append("the model")
    if year.neighbour is None:
        missing.append("the adoption")
    else:
        with acting(year.neighbour_cast.act(Role.PLANNER)):
            if not adoptions(year.neighbour_cast.act(Role.PLANNER)):
                missing.append("the adoption")
    return missing
