"""A year's money given out: by need, under the sources' rules, with what the assembly voted for and what people ruled."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from huangyai.assembly.actions import join_problems, raise_problem
from huangyai.assembly.models import Proposal
from huangyai.kernel import Actor, NotAllowed, Refusal, Role
from huangyai.plan.actions import (
    RuleFacts,
    add_source,
    allocate_money,
    ask_for_allocation,
    carry_out_allocation,
    copy_source,
    design_project,
    end_ruling,
    rule_on_money,
    set_floor,
    stop_allocation,
    write_source_rule,
)
from huangyai.plan.actions.allocation import MOST_AT_ONCE
from huangyai.plan.actions.following import Evidence, take_step
from huangyai.plan.bridge import Offer, fits_of
from huangyai.plan.models import AllocationEnd, AllocationRun, MoneyPart, MoneyRuling, ProjectProblem, YearMoney
from huangyai.plan.queries.needs import needs_of, voted_for
from huangyai.plan.queries.rulings import YearEnd, last_run, year_end
from huangyai.plan.queries.sources import sources_for
from huangyai.plan.rules.following import Stage
from huangyai.walls.entry import acting

from .conftest import project_facts

YEAR = 2570
LONG_AGO = dt.date(2024, 10, 1)


def money(project: Any, year: int = YEAR) -> Any:
    return YearMoney.objects.get(project=project, year=year)


def give(actor: Actor, written: Any, **baht: int) -> None:
    """Give 2570's money out, from sources by code."""
    from huangyai.plan.models import FundingSource

    ceilings = {
        FundingSource.objects.filter(code=code).first()
        or add_source(actor=actor, code=code, name=f"แหล่ง {code}"): Decimal(amount)
        for code, amount in baht.items()
    }
    allocate_money(actor=actor, plan=written.plan, year=YEAR, ceilings=ceilings)


def ended(written: Any) -> YearEnd:
    """What the newest run says of 2570."""
    run = last_run(written.plan, YEAR)
    assert run is not None
    end = year_end(run, YEAR)
    assert end is not None
    return end


def refused(code: str, action: Any, **told: Any) -> None:
    with pytest.raises(Refusal) as refusal:
        action(**told)
    assert refusal.value.code == code


def vote_for_the_camp(officer: Actor, planner: Actor, written: Any) -> Any:
    """An assembly votes for what a new project (the camp) answers, and not for another thing."""
    from huangyai.assembly.actions import (
        ProposalFacts,
        call_assembly,
        cast_ballots,
        check_in,
        count_vote,
        open_vote,
        raise_problem,
    )

    called = call_assembly(
        actor=officer, title="ประชาคม", starts_at=dt.datetime(2026, 1, 13, 9, tzinfo=dt.UTC), venue="ศาลา"
    )
    problem = raise_problem(actor=officer, assembly=called, sentence="เด็กไม่มีที่ไป", category="children", voices=2)
    for number in range(3):
        check_in(actor=officer, assembly=called, name=f"ผู้มา {number}")
    vote = open_vote(
        actor=officer,
        assembly=called,
        question="ทำอะไรก่อน",
        budget=Decimal(50_000),
        proposals=[
            ProposalFacts(name="ค่ายเด็ก", cost=Decimal(50_000), problem=problem),
            ProposalFacts(name="ซ่อมถนน", cost=Decimal(50_000)),
        ],
    )
    cast_ballots(actor=officer, vote=vote, ballots=[[1], [1], [2]])
    count_vote(actor=officer, vote=vote)
    return design_project(
        actor=planner,
        plan=written.plan,
        strategy=written.strategy,
        facts=project_facts("ค่ายเด็ก", {YEAR: 50_000}),
        problems=[problem],
    )


def test_what_a_source_asks_for_decides_who_gets_its_money(planner: Actor, written: Any) -> None:
    with acting(planner):
        fund = copy_source(actor=planner, code="child-protection-fund", valid_from=LONG_AGO)
        allocate_money(actor=planner, plan=written.plan, year=YEAR, ceilings={fund: Decimal(500_000)})
        row = money(written.ride)
        assert (row.allocated, row.source_id) == (0, None)
        assert "it pays only for children and youth, families at risk" in row.reason.en
        assert "แหล่งนี้ให้เฉพาะงานเพื่อ เด็กและเยาวชน" in row.reason.th


def test_every_reason_why_a_source_does_not_fit_has_its_numbers(planner: Actor, written: Any) -> None:
    with acting(planner):
        source = add_source(actor=planner, code="small", name="กองทุนเล็ก")
        rule = RuleFacts(
            LONG_AGO,
            "ระเบียบ",
            applicants=["people"],
            groups=["disability"],
            most_per_project=Decimal(20_000),
            deadline=(10, 1),
        )
        write_source_rule(actor=planner, source=source, facts=rule)
        row = money(written.ride)
        today = dt.date(2026, 11, 22)
        offers = [Offer(one.source, row.baht, one.terms, one.against) for one in sources_for(YEAR, today)]
        fit = fits_of(row, offers, needs_of([written.ride])[written.ride.pk])[0]
        assert not fit.fits
        assert [why.en for why in fit.against] == [
            "only a people's group may ask it, not the municipality",
            "the last day to ask for 2570 was 1 Oct 2026 CE, 52 days ago",
            "it pays only for persons with disabilities",
            "it pays at most 20,000 baht a project; the cost is 60,000",
        ]
        assert all(why.th for why in fit.against)


def test_a_source_that_wants_others_to_bring_a_share_pays_together_with_another(planner: Actor, written: Any) -> None:
    with acting(planner):
        fund = add_source(actor=planner, code="fund", name="กองทุน")
        ordinance = add_source(actor=planner, code="ordinance", name="เทศบัญญัติ")
        write_source_rule(actor=planner, source=fund, facts=RuleFacts(LONG_AGO, "ระเบียบ", own_share=Decimal(25)))
        ceilings = {fund: Decimal(45_000), ordinance: Decimal(15_000)}
        allocate_money(actor=planner, plan=written.plan, year=YEAR, ceilings=ceilings)
        row = money(written.ride)
        parts = dict(MoneyPart.objects.filter(money=row).values_list("source_id", "baht"))
        assert parts == {fund.pk: 45_000, ordinance.pk: 15_000}
        assert (row.allocated, row.source_id) == (60_000, fund.pk)
        assert "45,000 บาท จากกองทุน และ 15,000 บาท จากเทศบัญญัติ" in row.reason.th


def test_what_a_person_pins_or_bans_holds_and_stands_beside_the_project(planner: Actor, written: Any) -> None:
    with acting(planner):
        kind = MoneyRuling.Kind
        camp = {"actor": planner, "project": written.youth, "year": YEAR}
        refused("reason-missing", rule_on_money, **camp, kind=kind.PIN, reason=" ")
        refused("nothing-planned", rule_on_money, **{**camp, "year": 2566}, kind=kind.PIN, reason="x")
        pin = rule_on_money(**camp, kind=kind.PIN, reason="สัญญากับโรงเรียนไว้")
        give(planner, written, ordinance=60_000)
        assert money(written.youth).allocated == 50_000
        assert "สัญญากับโรงเรียนไว้" in money(written.youth).reason.th
        assert not money(written.ride).allocated
        end_ruling(actor=planner, ruling=pin, reason="โรงเรียนเลื่อนไปปีหน้า")
        refused("ruling-ended", end_ruling, actor=planner, ruling=pin, reason="ซ้ำ")
        rule_on_money(actor=planner, project=written.ride, year=YEAR, kind=kind.BAN, reason="รถเสีย")
        give(planner, written, ordinance=60_000)
        assert not money(written.ride).allocated
        assert "รถเสีย" in money(written.ride).reason.en
        assert money(written.youth).allocated == 50_000


def test_an_overrule_gives_exactly_that_and_counts_against_the_ceiling(planner: Actor, written: Any) -> None:
    with acting(planner):
        source = add_source(actor=planner, code="ordinance", name="เทศบัญญัติ")
        ruling = {"actor": planner, "project": written.youth, "year": YEAR, "kind": MoneyRuling.Kind.OVERRULE}
        refused("overrule-unclear", rule_on_money, **ruling, reason="x", baht=Decimal(5))
        refused("overrule-unclear", rule_on_money, **ruling, reason="x", source=source)
        refused("more-than-planned", rule_on_money, **ruling, reason="x", source=source, baht=Decimal(50_001))
        rule_on_money(**ruling, reason="ทำครึ่งหนึ่งก่อน", source=source, baht=Decimal(25_000))
        give(planner, written, ordinance=85_000)
        assert (money(written.youth).allocated, money(written.ride).allocated) == (25_000, 60_000)
        assert "ทำครึ่งหนึ่งก่อน" in money(written.youth).reason.th
        give(planner, written, ordinance=84_999)
        assert (money(written.youth).allocated, money(written.ride).allocated) == (25_000, 0)
        with pytest.raises(Refusal) as refusal:
            give(planner, written, ordinance=24_000)
        assert refusal.value.code == "given-above-ceiling"
        assert "25,000" in refusal.value.words.th


def test_what_the_assembly_voted_for_binds_and_only_the_head_rules_against_it(
    officer: Actor, planner: Actor, leader: Actor, written: Any
) -> None:
    with acting(planner):
        camp = vote_for_the_camp(officer, planner, written)
        assert camp.pk in voted_for(planner)
        give(planner, written, ordinance=60_000)
        assert (money(camp).allocated, money(written.ride).allocated) == (50_000, 0)
        assert "ค่ายเด็ก" in money(camp).reason.th
        assert "the assembly voted" in money(camp).reason.en
        ban = {"project": camp, "year": YEAR, "kind": MoneyRuling.Kind.BAN, "reason": "ที่ดินมีข้อพิพาท"}
        refused("assembly-voted", rule_on_money, actor=planner, **ban)
        rule_on_money(actor=leader, **ban)
        give(planner, written, ordinance=60_000)
        assert (money(camp).allocated, money(written.ride).allocated) == (0, 60_000)


def test_a_vote_binds_also_where_its_problem_was_joined_to_the_one_that_the_project_answers(
    officer: Actor, planner: Actor, written: Any
) -> None:
    with acting(planner):
        camp = vote_for_the_camp(officer, planner, written)
        voted = Proposal.objects.get(problem__in=ProjectProblem.objects.filter(project=camp).values("problem"))
        answered = voted.problem
        assert answered is not None
        said = raise_problem(
            actor=officer, assembly=answered.assembly, sentence="ปิดเทอมลูกอยู่บ้านเฉย ๆ", category=answered.category
        )
        Proposal.objects.filter(pk=voted.pk).update(problem=said)
        assert camp.pk not in voted_for(planner)
        join_problems(actor=officer, alias=said, canonical=answered)
        assert camp.pk in voted_for(planner)


def test_money_on_its_way_is_not_given_out_anew(planner: Actor, written: Any) -> None:
    with acting(planner):
        give(planner, written, ordinance=60_000)
        evidence = Evidence("ทบ. 1/2569", dt.date(2026, 9, 30))
        take_step(
            actor=planner,
            project=written.ride,
            year=YEAR,
            stage=Stage.ORDINANCE,
            baht=Decimal(60_000),
            evidence=evidence,
        )
        camp = {"actor": planner, "project": written.youth, "year": YEAR, "kind": MoneyRuling.Kind.PIN}
        rule_on_money(**camp, reason="สัญญาไว้")
        give(planner, written, ordinance=100_000)
        assert (money(written.ride).allocated, money(written.youth).allocated) == (60_000, 0)
        assert ended(written).met == 14
        refused("given-above-ceiling", give, actor=planner, written=written, ordinance=59_999)


def test_floors_bind_and_what_they_miss_is_named(planner: Actor, written: Any) -> None:
    with acting(planner):
        refused("group-or-village", set_floor, actor=planner, plan=written.plan, least=1, reason="x")
        set_floor(actor=planner, plan=written.plan, group="elderly", least=20, reason="ผู้สูงอายุไม่ถูกลืม")
        give(planner, written, ordinance=200_000)
        end = ended(written)
        assert [(floor.who, floor.least, floor.met, floor.short) for floor in end.floors] == [("elderly", 20, 14, 6)]
        set_floor(actor=planner, plan=written.plan, group="elderly", least=0, reason="ยกเลิก")
        give(planner, written, ordinance=200_000)
        assert ended(written).floors == []


def test_it_says_what_one_more_hundred_thousand_would_do(planner: Actor, written: Any) -> None:
    with acting(planner):
        give(planner, written, ordinance=60_000, fund=0)
        end = ended(written)
        assert (end.met, end.bound, end.gap) == (14, 14, 0)
        assert {(more.source, tuple(more.enter), more.need) for more in end.more} == {
            # Nobody has asked for the camp: it would get money, but meets no need that is known.
            ("แหล่ง ordinance", ("ค่ายเยาวชน",), 0),
            ("แหล่ง fund", ("ค่ายเยาวชน",), 0),
        }


def test_several_years_are_given_out_under_the_same_ceilings(planner: Actor, written: Any) -> None:
    with acting(planner):
        source = add_source(actor=planner, code="ordinance", name="เทศบัญญัติ")
        ask_for_allocation(actor=planner, plan=written.plan, years=[2569, 2570], ceilings={source: Decimal(60_000)})
        assert [money(written.ride, year).allocated for year in (2569, 2570)] == [60_000, 60_000]
        assert not money(written.youth).allocated


def test_many_amounts_are_decided_behind_the_page(planner: Actor, written: Any, machine: Actor) -> None:
    with acting(planner):
        source = add_source(actor=planner, code="ordinance", name="เทศบัญญัติ")
        for number in range(MOST_AT_ONCE):
            design_project(
                actor=planner,
                plan=written.plan,
                strategy=written.strategy,
                facts=project_facts(f"โครงการที่ {number}", {YEAR: 10_000 + number}),
            )
        told = {"actor": planner, "plan": written.plan, "years": [YEAR], "ceilings": {source: Decimal(100_000)}}
        run = ask_for_allocation(**told)
        assert not AllocationEnd.objects.filter(run=run).exists()
        refused("allocation-going-on", ask_for_allocation, **told)
        carry_out_allocation(municipality_id=run.municipality_id, run_id=run.pk)
        run.refresh_from_db()
        assert run.end.outcome == "done"
        assert money(written.ride).allocated == 60_000
        # A second delivery of the same job changes nothing.
        carry_out_allocation(municipality_id=run.municipality_id, run_id=run.pk)
        assert AllocationEnd.objects.count() == 1
        stopped = ask_for_allocation(**told)
        stop_allocation(actor=planner, run=stopped)
        refused("allocation-ended", stop_allocation, actor=planner, run=stopped)
        carry_out_allocation(municipality_id=stopped.municipality_id, run_id=stopped.pk)
        stopped.refresh_from_db()
        assert stopped.end.outcome == "stopped"
        assert AllocationRun.objects.count() == 2


def test_needs_are_people_on_confirmed_lists_and_voices(planner: Actor, written: Any) -> None:
    with acting(planner):
        need = needs_of([written.ride, written.youth])
        assert (dict(need[written.ride.pk].groups), need[written.ride.pk].voices) == ({"elderly": 14}, 14)
        assert not need[written.youth.pk].groups


def test_only_planners_officers_and_the_head_rule(written: Any, actor_of: Any) -> None:
    worker = actor_of(Role.CASE_WORKER)
    with acting(worker), pytest.raises(NotAllowed):
        rule_on_money(actor=worker, project=written.ride, year=YEAR, kind=MoneyRuling.Kind.PIN, reason="x")
