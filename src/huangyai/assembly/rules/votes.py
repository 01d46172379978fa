from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from huangyai.kernel import BadInput, Fault, Refusal, Words
from huangyai.kernel.words import arabic_digits


def require_choices(choices: list[int], numbers: set[int]) -> list[int]:
    """A ballot names proposals of this vote, each once."""
    unknown = [choice for choice in choices if choice not in numbers]
    if not choices or unknown or len(set(choices)) != len(choices):
        raise Refusal(
            "ballot-invalid",
            th="บัตรนี้เลือกหมายเลขที่ไม่มี หรือเลือกซ้ำ โปรดตรวจบัตรแล้วกรอกใหม่",
            en="This ballot names a number that is not on it, or one twice; check the ballot and enter it again.",
        )
    return sorted(choices)


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


def read_ballots(text: str, numbers: set[int]) -> list[list[int]]:
    """Paper ballots as they are keyed in: one ballot a line, its numbers with blanks or commas between them."""
    ballots, faults = [], []
    for row, line in enumerate(arabic_digits(text).splitlines(), start=1):
        marks = line.replace(",", " ").split()
        if not marks:
            continue
        if not all(mark.isascii() and mark.isdigit() and len(mark) < 6 for mark in marks):
            faults.append(_fault(row, "มีสิ่งที่ไม่ใช่ตัวเลข", "holds something that is not a number"))
            continue
        choices = [int(mark) for mark in marks]
        if set(choices) - numbers:
            faults.append(_fault(row, "มีหมายเลขที่ไม่มีในข้อเสนอ", "names a number that is not on the ballot"))
        elif len(set(choices)) != len(choices):
            faults.append(_fault(row, "เลือกหมายเลขเดิมซ้ำ", "names a number twice"))
        else:
            ballots.append(choices)
    if faults:
        raise BadInput(faults)
    return ballots


def _fault(row: int, th: str, en: str) -> Fault:
    return Fault(row, "", Words(th=f"{th} โปรดดูบัตรใบนั้นอีกครั้ง", en=f"{en}; look at that ballot again"))
