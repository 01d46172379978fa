"""Reading figures as people type them into plan sheets, exactly."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from huangyai.kernel import Fault, Money, Words
from huangyai.kernel.words import arabic_digits

_NOTHING = {"", "-", "–", "—", "0"}
_MOST_BAHT = Decimal(10) ** 12


def exact_number(value: object) -> Decimal | None:
    """The number in a cell, None when the cell says nothing; ValueError when it holds something else."""
    if value is None:
        return None
    if isinstance(value, bool):
        raise ValueError(value)
    if isinstance(value, int | float | Decimal):
        number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    else:
        text = arabic_digits(str(value)).strip().replace(",", "").replace(" ", "")
        text = text.removesuffix("บาท").removesuffix(".-")
        if text in _NOTHING:
            return None if text != "0" else Decimal(0)
        try:
            number = Decimal(text)
        except InvalidOperation:
            raise ValueError(value) from None
    if not number.is_finite():
        raise ValueError(value)
    return number


def read_money(value: object, row: int, column: str) -> Money | Fault | None:
    """Baht in a cell, to the satang; None when no amount is printed; a fault that says what to type
    instead."""
    shown = str(value).strip()[:40]
    try:
        number = exact_number(value)
    except ValueError:
        return Fault(
            row,
            column,
            Words(
                th=f"“{shown}” ไม่ใช่จำนวนเงิน โปรดใส่ตัวเลขบาท เช่น 50,000 หรือเว้นว่างถ้าไม่มีงบ",
                en=(
                    f"“{shown}” is not an amount of money; type baht such as 50,000, or leave it empty "
                    "when there is none."
                ),
            ),
        )
    if number is None:
        return None
    if number < 0:
        return Fault(
            row,
            column,
            Words(
                th=f"จำนวนเงินติดลบไม่ได้ ({shown}) โปรดตรวจกับเล่มแผน",
                en=f"An amount can't be negative ({shown}); please check it against the plan book.",
            ),
        )
    if number > _MOST_BAHT or number * 100 != (number * 100).to_integral_value():
        return Fault(
            row,
            column,
            Words(
                th=f"จำนวนเงิน {shown} ละเอียดกว่าสตางค์หรือใหญ่เกินไป โปรดตรวจกับเล่มแผน",
                en=(
                    f"The amount {shown} is finer than a satang or far too large; please check it against "
                    "the plan book."
                ),
            ),
        )
    return Money(int(number * 100))


def read_count(value: object, row: int, column: str) -> int | Fault:
    """A number of projects; an empty cell is none."""
    try:
        number = exact_number(value) or Decimal(0)
    except ValueError:
        number = Decimal(-1)
    if number < 0 or number != number.to_integral_value():
        return Fault(
            row,
            column,
            Words(
                th=f"“{str(value).strip()[:40]}” ไม่ใช่จำนวนโครงการ โปรดใส่จำนวนเต็ม เช่น 12",
                en=(f"“{str(value).strip()[:40]}” is not a number of projects; type a whole number such as 12."),
            ),
        )
    return int(number)
