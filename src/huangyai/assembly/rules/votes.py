from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from huangyai.kernel import BadInput, Fault, Refusal, Words
from huangyai.kernel.words import arabic_digits

MOST_POINTS = 100
# Letters of a proposal's name on the ballot.
MOST_NAME = 200


def plain_line(text: str) -> str:
    """One line without the signs that a published file of ballots uses itself."""
    return " ".join(text.replace(";", ",").replace('"', "”").split())


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands on one ballot: numbers (in order, where it is a ranking), and points where points are shared out."""

    choices: tuple[int, ...]
    points: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """What may stand on a ballot of one vote: its kind, each number with its cost, the money, the points."""

    kind: str
    costs: Mapping[int, Decimal]
    budget: Decimal = Decimal(0)
    points: int = 0
    ordered: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "ordered", self.kind == "ranking")

    def fault_of(self, mark: Mark) -> Words | None:
        """What is wrong with a ballot, or nothing."""
        if not mark.choices:
            return Words(th="ไม่ได้เลือกข้อใด", en="chooses nothing")
        if set(mark.choices) - set(self.costs):
            return Words(th="มีหมายเลขที่ไม่มีในข้อเสนอ", en="names a number that is not on the ballot")
        if len(set(mark.choices)) != len(mark.choices):
            return Words(th="เลือกหมายเลขเดิมซ้ำ", en="names a number twice")
        if self.kind == "hands" and len(mark.choices) > 1:
            return Words(th="ยกมือได้คนละครั้งเดียว", en="raises more than one hand")
        if self.kind == "knapsack" and (over := sum(self.costs[n] for n in mark.choices) - self.budget) > 0:
            return Words(th=f"เลือกเกินวงเงินไป {over:,.0f} บาท", en=f"spends {over:,.0f} baht more than there is")
        return self._fault_of_points(mark)

    def _fault_of_points(self, mark: Mark) -> Words | None:
        if self.kind != "points":
            return (
                Words(th="มีคะแนน ทั้งที่ครั้งนี้ไม่ได้ให้คะแนน", en="gives points in a vote without points")
                if mark.points
                else None
            )
        if len(mark.points) != len(mark.choices) or any(points < 1 for points in mark.points):
            return Words(th="ทุกข้อที่เลือกต้องมีคะแนน (เช่น 1:3 2:2)", en="must give points to each number (as 1:3 2:2)")
        if (given := sum(mark.points)) > self.points:
            return Words(th=f"ให้รวม {given} คะแนน เกิน {self.points}", en=f"gives {given} points of {self.points}")
        return None


def require_ballot(sheet: Sheet, mark: Mark) -> Mark:
    """A ballot that can be counted, written as it is kept."""
    fault = sheet.fault_of(mark)
    if fault is not None:
        raise Refusal(
            "ballot-invalid",
            th=f"บัตรนี้{fault.th} โปรดตรวจบัตรแล้วกรอกใหม่",
            en=f"This ballot {fault.en}; check the ballot and enter it again.",
        )
    if sheet.ordered:
        return mark
    order = sorted(range(len(mark.choices)), key=lambda at: mark.choices[at])
    return Mark(tuple(mark.choices[at] for at in order), tuple(mark.points[at] for at in order) if mark.points else ())


def require_payable(budget: Decimal, costs: Sequence[Decimal]) -> None:
    """Every proposal costs something and could be paid out of the money that is voted on."""
    if budget <= 0 or any(cost <= 0 for cost in costs):
        raise Refusal(
            "cost-impossible",
            th="วงเงินและค่าใช้จ่ายของทุกข้อเสนอต้องมากกว่า 0 บาท โปรดแก้ไขก่อนเปิดลงคะแนน",
            en="The money voted on and every proposal's cost must be more than 0 baht; correct them before the vote.",
        )
    if any(cost > budget for cost in costs):
        raise Refusal(
            "cost-over-budget",
            th="มีข้อเสนอที่แพงกว่าวงเงิน ซึ่งไม่มีทางได้ทำ โปรดลดขนาดข้อเสนอหรือเพิ่มวงเงิน",
            en="One proposal costs more than all the money and could never win; make it smaller, or the sum larger.",
        )


def require_choice_of(number: int, kind: str, proposals: int) -> None:
    """A vote without money chooses some of the proposals, and not all of them."""
    if not 1 <= number < proposals:
        raise Refusal(
            "chosen-number-impossible",
            th=f"โปรดบอกว่าจะเลือกกี่ข้อ อย่างน้อย 1 และน้อยกว่าจำนวนข้อเสนอ ({proposals} ข้อ)",
            en=f"Say how many are to be chosen: at least 1, and fewer than the {proposals} proposals.",
        )
    if kind == "knapsack":
        raise Refusal(
            "knapsack-needs-money",
            th="วิธีเลือกให้พอดีวงเงินต้องมีวงเงิน โปรดเลือกวิธีลงคะแนนอื่น",
            en="Marking as much as the money pays for needs money; choose another way to vote.",
        )


def chosen_words(place: int, number: int, marks: int) -> Words:
    """Why a proposal was chosen, or not, in a vote without money; `place` is 0 where it was not."""
    if place:
        return Words(
            th=f"ได้รับเลือกเป็นลำดับที่ {place} จากที่เลือก {number} ข้อ ได้ {marks:,} คะแนน",
            en=f"Chosen as number {place} of {number}, with {marks:,} in its favour.",
        )
    return Words(
        th=f"ไม่ได้รับเลือก: ได้ {marks:,} คะแนน มี {number} ข้อที่ได้คะแนนเท่ากันหรือมากกว่า จึงครบจำนวนแล้ว",
        en=f"Not chosen: {marks:,} in its favour; {number} had no fewer.",
    )


def require_points(kind: str, points: int) -> None:
    """Where points are shared out, everybody has the same number of them."""
    if kind == "points" and not 1 <= points <= MOST_POINTS:
        raise Refusal(
            "points-missing",
            th=f"โปรดกำหนดว่าแต่ละคนมีกี่คะแนน (1 ถึง {MOST_POINTS})",
            en=f"Say how many points each voter has (1 to {MOST_POINTS}).",
        )


def read_ballots(text: str, sheet: Sheet) -> list[Mark]:
    """Paper ballots as they are keyed in: one ballot a line, its numbers with blanks or commas between them.

    Points stand behind a number with a colon or equals sign: ``1:3 2:2``.
    """
    marks, faults = [], []
    for row, line in enumerate(arabic_digits(text).splitlines(), start=1):
        parts = line.replace(",", " ").replace("=", ":").split()
        if not parts:
            continue
        mark = _read_mark(parts)
        fault = sheet.fault_of(mark) if mark else Words(th="มีสิ่งที่ไม่ใช่ตัวเลข", en="holds something that is not a number")
        if fault is not None:
            faults.append(
                Fault(row, "", Words(th=f"{fault.th} โปรดดูบัตรใบนั้นอีกครั้ง", en=f"{fault.en}; look at that ballot again"))
            )
        elif mark:
            marks.append(require_ballot(sheet, mark))
    if faults:
        raise BadInput(faults)
    return marks


def _read_mark(parts: Sequence[str]) -> Mark | None:
    choices, points = [], []
    for part in parts:
        number, colon, given = part.partition(":")
        if not _is_number(number) or (colon and not _is_number(given)):
            return None
        choices.append(int(number))
        if colon:
            points.append(int(given))
    return Mark(tuple(choices), tuple(points))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 6
