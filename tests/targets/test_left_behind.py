"""Nobody is left behind: whoever is planted as forgotten is found, and every step is written down."""

from __future__ import annotations

import csv
import dataclasses
import io
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from tests.targets.conftest import person_called

from huangyai.demo.registers import REGISTER_KINDS, VILLAGES, SubDistrict, generate
from huangyai.demo.registers.forgotten import forgotten_people
from huangyai.kernel import Actor, NotAllowed, Refusal, Role
from huangyai.ledger.models import Entry
from huangyai.places.actions import VillageFacts, found_municipality
from huangyai.targets import queries
from huangyai.targets.actions import bring_register, note_left_behind, take_to_meeting
from huangyai.targets.models import Candidate, JointMeeting, LeftBehindStep, Register, RegisterRow
from huangyai.targets.queries.left_behind import forgotten_lines, forgotten_map, left_behind
from huangyai.targets.rules.criteria import PersonFacts
from huangyai.targets.rules.left_behind import RISKS, RULES, Reach, rule_called
from huangyai.walls.entry import acting


def named(facts: PersonFacts, reach: Reach | None = None) -> set[str]:
    return {rule.key for rule in RULES if rule.finds(facts, reach or Reach())}


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"age": 60}, "old-without-allowance"),
        ({"age": 10}, "child-out-of-school"),
        ({"age": 30, "wheelchair": True}, "disabled-unregistered"),
        ({"age": 30, "adl": 11}, "disabled-unregistered"),
        ({"age": 70, "adl": 11, "registers": frozenset({"welfare", "elderly"})}, "card-housebound-unvisited"),
        ({"age": 70, "adl": 4, "days_since_visit": 90}, "bedridden-unvisited"),
        ({"age": 70, "lives_alone": True}, "old-alone-unvisited"),
        ({"age": 40, "only_old_and_young": True}, "old-and-young-alone"),
        ({"age": 40, "registers": frozenset({"civil"})}, "nowhere"),
    ],
)
def test_each_rule_names_whom_it_means(facts: dict[str, Any], rule: str) -> None:
    assert rule in named(PersonFacts(**facts))


@pytest.mark.parametrize(
    ("facts", "rule"),
    [
        ({"age": 59}, "old-without-allowance"),
        ({"age": 60, "registers": frozenset({"elderly"})}, "old-without-allowance"),
        ({"age": 15}, "child-out-of-school"),
        ({"age": 5}, "child-out-of-school"),
        ({"age": 30, "wheelchair": True, "registers": frozenset({"disability"})}, "disabled-unregistered"),
        (
            {"age": 70, "adl": 11, "registers": frozenset({"welfare"}), "days_since_visit": 300},
            "card-housebound-unvisited",
        ),
        ({"age": 70, "adl": 4, "days_since_visit": 89}, "bedridden-unvisited"),
        ({"age": 70, "lives_alone": True, "days_since_visit": 700}, "old-alone-unvisited"),
    ],
)
def test_whoever_was_reached_is_not_named(facts: dict[str, Any], rule: str) -> None:
    assert rule not in named(PersonFacts(**facts))


@given(st.booleans(), st.booleans(), st.booleans())
def test_a_list_a_visit_or_an_office_takes_a_house_off_the_list(reached: bool, known: bool, eldest: bool) -> None:
    facts = PersonFacts(age=40, registers=frozenset({"civil"}), only_old_and_young=True)
    found = named(facts, Reach(house_reached=reached, house_known=known, eldest=eldest))
    # One name stands for the whole house.
    assert ("nowhere" in found) == (eldest and not known and not reached)
    assert ("old-and-young-alone" in found) == (not reached)


def test_every_rule_is_a_sentence_with_a_next_step() -> None:
    assert len({rule.key for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert rule.words.th
        assert rule.words.en
        assert rule.next_step.th
        assert rule.risk in {"red", "gold", "green"}
    with pytest.raises(Refusal, match="no-such-rule"):
        rule_called("gossip")


@pytest.fixture
def village_life(db: None) -> SubDistrict:
    """A small sub-district without mistakes in its lists, so that who is forgotten is known."""
    return generate(400, seed=7, mess=0)


@dataclass(frozen=True, slots=True)
class Example:
    """The machine that stands there, and who each made-up person is in the register."""

    machine: Actor
    people: dict[str, uuid.UUID]


@pytest.fixture
def example(village_life: SubDistrict) -> Example:
    """The example's municipality with every list brought in and every row given to the person that it is."""
    municipality = found_municipality(
        slug="tuayang",
        name_th="ตัวอย่าง",
        name_en="Example",
        province_th="จันทบุรี",
        villages=[VillageFacts(v.code, v.moo, v.name, v.latitude, v.longitude) for v in VILLAGES],
    )
    machine = Actor.machine(municipality.pk, "test")
    with acting(machine):
        people: dict[str, uuid.UUID] = {}
        for register in village_life.registers:
            kind = REGISTER_KINDS[register.kind]
            text = io.StringIO(newline="")
            csv.writer(text).writerows([list(kind.columns), *(row.cells for row in register.rows)])
            brought = bring_register(
                actor=machine,
                kind=kind.name,
                file_name=kind.file_name,
                content=text.getvalue().encode(),
                columns=kind.columns,
            )
            rows = list(RegisterRow.objects.filter(register=brought.register).order_by("row"))
            if kind.name == "civil":
                people = {
                    truth.person_id: row.person_id
                    for truth, row in zip(register.rows, rows, strict=True)
                    if row.person_id
                }
                continue
            for truth, row in zip(register.rows, rows, strict=True):
                if truth.person_id in people:
                    row.person_id = people[truth.person_id]
            RegisterRow.objects.bulk_update(rows, ["person"])
    return Example(machine, people)


def test_all_who_were_planted_as_forgotten_are_found(example: Example, village_life: SubDistrict) -> None:
    planted = forgotten_people(village_life, timezone.localdate())
    assert {rule for rules in planted.values() for rule in rules} >= {
        "old-without-allowance",
        "child-out-of-school",
        "old-alone-unvisited",
    }
    with acting(example.machine):
        people = example.people
        found = {one.person_id: {rule.key for rule in one.rules} for one in left_behind(example.machine).people}
        missed = {
            person: rules - found.get(people[person], set())
            for person, rules in planted.items()
            if person in people and not rules <= found.get(people[person], set())
        }
        assert missed == {}


def test_the_list_asks_the_same_number_of_questions_for_any_number_of_people(
    example: Example, django_assert_max_num_queries: Any
) -> None:
    with acting(example.machine):
        queries.facts_of_everyone()
        with django_assert_max_num_queries(7):
            work = left_behind(example.machine)
        assert len(work.people) > 100
        assert sum(one.people for one in work.by_village) == len(work.people)
        assert len(forgotten_map(work.by_village)["features"]) == len(VILLAGES)
        # The most pressing first; of those, whoever is on the list for most reasons.
        order = [(RISKS.index(one.risk), -len(one.rules)) for one in work.people]
        assert order == sorted(order)
        pressing = work.under(risk="red")
        assert pressing
        assert pressing == work.people[: len(pressing)]
        shown = forgotten_lines(example.machine, pressing[:25])
        assert all(line.known and line.rules for line in shown)
        leader = dataclasses.replace(example.machine, system=False, roles=frozenset({Role.LEADER}))
        assert not any(line.known for line in forgotten_lines(leader, pressing[:25]))


def test_a_step_takes_somebody_off_the_list_for_that_reason(officer: Actor, meeting: JointMeeting) -> None:
    with acting(officer):
        who = person_called("มะลิ")
        before = {rule.key for one in left_behind(officer).people if one.person_id == who.pk for rule in one.rules}
        assert "child-out-of-school" in before
        with pytest.raises(Refusal, match="reason-missing"):
            note_left_behind(actor=officer, person=who, rule="child-out-of-school", kind="as_it_is")
        note_left_behind(
            actor=officer, person=who, rule="child-out-of-school", kind="as_it_is", note="เรียนที่จังหวัดระยอง มีใบรับรอง"
        )
        after = {rule.key for one in left_behind(officer).people if one.person_id == who.pk for rule in one.rules}
        assert after == before - {"child-out-of-school"}
        taken = take_to_meeting(
            actor=officer, person=person_called("วิเชียร"), rule="nowhere", target_list=meeting.target_list
        )
        assert taken.kind == "meeting"
        name = Candidate.objects.get(person=person_called("วิเชียร"))
        assert name.reasons[0]["th"] == rule_called("nowhere").words.th
        assert not [one for one in left_behind(officer).people if one.person_id == name.person_id]


def test_who_may_see_and_do_what(officer: Actor, civil: Register, actor_of: Callable[[Role], Actor]) -> None:
    with acting(officer):
        who = person_called("มะลิ")
        for role in (Role.PARTNER, Role.VOLUNTEER, Role.DRIVER, Role.RESIDENT):
            with pytest.raises(NotAllowed):
                left_behind(actor_of(role))
        for role in (Role.LEADER, Role.CASE_WORKER, Role.PARTNER):
            with pytest.raises(NotAllowed):
                note_left_behind(actor=actor_of(role), person=who, rule="nowhere", kind="as_it_is", note="รู้แล้ว")


def test_the_work_list_from_the_map_to_the_step(
    officer: Actor, meeting: JointMeeting, browser_of: Callable[..., Client]
) -> None:
    browser, address = browser_of(Role.OFFICER), reverse("web:left_behind")
    with acting(officer):
        who = person_called("มะลิ")
    page = browser.get(address + "?rule=child-out-of-school&village=22010801")
    assert "ด.ญ.มะลิ ทองดี" in page.text
    assert "ด.ญ.มะลิ ทองดี" not in browser.get(address + "?village=22010802").text
    step = reverse("web:left_behind_step", args=[who.pk])
    assert browser.get(step).status_code == 200
    assert browser.post(step, {"rule": "child-out-of-school", "kind": "visit"}).status_code == 422
    assert browser.post(step, {"rule": "gossip", "kind": "as_it_is", "note": "รู้แล้ว"}).status_code == 422
    sent = browser.post(
        step, {"rule": "child-out-of-school", "kind": "meeting", "target_list": str(meeting.target_list_id)}
    )
    assert sent["Location"] == address
    with acting(officer):
        assert LeftBehindStep.objects.get().kind == "meeting"
        assert Candidate.objects.filter(person=who).exists()
    assert browser_of(Role.LEADER).get(step).status_code == 403
    for role in (Role.PARTNER, Role.VOLUNTEER, Role.RESIDENT):
        assert browser_of(role).get(address).status_code == 403


def test_the_work_list_goes_along_as_a_workbook(
    officer: Actor, civil: Register, browser_of: Callable[[Role], Client]
) -> None:
    browser = browser_of(Role.OFFICER)
    file = browser.get(reverse("web:left_behind_file"), {"rule": "old-alone-unvisited"})
    rows = list(openpyxl.load_workbook(io.BytesIO(file.content)).active.values)
    assert rows[0][:2] == ("ชื่อ", "อายุ")
    assert [row[0] for row in rows[1:]] == ["นางสมศรี แสงจันทร์"]
    with acting(officer):
        assert Entry.objects.get(verb="left-behind.taken-along").facts["names"] == 1
    assert browser_of(Role.LEADER).get(reverse("web:left_behind_file")).status_code == 403
