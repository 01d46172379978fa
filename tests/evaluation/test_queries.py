from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from huangyai.evaluation import queries
from huangyai.evaluation.actions import set_indicator
from huangyai.kernel import Actor, NotFound
from huangyai.plan.actions import add_source, allocate_money
from huangyai.walls.entry import acting

from .conftest import design, indicator_facts, write_both


def test_before_and_after_stand_together(officer: Actor, measured: Any) -> None:
    with acting(officer):
        [line] = queries.indicators(officer)
        assert line.change is not None
        assert (line.change.better, line.next_when, line.scale) == (True, "", Decimal(91))
        assert queries.indicator(officer, line.indicator.pk).indicator == line.indicator
        assert queries.indicators(officer, measured.project)[0].indicator == line.indicator


def test_the_public_reads_results_of_announced_plans_and_of_enough_people(officer: Actor, measured: Any) -> None:
    public = Actor.public(officer.municipality_id)
    with acting(officer):
        few = set_indicator(actor=officer, project=measured.project, facts=indicator_facts("ของสามคน"))
        write_both(officer, few, "1", "2", people=3)
        _, draft = design(officer, "โครงการในร่าง", 2571)
        hidden = set_indicator(actor=officer, project=draft, facts=indicator_facts("ของร่าง"))
        write_both(officer, hidden, "1", "2")
        shown = [line.indicator.name for one in queries.public_results(public) for line in one.lines]
        assert shown == ["ไปหาหมอตามนัด"]
        assert [one.key for one in queries.public_results(public)] == ["economy", "society", "environment", "culture"]
        assert len(queries.indicators(officer)) == 3
        with pytest.raises(NotFound):
            queries.indicator(public, hidden.pk)


def test_spending_tells_what_was_given(officer: Actor, measured: Any) -> None:
    with acting(officer):
        assert queries.spending(officer) == []
        source = add_source(actor=officer, code="ordinance", name="เทศบัญญัติ")
        allocate_money(actor=officer, plan=measured.plan, year=2569, ceilings={source: Decimal(60_000)})
        [one] = queries.spending(Actor.public(officer.municipality_id))
        assert (one.project.pk, one.allocated, one.spent) == (measured.project.pk, 60_000, 0)
        assert list(queries.projects_to_evaluate(officer)) == [measured.project]


def test_the_thread_leads_from_the_sentence_to_the_figure(officer: Actor, report: Any, measured: Any) -> None:
    with acting(officer):
        thread = queries.thread(officer, measured.project)
        assert [problem.sentence for problem in thread.problems] == ["ไม่มีใครพาไปหาหมอตามนัด"]
        assert thread.figures
        figure = queries.figure(officer, thread.figures[0].pk)
        assert figure.report == report
        found = queries.report(officer, report.pk)
        assert len({figure.project_id for figure in found.figures.all()}) == 1
        assert queries.report_pdf(officer, report.pk)[:5] == b"%PDF-"
        assert [finding.sentence for finding in queries.findings(officer)]


def test_what_is_not_there_is_not_found(officer: Actor) -> None:
    with acting(officer):
        for query in (queries.indicator, queries.report, queries.report_pdf, queries.figure):
            with pytest.raises(NotFound):
                query(officer, officer.municipality_id)
