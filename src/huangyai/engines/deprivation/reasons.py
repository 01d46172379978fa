"""Sentences that go with the figures, for whoever asks why."""

from __future__ import annotations

from huangyai.engines.deprivation.indicators import IndicatorSet, MissingRule
from huangyai.engines.deprivation.measurement import Measurement
from huangyai.kernel import BadInput, Words


def reasons_of(
    overall: Measurement, indicators: IndicatorSet, rows_read: int, rows_used: int, missing: dict[str, int]
) -> tuple[Words, ...]:
    """What the figures rest on: the rule, the rows left out, and what weighs most."""
    cutoff = indicators.cutoff
    reasons = [
        Words(
            th=f"นับว่าขาดแคลนเมื่อความขาดแคลนถ่วงน้ำหนักรวมกันตั้งแต่ {cutoff} ขึ้นไป",
            en=f"Counted as poor when the weighted deprivations add up to {cutoff} or more.",
        )
    ]
    left_out = rows_read - rows_used
    if left_out:
        reasons.append(
            Words(
                th=f"ไม่ได้นับ {left_out:,} จาก {rows_read:,} แถว เพราะมีช่องว่างในตัวชี้วัดอย่างน้อยหนึ่งข้อ",
                en=f"{left_out:,} of {rows_read:,} rows are left out: at least one indicator is empty.",
            )
        )
    elif any(missing.values()) and indicators.missing is MissingRule.NOT_DEPRIVED:
        empty = sum(missing.values())
        reasons.append(
            Words(
                th=f"ช่องว่าง {empty:,} ช่องนับเป็นไม่ขาดแคลน ค่าจริงอาจสูงกว่านี้",
                en=f"{empty:,} empty answers count as not deprived; true values may be higher.",
            )
        )
    if overall.adjusted_headcount:
        first = max(indicators.indicators, key=lambda indicator: overall.contribution[indicator.column])
        part = overall.contribution[first.column]
        reasons.append(
            Words(
                th=f"“{first.words.th}” มีส่วนมากที่สุดในความขาดแคลนทั้งหมด คือร้อยละ {100 * part:.1f}",
                en=f"“{first.words.en}” contributes most to poverty: {100 * part:.1f} per cent.",
            )
        )
    return tuple(reasons)


def group_without_rows(column: str, group: str) -> Words:
    """Why a group that is in the survey has no figures."""
    return Words(
        th=f"ไม่มีแถวที่ใช้ได้ของ {column} “{group}” จึงไม่มีผลของกลุ่มนี้",
        en=f"No row of {column} “{group}” is usable, so this group has no figures.",
    )


def nothing_to_measure(rows: int) -> BadInput:
    """Why there are no figures at all, and what to do."""
    if not rows:
        return BadInput.of(th="ไฟล์สำรวจมีแต่หัวตาราง ยังไม่มีข้อมูล", en="The survey has a header and no rows.")
    return BadInput.of(
        th='ไม่มีแถวที่ใช้คำนวณได้ ทุกแถวมีช่องว่าง โปรดเติมข้อมูล หรือกำหนด missing = "not-deprived"',
        en='No row can be used: each lacks an answer. Fill them in, or set missing = "not-deprived".',
    )
