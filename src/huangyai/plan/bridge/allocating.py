"""A year's money given out by the engine, told in people's words."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from huangyai.engines import portfolio
from huangyai.kernel import Money, Refusal, Words
from huangyai.plan.bridge.asking import Offer, YearToGive, names_of, problem_of
from huangyai.plan.models import MoneyRuling, YearMoney

__all__ = ["MORE", "Allotment", "Given", "Offer", "YearToGive", "allocate_year"]

# What “one more sum” means on the page.
MORE = Decimal(100_000)
_ONE_MORE_SECONDS = 3.0
Progress = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class Allotment:
    """A project's money of one year: what each source gives (nothing: it has none), and why."""

    money_id: uuid.UUID
    parts: tuple[tuple[uuid.UUID, Decimal], ...]
    reason: Words

    @property
    def baht(self) -> Decimal:
        """All parts together."""
        return sum((baht for _, baht in self.parts), Decimal(0))

    @property
    def source_id(self) -> uuid.UUID | None:
        """The source that gives most."""
        return max(self.parts, key=lambda part: part[1])[0] if self.parts else None


@dataclass(frozen=True, slots=True)
class MoreMoney:
    """What `MORE` baht more of a source would do: the projects that would enter or leave, and how much need is met."""

    source: uuid.UUID
    enter: tuple[uuid.UUID, ...]
    leave: tuple[uuid.UUID, ...]
    need: int


@dataclass(frozen=True, slots=True)
class Given:
    """A year's money given out, how good that is provably, and what could not be kept.

    `met` counts people on lists and voices; the objective also counts 1 for a project that nobody asked for yet.
    """

    allotments: tuple[Allotment, ...]
    met: int
    objective: float
    bound: float
    gap: float
    seconds: float
    floors: tuple[portfolio.Floor, ...]
    broken: tuple[portfolio.BrokenPin, ...]
    more: tuple[MoreMoney, ...]


def allocate_year(asked: YearToGive, *, seconds: float, progress: Progress | None = None) -> Given:
    """Give one year's money out so that the most need is met under the sources' ceilings and terms.

    What an assembly voted for and what a person pinned comes first, then the floors; what a person overruled stands.
    `progress` is told the stage (``solving``, ``more``) and its part from 0 to 1.
    """
    _check_overrules(asked)
    problem = problem_of(asked)
    tell = progress or _silent
    tell("solving", 0.0)
    answer = portfolio.allocate(
        problem,
        seconds=seconds,
        seed=1,
        progress=lambda _value, _bound, spent: tell("solving", min(1, spent / seconds)),
    )
    more = []
    for at, source in enumerate(problem.sources):
        tell("more", at / len(problem.sources))
        more.append(_one_more(asked, problem, answer, source.id))
    kept = sum((sum(asked.need(row).groups.values()) or 1 for row in asked.fixed()), 0)
    allotments = tuple(_told(asked, problem, answer))
    paid = {allotment.money_id for allotment in allotments if allotment.parts}
    with_money = [*asked.settled, *(row for row in asked.money if row.pk in paid)]
    return Given(
        allotments=allotments,
        met=sum(asked.known_need(row.project_id) for row in with_money),
        objective=answer.objective + kept,
        bound=answer.bound + kept,
        gap=answer.gap,
        seconds=answer.seconds,
        floors=answer.floors,
        broken=answer.broken_pins,
        more=tuple(more),
    )


def _silent(_stage: str, _part: float) -> None:
    return None


def _check_overrules(asked: YearToGive) -> None:
    taken = asked.taken()
    for offer in asked.offers:
        given = taken.get(offer.source.pk, Decimal(0))
        if given > offer.limit:
            raise Refusal(
                "given-above-ceiling",
                th=f"เงินจาก{offer.source.name}ที่ดำเนินการไปแล้วหรือมีคำสั่งให้จ่าย รวม {Money.baht(given)} บาท "
                f"แต่วงเงินปี {asked.year} มี {Money.baht(offer.limit)} บาท โปรดเพิ่มวงเงินหรือถอนคำสั่งบางข้อ",
                en=f"{Money.baht(given)} baht of {offer.source.name} are on their way or given by rulings, and its ceiling in "
                f"{asked.year} is {Money.baht(offer.limit)}; raise the ceiling or take a ruling back.",
            )


def _one_more(
    asked: YearToGive, problem: portfolio.AllocationProblem, answer: portfolio.Allocation, source: str
) -> MoreMoney:
    found = portfolio.what_more_would_do(
        problem, answer, source, str(asked.year), more=Money.baht(MORE), seconds=_ONE_MORE_SECONDS
    )
    enter = tuple(uuid.UUID(project) for project, _ in found.enter)
    leave = tuple(uuid.UUID(project) for project, _ in found.leave)
    need = sum(asked.known_need(project) for project in enter) - sum(asked.known_need(project) for project in leave)
    return MoreMoney(uuid.UUID(source), enter, leave, need)


def _told(asked: YearToGive, problem: portfolio.AllocationProblem, answer: portfolio.Allocation) -> list[Allotment]:
    granted: dict[str, list[portfolio.Grant]] = defaultdict(list)
    for grant in answer.chosen:
        granted[grant.project].append(grant)
    names = names_of(asked)
    found = []
    for row in asked.money:
        ruling = asked.ruling(row, MoneyRuling.Kind.OVERRULE)
        if ruling is not None:
            found.append(_overruled(row, ruling))
        elif grants := granted.get(str(row.project_id)):
            found.append(_given(asked, row, grants, names))
        else:
            found.append(Allotment(row.pk, (), _why_nothing(asked, problem, answer, row)))
    return found


def _overruled(row: YearMoney, ruling: MoneyRuling) -> Allotment:
    baht = ruling.baht or Decimal(0)
    source = ruling.source
    if source is None or not baht:
        reason = Words(
            th=f"ไม่ได้เงินปีนี้ตามคำสั่งของเจ้าหน้าที่ เพราะ {ruling.reason}",
            en=f"No money this year by a person's ruling: {ruling.reason}",
        )
        return Allotment(row.pk, (), reason)
    amount = Money.baht(baht)
    return Allotment(
        row.pk,
        ((source.pk, baht),),
        Words(
            th=f"ได้ {amount} บาท จาก{source.name} ตามคำสั่งของเจ้าหน้าที่ เพราะ {ruling.reason}",
            en=f"Gets {amount} baht from {source.name} by a person's ruling: {ruling.reason}",
        ),
    )


def _given(asked: YearToGive, row: YearMoney, grants: list[portfolio.Grant], names: Mapping[str, Words]) -> Allotment:
    need, pin, voted = asked.need(row), asked.ruling(row, MoneyRuling.Kind.PIN), asked.voted.get(row.project_id)
    answers = _answers(need.people, need.voices)
    th = "ได้ " + " และ ".join(f"{grant.money} บาท จาก{names[grant.source].th}" for grant in grants)
    en = "Gets " + " and ".join(f"{grant.money} baht from {names[grant.source].en}" for grant in grants)
    th, en = f"{th} เพราะ{answers.th}", f"{en}: {answers.en}"
    if pin is not None:
        th, en = f"{th} และเจ้าหน้าที่กำหนดให้ต้องได้ ({pin.reason})", f"{en}, and a person ruled that it must ({pin.reason})"
    elif voted is not None:
        th, en = f"{th} และ{voted.th}", f"{en}, and {voted.en}"
    parts = tuple((uuid.UUID(grant.source), grant.money.in_baht) for grant in grants)
    return Allotment(row.pk, parts, Words(th=th, en=f"{en}."))


def _answers(people: int, voices: int) -> Words:
    th, en = [], []
    if people:
        th.append(f"ช่วยคนในบัญชีที่ยืนยันแล้ว {people:,} คน")
        en.append(f"it is for {people:,} confirmed {'person' if people == 1 else 'people'}")
    if voices:
        th.append(f"ตอบเรื่องที่ประชาชนพูด {voices:,} เสียง")
        en.append(f"it answers what {voices:,} {'voice' if voices == 1 else 'voices'} said")
    if not th:
        return Words(
            th="ยังมีวงเงินเหลือ แม้ยังไม่มีเสียงจากประชาคม",
            en="there was money left, though no voice of an assembly asks for it",
        )
    return Words(th=" และ".join(th), en=" and ".join(en))


def _why_nothing(
    asked: YearToGive, problem: portfolio.AllocationProblem, answer: portfolio.Allocation, row: YearMoney
) -> Words:
    ban = asked.ruling(row, MoneyRuling.Kind.BAN)
    if ban is not None and ban.source_id is None:
        return Words(
            th=f"ไม่ได้เงินปีนี้ตามคำสั่งของเจ้าหน้าที่ เพราะ {ban.reason}",
            en=f"No money this year by a person's ruling: {ban.reason}",
        )
    key, year = str(row.project_id), str(asked.year)
    # Whether the municipality may ask a source at all, the engine doesn't know; here those reasons come first.
    project = replace(next(one for one in problem.projects if one.id == key), sources=None)
    against = []
    for offer, source in zip(asked.offers, problem.sources, strict=True):
        first = next(iter(offer.against), None) or portfolio.why_not(problem, project, source, year)
        if first is None:
            return answer.reasons[key]
        against.append((problem.called(source.id), first))
    return Words(
        th=f"ปี {year} ไม่มีแหล่งเงินที่จ่ายได้: " + "; ".join(f"{source.th}: {why.th}" for source, why in against),
        en=f"No source can pay it in {year}: " + "; ".join(f"{source.en}: {why.en}" for source, why in against) + ".",
    )
