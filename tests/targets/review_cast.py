"""A civil register with namesakes, and a volunteer's visit list that can't tell them apart."""

from __future__ import annotations

from huangyai.kernel import Actor
from huangyai.targets.actions import bring_register, join_registers
from huangyai.targets.models import Pair, Register, RegisterRow
from huangyai.targets.queries import review

# Ids that begin with 9 belong to nobody.
CIVIL = """ลำดับ,เลขประจำตัวประชาชน,คำนำหน้า,ชื่อ,นามสกุล,เพศ,วันเดือนปีเกิด,บ้านเลขที่,รหัสหมู่บ้าน
1,9000000000012,นาง,สมศรี,แสงจันทร์,หญิง,1 พ.ค. 2490,12,22010801
2,9000000000021,นาย,บุญเลิศ,ทองดี,ชาย,2 มิ.ย. 2488,7,22010801
3,9000000000039,นางสาว,ขวัญใจ,งามดี,หญิง,5 ก.ย. 2505,45,22010802
4,9000000000047,นางสาว,ขวัญใจ,งามดี,หญิง,5 ก.ย. 2505,46,22010802
5,9000000000055,นาย,สมชาย,ทองดี,ชาย,7 ม.ค. 2495,8,22010801
6,,นาย,สมชาย,ทองดี,ชาย,7 ม.ค. 2495,88,22010802
"""
VISITS = """ที่,ชื่อผู้รับการเยี่ยม,ปี พ.ศ. เกิด,บ้านเลขที่,รหัสหมู่บ้าน,ชื่อเล่น,โทรศัพท์
1,สมศรี แสงจันทร์,2490,12,22010801,แดง,081-234-5678
2,ขวัญใจ งามดี,2505,,,หนู,0812345679
3,สมชาย ทองดี,2495,,,โต,
4,ใครก็ไม่รู้ ต่างถิ่น,2500,99,22010802,,
"""
SURE, DOUBTFUL, NAMESAKE, STRANGER = 2, 3, 4, 5


def bring_lists(actor: Actor, *, civil: str = CIVIL, visits: str = VISITS) -> Register:
    """Both lists, brought in and not joined."""
    bring_register(actor=actor, kind="civil", file_name="civil.csv", content=civil.encode())
    return bring_register(actor=actor, kind="visits", file_name="visits.csv", content=visits.encode()).register


def join(actor: Actor) -> Register:
    """Both lists, joined: one row is sure, two have two candidates each, one is nobody."""
    visits = bring_lists(actor)
    join_registers(actor=actor)
    return visits


def row_at(register: Register, number: int) -> RegisterRow:
    """A row by the number that a spreadsheet shows."""
    return RegisterRow.objects.select_related("person").get(register=register, row=number)


def pairs_of(row: RegisterRow) -> list[Pair]:
    """The candidates of a row, likeliest first."""
    return list(Pair.objects.filter(row=row).select_related("person", "row__register").order_by("-probability", "pk"))


def waiting(actor: Actor) -> list[Pair]:
    """The rows that somebody is asked about now, in order."""
    return list(review.waiting_pairs(actor).filter(row__isnull=False))


def waiting_entries(actor: Actor) -> list[Pair]:
    """Entries of the register that may be one person, as somebody is asked about now."""
    return list(review.waiting_pairs(actor).filter(row__isnull=True))


__all__ = [
    "CIVIL",
    "DOUBTFUL",
    "NAMESAKE",
    "STRANGER",
    "SURE",
    "VISITS",
    "bring_lists",
    "join",
    "pairs_of",
    "row_at",
    "waiting",
    "waiting_entries",
]
