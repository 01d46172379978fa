"""What one more sum of money would do, and reasons that call things by their names."""

from __future__ import annotations

from fractions import Fraction

from huangyai.engines.portfolio import (
    AllocationProblem,
    Project,
    Source,
    allocate,
    reasons_against,
    what_more_would_do,
)
from huangyai.kernel import Money, Words

BAHT = Money.baht
YEAR = "2571"


def project(name: str, cost: int, need: int, group: str = "older") -> Project:
    return Project(id=name, cost={YEAR: BAHT(cost)}, need={group: Fraction(need)})


def problem(*projects: Project, ceiling: int, names: dict[str, Words] | None = None) -> AllocationProblem:
    sources = (Source("ordinance", {YEAR: BAHT(ceiling)}), Source("fund", {YEAR: BAHT(0)}, groups=frozenset({"young"})))
    return AllocationProblem((YEAR,), sources, projects, names=names or {})


def test_more_money_says_who_would_enter_and_how_much_more_need_is_met() -> None:
    asked = problem(project("a", 60, 9), project("b", 50, 7), ceiling=60)
    given = allocate(asked)
    more = what_more_would_do(asked, given, "ordinance", YEAR, more=BAHT(50))
    assert (more.enter, more.leave, more.need) == ((("b", YEAR),), (), 7.0)


def test_more_money_may_also_change_who_is_in() -> None:
    asked = problem(project("big", 100, 20), project("small", 60, 9), ceiling=60)
    given = allocate(asked)
    more = what_more_would_do(asked, given, "ordinance", YEAR, more=BAHT(40))
    assert (more.enter, more.leave, more.need) == ((("big", YEAR),), (("small", YEAR),), 11.0)


def test_more_money_where_nothing_is_left_to_pay_does_nothing() -> None:
    asked = problem(project("a", 60, 9), ceiling=60)
    more = what_more_would_do(asked, allocate(asked), "ordinance", YEAR, more=BAHT(100_000))
    assert (more.enter, more.leave, more.need) == ((), (), 0.0)
    # The fund pays only for young people, and nobody here is.
    assert not what_more_would_do(asked, allocate(asked), "fund", YEAR, more=BAHT(100_000)).enter


def test_every_reason_is_told_and_people_read_names() -> None:
    names = {"young": Words(th="เด็กและเยาวชน", en="children and youth"), "fund": Words(th="กองทุนเด็ก", en="child fund")}
    asked = problem(project("a", 60, 9), ceiling=10, names=names)
    fund = asked.sources[1]
    told = list(reasons_against(asked, asked.projects[0], fund, YEAR))
    assert [words.en for words in told] == ["it pays only for children and youth", "it has no money in 2571"]
    assert "เด็กและเยาวชน" in told[0].th
    reason = allocate(asked).reasons["a"]
    assert "child fund: it pays only for children and youth" in reason.en
    assert "กองทุนเด็ก" in reason.th
