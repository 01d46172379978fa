"""Why each project got its money or didn't, in one sentence with its numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from huangyai.engines.portfolio.allocation import Grant
from huangyai.engines.portfolio.eligibility import why_not
from huangyai.engines.portfolio.problem import AllocationProblem, Project, Rule, Source
from huangyai.kernel import Money, Words

_HUNDRED_THOUSAND = Money(100_000 * 100)


def explain_projects(
    problem: AllocationProblem, chosen: tuple[Grant, ...], prices: dict[str, dict[str, float]]
) -> dict[str, Words]:
    """A reason for every project."""
    grants: dict[str, list[Grant]] = defaultdict(list)
    for grant in chosen:
        grants[grant.project].append(grant)
    pinned = {pin.project for pin in problem.pins}
    return {
        project.id: _why_chosen(problem, project, grants[project.id], pinned=project.id in pinned)
        if grants[project.id]
        else _why_left_out(problem, project, prices)
        for project in problem.projects
    }


def why_pin_broken(problem: AllocationProblem, pin: Rule) -> Words:
    """Why a pin could not be kept: nobody may pay it, or the ceilings do not hold all pins together."""
    project = next(one for one in problem.projects if one.id == pin.project)
    years = [year for year in _years(problem, project) if pin.year in ("", year)]
    sources = [source for source in problem.sources if pin.source in ("", source.id)]
    if not years:
        return Words(
            th=f"โครงการ {problem.called(pin.project).th} ไม่มีงบในปีที่ตรึง",
            en=f"Project {problem.called(pin.project).en} has no cost in the pinned year.",
        )
    for year in years:
        against = _against(problem, project, sources, year)
        if len(against) == len(sources):
            return _listed(problem, Words(th=f"ปี {year}", en=year), against)
    return Words(
        th="เพดานเงินไม่พอสำหรับทุกรายการที่ตรึงไว้พร้อมกัน",
        en="The ceilings do not hold everything that is pinned at once.",
    )


def _against(
    problem: AllocationProblem, project: Project, sources: Sequence[Source], year: str
) -> list[tuple[str, Words]]:
    return [(source.id, why) for source in sources if (why := why_not(problem, project, source, year)) is not None]


def _listed(problem: AllocationProblem, head: Words, against: list[tuple[str, Words]]) -> Words:
    return Words(
        th=f"{head.th}: " + "; ".join(f"{problem.called(source).th}: {why.th}" for source, why in against),
        en=f"{head.en}: " + "; ".join(f"{problem.called(source).en}: {why.en}" for source, why in against) + ".",
    )


def _years(problem: AllocationProblem, project: Project) -> list[str]:
    return [year for year in problem.years if project.cost.get(year, Money(0)).satang > 0]


def _need(problem: AllocationProblem, project: Project) -> str:
    return f"{float(problem.worth(project)):,.6g}"


def _why_chosen(problem: AllocationProblem, project: Project, grants: list[Grant], *, pinned: bool) -> Words:
    need = _need(problem, project)
    th = "ได้ " + ", ".join(f"{it.money} บาท จาก {problem.called(it.source).th} ปี {it.year}" for it in grants)
    en = "Gets " + ", ".join(f"{it.money} baht from {problem.called(it.source).en} in {it.year}" for it in grants)
    th += f" ตอบความต้องการ {need} ต่อปี"
    en += f"; it meets a need of {need} each year."
    if pinned:
        th += " (เจ้าหน้าที่กำหนดไว้)"
        en += " A person has pinned it."
    missing = [year for year in _years(problem, project) if year not in {it.year for it in grants}]
    if missing:
        th += f" ปีที่ยังไม่ได้: {', '.join(missing)}"
        en += f" Not funded in {', '.join(missing)}."
    return Words(th=th, en=en)


def _why_left_out(problem: AllocationProblem, project: Project, prices: dict[str, dict[str, float]]) -> Words:
    years = _years(problem, project)
    if not years:
        return Words(th="ไม่มีงบประมาณในปีใดเลย", en="It has no cost in any year.")
    worth = float(problem.worth(project))
    if not worth and not any(project.villages.values()):
        return Words(
            th="ยังไม่ได้บอกว่าโครงการนี้ตอบความต้องการของใครเท่าใด จึงไม่ถูกเลือก",
            en="It says of nobody how much need it meets, so it is not chosen.",
        )
    payable = [
        (source, year)
        for year in years
        for source in problem.sources
        if why_not(problem, project, source, year) is None
    ]
    dry = [year for year in years if year not in {year for _, year in payable}]
    if not payable or (dry and project.whole):
        head = Words(th=f"ปี {dry[0]} ไม่มีแหล่งเงินที่จ่ายได้", en=f"No source can pay it in {dry[0]}")
        return _listed(problem, head, _against(problem, project, problem.sources, dry[0]))
    source, year = min(payable, key=lambda it: (prices[it[0].id].get(it[1], 0.0), it[1], it[0].id))
    cost = project.cost[year]
    own = worth * _HUNDRED_THOUSAND.satang / cost.satang
    price = prices[source.id].get(year, 0.0) * 100_000
    if price > own:
        return Words(
            th=f"ต้องใช้ {cost} บาท ตอบความต้องการ {own:,.4g} ต่อแสนบาท แต่เงิน {problem.called(source.id).th} ปี {year} "
            f"ใช้กับโครงการอื่นได้ {price:,.4g} ต่อแสนบาท",
            en=f"It costs {cost} baht and meets {own:,.4g} per 100,000 baht; money of {problem.called(source.id).en} in {year} "
            f"meets {price:,.4g} per 100,000 in other projects.",
        )
    return Words(
        th=f"ต้องใช้ {cost} บาท แต่เงินที่เหลือหลังจากโครงการที่ตอบความต้องการได้มากกว่าไม่พอ",
        en=f"It costs {cost} baht; what is left after projects that together meet more need is not enough.",
    )
