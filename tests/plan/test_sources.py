"""Sources are copied from the catalogue, their rules change by new dated rows, and somebody lays them beside the text."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from huangyai.kernel import Actor, FiscalYear, NotAllowed, Refusal
from huangyai.ledger.models import Entry
from huangyai.plan.actions import (
    RuleFacts,
    add_source,
    check_source_rule,
    copy_source,
    write_source_rule,
)
from huangyai.plan.models import SourceRule
from huangyai.plan.queries.sources import catalogue_left, sources_for
from huangyai.walls.entry import acting

YESTERDAY = timezone.localdate() - dt.timedelta(days=1)
YEAR = FiscalYear.of(timezone.localdate()).be


def standing(code: str) -> Any:
    return next(one for one in sources_for(YEAR, timezone.localdate()) if one.source.code == code)


def test_a_source_of_the_catalogue_is_copied_once_and_is_not_verified(planner: Actor) -> None:
    with acting(planner):
        before = len(catalogue_left())
        copy_source(actor=planner, code="child-protection-fund", valid_from=YESTERDAY)
        found = standing("child-protection-fund")
        assert (found.rule.form, sorted(found.terms.groups), found.verified) == ("kkd02", ["children", "family"], False)
        assert "ม.68" in found.rule.basis
        assert "พมจ." in found.rule.note
        assert len(catalogue_left()) == before - 1
        for code, why in (("child-protection-fund", "source-exists"), ("nothing", "not-in-catalogue")):
            with pytest.raises(Refusal) as refusal:
                copy_source(actor=planner, code=code, valid_from=YESTERDAY)
            assert refusal.value.code == why
        assert Entry.objects.filter(verb="source-rule.written").count() == 1


def test_a_source_written_by_hand_before_the_catalogue_gets_its_rule(planner: Actor) -> None:
    with acting(planner):
        own = add_source(actor=planner, code="health-fund", name="กองทุนของเรา")
        assert standing("health-fund").rule is None
        assert copy_source(actor=planner, code="health-fund", valid_from=YESTERDAY) == own
        assert standing("health-fund").rule.form == "kpt7"


def test_a_change_is_a_new_row_that_takes_over_on_its_day(planner: Actor) -> None:
    with acting(planner):
        source = copy_source(actor=planner, code="health-fund", valid_from=YESTERDAY - dt.timedelta(days=9))
        write_source_rule(
            actor=planner,
            source=source,
            facts=RuleFacts(
                valid_from=timezone.localdate(), basis="ประกาศ 2567 ข้อ 10", most_per_project=Decimal(100_000)
            ),
        )
        later = RuleFacts(valid_from=timezone.localdate() + dt.timedelta(days=400), basis="ประกาศใหม่")
        write_source_rule(actor=planner, source=source, facts=later)
        assert standing("health-fund").terms.most_per_project == 100_000
        assert SourceRule.objects.filter(source=source).count() == 3


def test_rules_that_make_no_sense_are_refused(planner: Actor) -> None:
    with acting(planner):
        source = add_source(actor=planner, code="partner", name="ภาคี")
        today = timezone.localdate()
        for facts, why in (
            (RuleFacts(today, "x", valid_until=YESTERDAY), "rule-ends-before-it-begins"),
            (RuleFacts(today, "x", own_share=Decimal(100)), "no-such-share"),
            (RuleFacts(today, "x", own_share=Decimal(-1)), "no-such-share"),
        ):
            with pytest.raises(Refusal) as refusal:
                write_source_rule(actor=planner, source=source, facts=facts)
            assert refusal.value.code == why


def test_who_read_the_text_is_kept_and_a_difference_takes_the_mark_away(planner: Actor, leader: Actor) -> None:
    with acting(planner):
        copy_source(actor=planner, code="health-fund", valid_from=YESTERDAY)
        rule = standing("health-fund").rule
        for text, agrees, note, why in (
            (" ", True, "", "text-not-named"),
            ("ประกาศ 2567", False, " ", "difference-not-named"),
        ):
            with pytest.raises(Refusal) as refusal:
                check_source_rule(actor=planner, rule=rule, text_read=text, agrees=agrees, note=note)
            assert refusal.value.code == why
        check_source_rule(actor=planner, rule=rule, text_read="ประกาศ 2567 ข้อ 10", agrees=True)
        assert standing("health-fund").verified
        check_source_rule(actor=planner, rule=rule, text_read="ประกาศ 2569", agrees=False, note="เพดานเปลี่ยน")
        assert not standing("health-fund").verified
        with pytest.raises(NotAllowed):
            check_source_rule(actor=leader, rule=rule, text_read="x", agrees=True)


def test_sources_take_a_fixed_number_of_queries(planner: Actor, django_assert_max_num_queries: Any) -> None:
    with acting(planner):
        for one in catalogue_left():
            copy_source(actor=planner, code=one.code, valid_from=YESTERDAY)
        with django_assert_max_num_queries(3):
            assert len(sources_for(YEAR, timezone.localdate())) >= 9
