from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from huangyai.assembly.models import Problem
from huangyai.kernel import Actor, NotFound
from huangyai.plan import queries
from huangyai.plan.actions import add_source, allocate_money
from huangyai.walls.entry import acting


def test_a_draft_is_the_houses_own_and_an_announced_plan_everybodys(planner: Actor, written: Any) -> None:
    public = Actor.public(planner.municipality_id)
    with acting(planner):
        assert [plan.count for plan in queries.plans(planner)] == [2]
        assert not queries.plans(public).exists()
        assert queries.public_plan(planner.municipality_id, 2569) is None
        with pytest.raises(NotFound):
            queries.plan(public, written.plan.pk)
        with pytest.raises(NotFound):
            queries.project(public, written.ride.pk)


def test_the_public_reads_the_plan_in_force_or_the_one_they_chose(planner: Actor, announced: Any) -> None:
    here = planner.municipality_id
    with acting(planner):
        for year, chosen in ((2569, None), (2580, None), (2580, announced.plan.pk)):
            found = queries.public_plan(here, year, chosen)
            assert found is not None
            assert found.pk == announced.plan.pk
        assert queries.count_projects(Actor.public(here)) == 2


def test_lines_and_years_add_up(planner: Actor, written: Any) -> None:
    with acting(planner):
        source = add_source(actor=planner, code="ordinance", name="เทศบัญญัติ")
        allocate_money(actor=planner, plan=written.plan, year=2570, ceilings={source: Decimal(70_000)})
        lines = queries.lines(queries.projects(planner, written.plan), written.plan)
        years = queries.money_by_year(planner, written.plan)
        assert [sum(line.by_year[at] for line in lines) for at in range(5)] == [year.planned for year in years]
        assert [(year.planned, year.allocated) for year in years][-2:] == [(60_000, 0), (110_000, 60_000)]
        assert sum(line.allocated for line in lines) == 60_000
        assert queries.by_source(planner, written.plan, 2570) == [(source, Decimal(60_000))]
        assert [row.project_id for row in queries.allocations(planner, written.plan, 2570)] == [
            written.ride.pk,
            written.youth.pk,
        ]


def test_projects_are_found_by_name_and_strategy(planner: Actor, written: Any) -> None:
    with acting(planner):
        assert [p.pk for p in queries.projects(planner, written.plan, search="รถรับ")] == [written.ride.pk]
        assert queries.projects(planner, written.plan, strategy=written.strategy).count() == 2
        assert not queries.projects(planner, written.plan, search="ไม่มี").exists()


def test_sentences_that_are_not_public_stay_out_of_the_public_list(planner: Actor, announced: Any) -> None:
    public = Actor.public(planner.municipality_id)
    with acting(planner):
        told = {p.pk: p for p in queries.told_projects(public, announced.plan)}
        assert [link.problem_id for link in told[announced.ride.pk].problems_answered.all()] == [announced.problem.pk]
        Problem.objects.filter(pk=announced.problem.pk).update(published=False)
        told = {p.pk: p for p in queries.told_projects(public, announced.plan)}
        assert not told[announced.ride.pk].problems_answered.all()


def test_problems_and_projects_know_each_other(planner: Actor, written: Any) -> None:
    with acting(planner):
        assert [p.pk for p in queries.problems_answered(written.ride)] == [written.problem.pk]
        assert [p.pk for p in queries.projects_answering(written.problem)] == [written.ride.pk]
        assert queries.current_plan(planner, 2569) == written.plan
        assert queries.current_plan(planner, 2571) is None
