"""Which source may pay which project in which year, and the reason why another may not."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from huangyai.engines.portfolio.problem import AllocationProblem, Project, Source
from huangyai.kernel import Money, Words


def why_not(problem: AllocationProblem, project: Project, source: Source, year: str) -> Words | None:
    """The first reason why the source can't pay the project in that year, or None when it can."""
    return next(reasons_against(problem, project, source, year), None)


def reasons_against(problem: AllocationProblem, project: Project, source: Source, year: str) -> Iterator[Words]:
    """Every reason why the source can't pay the project in that year, one sentence each, with its numbers."""
    cost = project.cost.get(year, Money(0))
    ceiling = source.ceiling.get(year, Money(0))
    for ban in problem.bans:
        if ban.project == project.id and ban.year in ("", year) and ban.source in ("", source.id):
            told = f" ({ban.why})" if ban.why else ""
            yield Words(th=f"เจ้าหน้าที่กำหนดว่าไม่ให้{told}", en=f"a person has ruled it out{told}")
            break
    if project.sources is not None and source.id not in project.sources:
        yield Words(th="โครงการไม่ได้ขอจากแหล่งนี้", en="the project does not ask this source")
    if source.groups and not any(project.need.get(group) for group in source.groups):
        groups = [problem.called(group) for group in sorted(source.groups)]
        yield Words(
            th=f"แหล่งนี้ให้เฉพาะงานเพื่อ {', '.join(group.th for group in groups)}",
            en=f"it pays only for {', '.join(group.en for group in groups)}",
        )
    if ceiling.satang <= 0:
        yield Words(th=f"ปี {year} แหล่งนี้ไม่มีเงิน", en=f"it has no money in {year}")
    elif most_of(project, source, year) < least_of(project, source, year):
        yield _why_amount(project, source, cost, ceiling)


def most_of(project: Project, source: Source, year: str) -> Money:
    """The most that the source may pay for the project in that year."""
    cost = project.cost.get(year, Money(0))
    limits = [cost.satang * source.share, Fraction(source.ceiling.get(year, Money(0)).satang)]
    if source.most is not None:
        limits.append(Fraction(source.most.satang))
    return Money(int(min(limits)))


def least_of(project: Project, source: Source, year: str) -> Money:
    """The least that the source pays if it pays: all of it when the project is not split among sources."""
    if not project.split:
        return max(project.cost.get(year, Money(0)), source.least)
    return max(source.least, Money(1))


def _why_amount(project: Project, source: Source, cost: Money, ceiling: Money) -> Words:
    if source.least > cost:
        return Words(
            th=f"แหล่งนี้ให้ตั้งแต่ {source.least} บาทขึ้นไป แต่ต้องใช้ {cost} บาท",
            en=f"it pays {source.least} baht or more; the cost is {cost}",
        )
    if source.share < 1 and not project.split:
        return Words(
            th=f"แหล่งนี้จ่ายไม่เกินร้อยละ {float(source.share) * 100:g} ต้องมีแหล่งอื่นสมทบ แต่โครงการไม่ได้ให้แบ่งแหล่งเงิน",
            en=f"it pays at most {float(source.share) * 100:g} % and the project may not be split among sources",
        )
    if source.most is not None and source.most < ceiling:
        return Words(
            th=f"แหล่งนี้ให้ไม่เกิน {source.most} บาทต่อโครงการ แต่ต้องใช้ {cost} บาท",
            en=f"it pays at most {source.most} baht a project; the cost is {cost}",
        )
    return Words(
        th=f"เพดานของแหล่งนี้คือ {ceiling} บาท แต่ต้องใช้ {cost} บาท",
        en=f"its ceiling is {ceiling} baht; the cost is {cost}",
    )
