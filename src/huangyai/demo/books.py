"""A plan book that waits to be brought in: projects for the next five years, as another system gives them out."""

from __future__ import annotations

import csv
import io

from huangyai.kernel import Actor
from huangyai.plan.actions.books import keep_book, map_book
from huangyai.plan.models import BookDraft
from huangyai.plan.queries.books import BookLayout

# Project, objective, target, strategy, thousands of baht in each of five years, unit.
_PROJECTS = (
    ("รถรับส่งผู้สูงอายุและคนพิการไปพบแพทย์", "เพื่อให้ไปพบแพทย์ได้ตามนัด", "ผู้สูงอายุและคนพิการ 120 คน", 1, (120, 120, 130, 130, 140), "สำนักปลัด"),
    ("ปรับบ้านให้คนพิการอยู่ได้อย่างปลอดภัย", "เพื่อลดการหกล้มในบ้าน", "บ้าน 10 หลังต่อปี", 1, (200, 200, 200, 200, 200), "กองช่าง"),
    ("ค่ายเยาวชนวันหยุด", "เพื่อให้เยาวชนมีที่ไปในวันหยุด", "เยาวชน 60 คน", 1, (50, 50, 55, 55, 60), "กองการศึกษา"),
    ("ฝึกอาชีพใกล้บ้านสำหรับครอบครัวรายได้น้อย", "เพื่อให้มีรายได้เพิ่ม", "30 ครอบครัว", 2, (80, 0, 80, 0, 80), "สำนักปลัด"),
    ("ไฟส่องทางเข้าชุมชน", "เพื่อให้เดินทางกลางคืนได้ปลอดภัย", "40 จุด", 3, (300, 150, 0, 0, 0), "กองช่าง"),
    ("คลองสะอาดด้วยมือเรา", "เพื่อให้น้ำไหลและไม่มีขยะ", "คลอง 3 สาย ปีละ 4 ครั้ง", 3, (20, 20, 20, 20, 20), "กองสาธารณสุข"),
)  # fmt: skip
_STRATEGIES = {1: "ยุทธศาสตร์ด้านคุณภาพชีวิต", 2: "ยุทธศาสตร์ด้านเศรษฐกิจชุมชน", 3: "ยุทธศาสตร์ด้านบ้านเมืองและสิ่งแวดล้อม"}


def leave_book_waiting(*, actor: Actor, first_year: int) -> BookDraft:
    """Keep the book with its columns said, so that somebody can look at it and say yes."""
    text = io.StringIO(newline="")
    write = csv.writer(text)
    years = range(first_year, first_year + 5)
    write.writerow(
        ["ลำดับ", "ชื่อโครงการ", "วัตถุประสงค์", "เป้าหมาย (ผลผลิต)", "ยุทธศาสตร์", *(f"งบประมาณปี {year} (บาท)" for year in years),
         "หน่วยงานรับผิดชอบหลัก", "ผู้บันทึก"]
    )  # fmt: skip
    for number, (name, objective, target, strategy, thousands, unit) in enumerate(_PROJECTS, start=1):
        money = [f"{amount * 1000:,}" if amount else "" for amount in thousands]
        write.writerow([number, name, objective, target, _STRATEGIES[strategy], *money, unit, "งานแผน"])
    draft = keep_book(
        actor=actor,
        source="e-Plan",
        file_name=f"แผน {first_year}-{first_year + 4}.csv",
        content=text.getvalue().encode(),
        first_year=first_year,
    )
    return map_book(actor=actor, draft=draft, columns=BookLayout.of(draft.layout).columns)
