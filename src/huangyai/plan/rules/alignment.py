"""The lines ก. to จ. with which form ผ.02 opens: from what a strategy follows."""

from __future__ import annotations

LABELS = (
    "ก. ยุทธศาสตร์ชาติ 20 ปี",
    "ข. แผนพัฒนาเศรษฐกิจและสังคมแห่งชาติ ฉบับที่ 13",
    "ค. เป้าหมายการพัฒนาที่ยั่งยืน (SDGs)",
    "ง. ยุทธศาสตร์จังหวัด",
    "จ. ยุทธศาสตร์การพัฒนาขององค์กรปกครองส่วนท้องถิ่นในเขตจังหวัด",
)


def alignment_lines(written: str) -> tuple[str, ...]:
    """The lines as the form prints them; a line that was left empty is left out, more than five are not printed."""
    lines = [line.strip() for line in written.splitlines()]
    return tuple(f"{label}: {line}" for label, line in zip(LABELS, lines, strict=False) if line)
