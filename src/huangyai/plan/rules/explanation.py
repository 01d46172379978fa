"""A wrong total in one sentence."""

from __future__ import annotations

from huangyai.kernel import Words
from huangyai.plan.rules.cross_foot import WrongTotal


def explain(total: WrongTotal) -> Words:
    """What is printed, what its parts add up to, and whose error it is, as far as the figures themselves
    show."""
    name = f"{total.strategy} {total.line}".strip()
    column_th = "รวมทุกปี" if total.year is None else f"ปี {total.year}"
    column_en = "all years" if total.year is None else str(total.year)
    th = (
        f"{name} ({column_th}) พิมพ์ไว้ {total.printed.count:,} โครงการ {total.printed.money} บาท "
        f"แต่ส่วนย่อยรวมได้ {total.should_be.count:,} โครงการ {total.should_be.money} บาท "
        f"ต่างกัน {total.missing.count:,} โครงการ {total.missing.money} บาท"
    )
    en = (
        f"{name} ({column_en}) prints {total.printed.count:,} projects and {total.printed.money} baht, "
        f"but its parts add up to {total.should_be.count:,} and {total.should_be.money}: "
        f"{total.missing.count:,} projects and {total.missing.money} baht apart"
    )
    if total.left_out_year is not None and not total.inherits_from:
        th += f" เท่ากับยอดของปี {total.left_out_year} ที่ไม่ได้รวมไว้"
        en += f", exactly the year {total.left_out_year}, which was left out"
        others = [str(year) for year in total.explaining_years if year != total.left_out_year]
        if others:
            th += f" (ปี {', '.join(others)} มียอดเท่ากัน แต่ยอดที่พิมพ์ตรงกับผลบวกสะสมก่อนปีสุดท้าย)"
            en += (
                f" ({', '.join(others)} holds the same figures; "
                "the printed total is the running sum before the last year)"
            )
    if total.inherits_from:
        origins = ", ".join(f"“{name}”" for name in total.inherits_from)
        th += f" เป็นความคลาดเคลื่อนที่รับต่อมาจาก {origins}"
        en += f"; it inherits the error of {origins}"
    return Words(th=th, en=en + ".")
