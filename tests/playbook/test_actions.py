from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from huangyai.kernel import Actor, NotAllowed, Refusal, Role
from huangyai.ledger.models import Entry
from huangyai.people.actions import HouseholdFacts, PersonFacts, admit_households
from huangyai.places.models import Village
from huangyai.plan.models import Plan, Project, Strategy
from huangyai.playbook import queries
from huangyai.playbook.actions import adopt_model, compose_model, publish_model
from huangyai.playbook.models import Adoption, Model
from huangyai.playbook.rules import digest_of
from huangyai.targets.models import Criterion
from huangyai.walls.entry import acting

from .conftest import NAME


def last_verb(actor: Actor) -> str:
    return (
        Entry.objects.filter(municipality_id=actor.municipality_id)
        .order_by("-position")
        .values_list("verb", flat=True)[0]
    )


def refused(code: str, action: Any, /, **told: Any) -> None:
    with pytest.raises(Refusal) as refusal:
        action(**told)
    assert refusal.value.code == code


def test_a_model_holds_the_way_of_working(officer: Actor, model: Model, cycle: Any) -> None:
    with acting(officer):
        [project] = model.document["projects"]
        assert project["facts"]["name"] == cycle.project.name
        assert project["criterion"]["definition"] == cycle.criterion.definition
        assert project["activities"] == [{"kind": "health", "name": "ตรวจสุขภาพ", "capacity": 24}]
        assert project["indicators"][0]["after"] == "91.00"
        assert model.digest == digest_of(model.document)
        assert last_verb(officer) == "model.composed"
        told = {"actor": officer, "title": model.title, "report": None, "coordinator_unit": "x"}
        assert compose_model(**told, projects=[cycle.project]).version == 2
        refused("no-project", compose_model, **told, projects=[])


def test_a_model_that_names_somebody_is_refused(officer: Actor, cycle: Any) -> None:
    with acting(officer):
        Project.objects.filter(pk=cycle.project.pk).update(expected_result=f"{NAME[0]}  {NAME[1]} ไปหาหมอได้")
        told = {"title": "x", "projects": [Project.objects.get()], "report": None, "coordinator_unit": "x"}
        refused("personal-data-in-model", compose_model, actor=officer, **told)
        assert not Model.objects.exists()


def test_the_head_publishes_once(officer: Actor, leader: Actor, model: Model) -> None:
    with acting(leader):
        with pytest.raises(NotAllowed):
            publish_model(actor=officer, model=model)
        assert queries.published_model(Actor.public(leader.municipality_id)) is None
        publish_model(actor=leader, model=model)
        assert last_verb(leader) == "model.published"
        assert queries.published_model(Actor.public(leader.municipality_id)) == model
        refused("model-published", publish_model, actor=leader, model=model)


def test_somebody_who_came_later_stops_the_publication(officer: Actor, leader: Actor, model: Model) -> None:
    with acting(officer):
        given, family = "รถรับส่ง", "ผู้สูงอายุ"
        home = HouseholdFacts(Village.objects.all()[0], "2", [PersonFacts(given_name=given, family_name=family)])
        admit_households(actor=officer, households=[home], source="test")
        refused("personal-data-in-model", publish_model, actor=leader, model=model)


def test_a_neighbour_takes_the_model_into_a_draft_of_its_own(
    model: Model, neighbour_actor_of: Callable[[Role], Actor]
) -> None:
    planner = neighbour_actor_of(Role.PLANNER)
    told = {"actor": planner, "source_slug": "ban-rom-yen", "document": model.document}
    with acting(planner):
        adoption = adopt_model(**told, first_year=2571, changes=["ปรับจำนวนคน"])
        assert adoption.source_digest == model.digest
        assert Plan.objects.get().first_year == 2571
        assert Project.objects.get().municipality_id == planner.municipality_id
        assert Criterion.objects.get().definition == model.document["projects"][0]["criterion"]["definition"]
        assert last_verb(planner) == "model.adopted"
        refused("model-adopted", adopt_model, **told, first_year=2571)
        other = {**model.document, "title": "ฉบับปรับปรุง"}
        adopt_model(**{**told, "document": other}, first_year=2571)
        assert Strategy.objects.count() == Adoption.objects.count() == 2


def test_an_announced_plan_takes_no_model(officer: Actor, model: Model) -> None:
    with acting(officer):
        other = {**model.document, "title": "ของคนอื่น"}
        refused("plan-announced", adopt_model, actor=officer, source_slug="x", document=other, first_year=2566)
        assert not Adoption.objects.exists()
        assert queries.plans_to_adopt_into(2569) == [(2571, 2575, False)]


def test_what_is_no_model_leaves_nothing(officer: Actor, cycle: Any) -> None:
    with acting(officer):
        refused(
            "not-a-model", adopt_model, actor=officer, source_slug="x", document={"format": "else"}, first_year=2571
        )
        assert Plan.objects.count() == 1
