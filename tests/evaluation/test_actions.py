from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from huangyai.evaluation.actions import make_report, measure, open_next_assembly, set_indicator
from huangyai.evaluation.models import Finding, Indicator, Measurement, Report, ReportFigure
from huangyai.kernel import Actor, NotAllowed, Refusal, Role, Words
from huangyai.ledger.models import Entry
from huangyai.walls.entry import acting

from .conftest import FINDINGS, design, indicator_facts, write_both


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


def test_an_indicator_is_measured_once_before_and_once_after(officer: Actor) -> None:
    with acting(officer):
        _, project = design(officer)
        indicator = set_indicator(actor=officer, project=project, facts=indicator_facts())
        assert last_verb(officer) == "indicator.set"
        told = {"actor": officer, "indicator": indicator, "value": Decimal(58)}
        refused("no-before", measure, **told, when="after", measured_on=dt.date(2026, 9, 1))
        refused("measured-tomorrow", measure, **told, when="before", measured_on=dt.date(2100, 1, 1))
        measure(**told, when="before", measured_on=dt.date(2026, 3, 1))
        assert last_verb(officer) == "indicator.measured"
        refused("measured-already", measure, **told, when="before", measured_on=dt.date(2026, 3, 2))
        refused("measured-too-early", measure, **told, when="after", measured_on=dt.date(2026, 2, 1))
        measure(**told, when="after", measured_on=dt.date(2026, 9, 1))
        assert Measurement.objects.count() == 2


def test_an_indicator_that_says_nothing_is_refused(officer: Actor) -> None:
    with acting(officer):
        _, project = design(officer)
        refused(
            "indicator-not-measurable",
            set_indicator,
            actor=officer,
            project=project,
            facts=indicator_facts(method="นับ"),
        )
        assert not Indicator.objects.exists()


def test_a_report_keeps_its_figures_and_findings_in_order(officer: Actor, report: Report) -> None:
    with acting(officer):
        assert bytes(Report.objects.get().pdf)[:5] == b"%PDF-"
        figures = list(ReportFigure.objects.order_by("pk").values_list("label", "value"))
        first_label, first_value = figures[0]
        assert (first_label.th, first_value.th) == ("ผู้ที่ที่ประชุมร่วมยืนยัน (คน)", "0")
        assert first_label.en == "Confirmed by the joint meeting (people)"
        assert figures[-1] == (Words.of("ไปหาหมอตามนัด (ร้อยละ)"), Words.of("58 → 91"))
        assert tuple(Finding.objects.order_by("pk").values_list("sentence", flat=True)) == FINDINGS
        assert last_verb(officer) == "report.made"
        refused("no-project", make_report, actor=officer, title="x", fiscal_year=2569, projects=[], findings=[])


def test_values_of_a_few_people_are_not_printed(officer: Actor, measured: Any, fonts: None) -> None:
    with acting(officer):
        few = set_indicator(actor=officer, project=measured.project, facts=indicator_facts("ผู้ใช้รถเข็นในหมู่ 3"))
        write_both(officer, few, "1", "2", people=3)
        made = make_report(actor=officer, title="x", fiscal_year=2569, projects=[measured.project], findings=[])
        assert not any("รถเข็น" in label.th for label in made.figures.values_list("label", flat=True))


def test_the_findings_open_the_next_assembly(officer: Actor, report: Report) -> None:
    with acting(officer):
        called = open_next_assembly(
            actor=officer,
            report=report,
            title="รับฟังผล",
            starts_at=dt.datetime(2027, 1, 9, 2, tzinfo=dt.UTC),
            venue="ศาลา",
        )
        assert called.agenda == "\n".join(f"- {sentence}" for sentence in FINDINGS)


def test_only_officers_and_planners_evaluate(officer: Actor, measured: Any, actor_of: Any) -> None:
    leader = actor_of(Role.LEADER)
    with acting(leader):
        for action, told in (
            (set_indicator, {"project": measured.project, "facts": indicator_facts()}),
            (
                measure,
                {
                    "indicator": measured.indicator,
                    "when": "after",
                    "value": Decimal(1),
                    "measured_on": dt.date(2026, 9, 1),
                },
            ),
            (make_report, {"title": "x", "fiscal_year": 2569, "projects": [measured.project], "findings": []}),
        ):
            with pytest.raises(NotAllowed):
                action(actor=leader, **told)
