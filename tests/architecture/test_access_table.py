"""Every address × everybody: who is let in where. The answers stand in a table that people review.

A wrong or new answer fails; look at it, and if it is meant, write the table anew:
``HUANGYAI_REWRITE_ACCESS_TABLE=1 python -m pytest tests/architecture/test_access_table.py``
"""

from __future__ import annotations

import csv
import datetime as dt
import functools
import io
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.template.backends.django import Template
from django.test import Client
from tests.activities.conftest import announce_project, hold_session
from tests.conftest import sign_in
from tests.journeys.addresses import every_address

from huangyai.accounts.models import User
from huangyai.accounts.queries import memberships_of
from huangyai.doors import middleware
from huangyai.kernel import Actor, Role
from huangyai.places.models import Municipality

TABLE = Path(__file__).parents[2] / "docs" / "security" / "access-table.csv"
VISITOR, NO_CODE = "visitor", "case_worker without second step"
# What a shape of address is filled with where no row is named.
WORDS = {"form": "p02", "file_type": "xlsx", "car_form": "log"}
# Nobody has this; an address that names it answers 404 to those who may ask.
NOTHING = "00000000-0000-7000-8000-000000000000"
NEIGHBOUR = "neighbour's "


@pytest.fixture
def examples(
    municipality: Municipality, actor_of: Callable[[Role], Actor], user_of: Callable[[Role], User]
) -> dict[str, str]:
    """One of everything that is cheap to make, by the real actions; each belongs to the one account of its role."""
    from huangyai.assembly.actions import call_assembly, raise_problem
    from huangyai.cases.actions import open_case_from_signal
    from huangyai.evaluation.actions import IndicatorFacts, set_indicator
    from huangyai.people.models import Person
    from huangyai.places.models import Village
    from huangyai.transport.actions import add_vehicle, plan_rides
    from huangyai.transport.models import Stop
    from huangyai.volunteers.actions import welcome_volunteer
    from huangyai.walls.entry import acting
    from huangyai.watch.actions import arrange_round, send_signal

    officer, public = actor_of(Role.OFFICER), Actor.public(municipality.pk)
    project = announce_project(officer, actor_of(Role.PLANNER), actor_of(Role.LEADER))
    held = hold_session(officer, project)
    with acting(officer):
        people = list(Person.objects.order_by("sort_key"))
        called = call_assembly(
            actor=officer, title="ประชาคม", starts_at=dt.datetime(2026, 1, 12, 9, tzinfo=dt.UTC), venue="ศาลา"
        )
        problem = raise_problem(
            actor=officer, assembly=called, sentence="ไม่มีใครพาไปหาหมอ", category="elderly", voices=4
        )
        car = add_vehicle(actor=officer, name="รถตู้", seats=8, wheelchair_places=1, driver=user_of(Role.DRIVER))
        rides = plan_rides(actor=officer, session=held.session, seconds=0.05)
        volunteer = welcome_volunteer(
            actor=officer, user=user_of(Role.VOLUNTEER), village=Village.objects.get(number=1)
        )
        visits = arrange_round(actor=officer, volunteer=volunteer, day=dt.date(2026, 11, 2), people=people)
        taken, waiting = (
            send_signal(actor=public, kind="other", urgency="urgent", words="มีคนเดือดร้อน").signal for _ in range(2)
        )
        case = open_case_from_signal(actor=actor_of(Role.CASE_WORKER), signal=taken)
        indicator = set_indicator(
            actor=officer,
            project=project,
            facts=IndicatorFacts(name="ไปตามนัด", unit="ร้อยละ", method="สมุดนัด", dimension="society"),
        )
        rows: dict[str, Any] = {
            "activity_id": held.activity,
            "assembly_id": called,
            "case_id": case,
            "criterion_id": project.target_list.criterion,
            "household_id": people[0].household,
            "indicator_id": indicator,
            "list_id": project.target_list,
            "meeting_id": project.target_list.meetings.get(),
            "person_id": people[0],
            "plan_id": project.plan,
            "planned_id": visits.planned.first(),
            "problem_id": problem,
            "project_id": project,
            "round_id": visits,
            "route_id": rides.routes.get(),
            "session_id": held.session,
            "signal_id": waiting,
            "stop_id": Stop.objects.filter(kind="fetch").first(),
            "vehicle_id": car,
            "volunteer_id": volunteer,
            "transport:plan_id": rides,
        }
    return WORDS | {name: str(row.pk) for name, row in rows.items()} | {"slug": municipality.slug}


def test_who_is_let_in_where(
    examples: dict[str, str],
    neighbour: Municipality,
    user_of: Callable[[Role], User],
    neighbour_user_of: Callable[[Role], User],
    monkeypatch: pytest.MonkeyPatch,
    settings: Any,
) -> None:
    # Who is let in is decided before anything is laid out; the pages themselves are walked elsewhere.
    monkeypatch.setattr(Template, "render", lambda *_, **__: "")
    # Nobody's sign-in runs out meanwhile, or is looked up four thousand times.
    settings.SESSION_SAVE_EVERY_REQUEST = False
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.cache"
    monkeypatch.setattr(middleware, "memberships_of", functools.cache(memberships_of))
    visitors = {VISITOR: Client(), **{role.value: sign_in(user_of(role)) for role in Role}}
    visitors[NO_CODE] = sign_in(user_of(Role.CASE_WORKER), second_factor=False)
    visitors |= {NEIGHBOUR + role.value: sign_in(neighbour_user_of(role)) for role in Role}
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow(["address", "page", *visitors])
    for pattern, page, address in sorted(_addresses(examples)):
        answers: dict[str, int | str] = {}
        for who, browser in visitors.items():
            answers[who] = browser.get(address).status_code if _is_asked(who, pattern, answers) else ""
        table.writerow([pattern, page, *answers.values()])
    if os.environ.get("HUANGYAI_REWRITE_ACCESS_TABLE"):
        TABLE.write_text(written.getvalue(), encoding="utf-8")
    assert written.getvalue().splitlines() == TABLE.read_text(encoding="utf-8").splitlines()


def _is_asked(who: str, pattern: str, at_home: dict[str, int | str]) -> bool:
    """A neighbour is asked where a row is named and their role is let in at home, and the resident always; elsewhere
    they only meet their own pages. A public page is one page.
    """
    if pattern.startswith("/m/"):
        return who in {VISITOR, Role.OFFICER, NEIGHBOUR + Role.OFFICER}
    if not who.startswith(NEIGHBOUR):
        return True
    role = who.removeprefix(NEIGHBOUR)
    return "uuid:" in pattern and (at_home[role] != 403 or role == Role.RESIDENT)


def _addresses(examples: dict[str, str]) -> list[tuple[str, str, str]]:
    found = []
    for one in every_address():
        address, room = "/" + one.pattern, one.name.split(":")[0]
        for shape in re.findall(r"<[^>]+>", address):
            key = shape.strip("<>").split(":")[-1]
            address = address.replace(shape, examples.get(f"{room}:{key}") or examples.get(key) or NOTHING)
        found.append(("/" + one.pattern, one.name, address))
    return found


def test_the_table_says_what_the_house_promises() -> None:
    """Rules that hold whatever the table says, so that a careless rewriting can't pass."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        page = row["page"]
        answers = {who: int(answer) for who, answer in row.items() if answer.isdecimal()}
        assert not any(answer >= 500 for answer in answers.values()), page
        if row["address"].startswith("/m/"):
            # A public page is the same page for everybody.
            assert len(set(answers.values())) == 1, page
        elif ":" in page and not page.startswith(("design:", "web:front")):
            assert answers[VISITOR] == 302, page
            assert answers[NO_CODE] == 302, page
        if "uuid:" in row["address"] and not row["address"].startswith("/m/"):
            # Nothing of ours opens for the neighbour, whatever they are at home.
            assert all(a in {403, 404, 405} for who, a in answers.items() if who.startswith(NEIGHBOUR)), page
        if page.startswith("cases:"):
            others = {who: a for who, a in answers.items() if who in set(Role) - {Role.CASE_WORKER}}
            assert set(others.values()) == {403}, page
        if page.split(":")[0] in {"people", "evaluation", "targets"} and not row["address"].startswith("/m/"):
            # A resident opens what is said of themselves, which nobody else does; and no page of anybody else.
            own = page.startswith("targets:own_")
            nobody = set(answers) - {VISITOR, NO_CODE, "resident", "neighbour's resident"} if own else {"resident"}
            assert {answers[who] for who in {"volunteer", "driver", *nobody}} <= {403, 404}, page
