"""What the example municipality's people say, vote for and do. Invented; no sentence is anybody's."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence said in a village's assembly. `project` names the project of the plan that answers it."""

    village: int
    kind: str
    category: str
    sentence: str
    voices: int
    project: str = ""
    answer: tuple[str, str] | None = None


SAID: tuple[Said, ...] = (
    Said(1, "problem", "children", "หลานไม่มีที่ไปตอนปิดเทอม พ่อแม่ต้องไปรับจ้าง", 18, "youth"),
    Said(1, "problem", "infrastructure", "ไฟทางซอยวัดพลับดับหลายดวง เด็กเดินกลับบ้านมืด", 9,
         answer=("studying", "กองช่างกำลังสำรวจจุดที่ดับทั้งหมด จะแจ้งผลในประชาคมครั้งหน้า")),
    Said(1, "need", "culture", "อยากให้มีวันทำความสะอาดชุมชนร่วมกันทุกเดือน", 12),
    Said(2, "problem", "livelihood", "รับจ้างรายวันไม่มีวันหยุด ไปอบรมอาชีพตอนกลางวันไม่ได้", 21, "work"),
    Said(2, "problem", "environment", "คลองหลังหมู่บ้านมีขยะมาก น้ำเหม็นหน้าแล้ง", 14,
         answer=("answered", "กองสาธารณสุขเก็บขยะในคลองแล้วเมื่อต้นเดือน และจะเก็บซ้ำทุกสองเดือน")),
    Said(3, "problem", "elderly", "ผู้สูงอายุอยู่บ้านคนเดียว ไม่มีใครพาไปหาหมอตามนัด", 14, "care"),
    Said(3, "need", "health", "อยากให้มีคนมาสอนออกกำลังกายสำหรับคนปวดเข่า", 8, "care"),
    Said(4, "problem", "disability", "คนพิการนั่งรถเข็นขึ้นรถสองแถวไม่ได้ เลยไม่ได้ออกจากบ้าน", 7, "care"),
    Said(4, "problem", "infrastructure", "ถนนเข้าบ้านเก่าเป็นหลุม หน้าฝนรถจักรยานยนต์ล้มบ่อย", 16),
    Said(5, "need", "culture", "ขอสนามฟุตซอลใหม่ให้เด็กเล่นหลังเลิกเรียน", 31,
         answer=("impossible", "ที่ดินที่ขอเป็นป่าชายเลน ก่อสร้างไม่ได้ ระหว่างนี้ใช้สนามโรงเรียนหลังสี่โมงเย็นได้")),
    Said(5, "problem", "livelihood", "แม่บ้านอยากมีรายได้เสริม แต่ไม่มีที่ขายของ", 15, "work"),
    Said(6, "problem", "elderly", "ยายไม่มีคนพาไปโรงพยาบาล ลูกทำงานโรงงานลาไม่ได้", 11, "care"),
    Said(6, "problem", "children", "เด็กเล่นมือถือทั้งวันช่วงปิดเทอม ไม่มีกิจกรรมให้ทำ", 17, "youth"),
    Said(7, "problem", "safety", "กลางคืนมีวัยรุ่นขับรถเสียงดัง ผู้สูงอายุนอนไม่หลับ", 10,
         answer=("answered", "หารือกับตำรวจแล้ว จัดสายตรวจคืนวันศุกร์และเสาร์ตั้งแต่เดือนนี้")),
    Said(7, "need", "livelihood", "อยากเรียนทำขนมพื้นบ้านไว้ขายตลาดนัด", 13, "work"),
    Said(8, "problem", "elderly", "คนติดเตียงสามบ้านไม่มีใครช่วยเปลี่ยนผ้าและทำแผล", 6, "care"),
    Said(8, "problem", "health", "น้ำประปาขุ่นหลังฝนตก กลัวไม่สะอาด", 19),
    Said(9, "problem", "elderly", "ผู้สูงอายุบ้านเขาน้อยไม่มีคนพาไปหาหมอ", 14, "care"),
    Said(9, "need", "children", "อยากให้เด็กได้ฝึกอาชีพและมีรายได้เล็ก ๆ น้อย ๆ", 9, "youth"),
    Said(10, "problem", "livelihood", "ครอบครัวประมงรายได้ไม่แน่นอน มรสุมเข้าก็ไม่มีเงิน", 20, "work"),
    Said(10, "problem", "environment", "น้ำทะเลหนุนท่วมถนนปีละหลายครั้ง", 12),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Story:
    """One project of the example plan, from its criteria card to what it changed."""

    key: str
    name: str
    objective: str
    target_output: str
    indicator: str
    expected_result: str
    unit: str
    programme: str
    money: int
    criterion: str
    sentence: str
    definition: dict[str, Any]
    group: str
    activities: tuple[tuple[str, str, int], ...]
    measures: tuple[tuple[str, str, str, str, str, str], ...] = ()
    meeting_takes: int = 40
    proposal: str = ""
    declined: dict[int, str] = field(default_factory=dict)

    def yearly(self, years: range) -> dict[int, Decimal]:
        """The same money each year, as most real plans write it."""
        return {year: Decimal(self.money) for year in years}


STORIES: tuple[Story, ...] = (
    Story(
        "youth",
        "เยาวชนทำขนมขายช่วงปิดเทอม",
        "เพื่อให้เด็กและเยาวชนมีกิจกรรมที่ปลอดภัยในวันหยุดและช่วงปิดเทอม ฝึกอาชีพ และมีรายได้ของตนเอง",
        "เด็กและเยาวชนในเขตเทศบาล 40 คน อบรม 2 ครั้ง",
        "ร้อยละ 80 ของผู้เข้าร่วมทำขนมขายได้เองภายใน 3 เดือน วัดจากแบบติดตามรายคน",
        "เด็กและเยาวชนมีทักษะ มีรายได้ และอยู่ในสายตาของชุมชนช่วงปิดเทอม",
        "สำนักปลัดเทศบาล",
        "แผนงานสร้างความเข้มแข็งของชุมชน",
        38_000,
        "เด็กและเยาวชนที่ช่วยครอบครัวหารายได้",
        "อายุ 12–15 ปี เรียนอยู่ และอยู่ในบ้านที่มีตั้งแต่ 5 คน",
        {"all": [
            {"fact": "age", "is": "at_least", "value": 12},
            {"fact": "age", "is": "at_most", "value": 15},
            {"fact": "in_school", "is": "true"},
            {"fact": "household_size", "is": "at_least", "value": 5},
        ]},
        "children",
        (("occupation", "ทำขนมพื้นบ้านขายตลาดนัด", 26), ("youth", "ค่ายเยาวชนวันหยุด", 30)),
        (("รายได้เสริมของเยาวชนต่อเดือน", "บาท/คน", "สอบถามผู้เข้าร่วมทุกคนก่อนเริ่มและหลังจบ 3 เดือน", "economy", "45", "420"),),
        meeting_takes=36,
        proposal="ฝึกอาชีพเยาวชนช่วงปิดเทอม",
    ),
    Story(
        "care",
        "รถรับถึงบ้าน พาผู้สูงอายุและคนพิการมาดูแลสุขภาพ",
        "เพื่อให้ผู้สูงอายุที่ช่วยตัวเองได้น้อยและคนพิการที่ใช้รถเข็น ได้ตรวจสุขภาพและออกกำลังกายโดยมีรถรับส่ง",
        "ผู้สูงอายุและคนพิการ 40 คน รับส่งถึงบ้านทุกครั้ง และเยี่ยมบ้านผู้ที่มาไม่ได้",
        "ร้อยละ 90 ของผู้มีนัดหมอได้ไปตามนัดภายในปีงบประมาณ วัดจากสมุดนัด รพ.สต.",
        "ผู้สูงอายุและคนพิการไม่ขาดนัด ไม่อยู่คนเดียว และได้พบเพื่อน",
        "กองสาธารณสุขและสิ่งแวดล้อม",
        "แผนงานสาธารณสุข",
        96_000,
        "ผู้สูงอายุติดบ้านและผู้ใช้รถเข็น",
        "อายุ 60 ปีขึ้นไปและคะแนน ADL ไม่เกิน 11 หรือใช้รถเข็น",
        {"any": [
            {"all": [{"fact": "age", "is": "at_least", "value": 60}, {"fact": "adl", "is": "at_most", "value": 11}]},
            {"fact": "wheelchair", "is": "true"},
        ]},
        "elderly",
        (("health", "ตรวจสุขภาพและออกกำลังกายผู้สูงอายุ", 24), ("health", "ฟื้นฟูสมรรถภาพและพบปะเพื่อน", 20)),
        (
            ("ผู้สูงอายุและคนพิการที่ไปหาหมอตามนัด", "ร้อยละ", "เทียบสมุดนัดของ รพ.สต. กับบันทึกรถรับส่ง", "society", "58", "91"),
            ("ผู้ที่ไม่ได้ออกจากบ้านเลยใน 30 วัน", "คน", "สอบถามตอนเยี่ยมบ้านทุกหลังในรายชื่อ", "society", "34", "9"),
        ),
        meeting_takes=44,
        proposal="รถรับผู้สูงอายุและคนพิการไปหาหมอ",
    ),
    Story(
        "work",
        "อาชีพเสริมหลังเลิกงานสำหรับครอบครัวรายได้น้อย",
        "เพื่อให้ครอบครัวที่ทำงานไม่มีวันหยุดได้ฝึกอาชีพในเวลาที่มาได้ และมีรายได้เพิ่ม",
        "ผู้มีรายได้น้อย 40 คน ฝึกอาชีพช่วงเย็น",
        "รายได้ครัวเรือนเพิ่มขึ้นอย่างน้อย 1,000 บาทต่อเดือน ภายใน 6 เดือน วัดจากแบบติดตามรายได้",
        "ครอบครัวมีอาชีพเสริมและพึ่งพาตนเองได้",
        "สำนักปลัดเทศบาล",
        "แผนงานสังคมสงเคราะห์",
        54_000,
        "วัยทำงานรายได้น้อย",
        "อายุ 25–55 ปี มีบัตรสวัสดิการแห่งรัฐ และรายได้ไม่เกิน 30,000 บาทต่อปี",
        {"all": [
            {"fact": "age", "is": "at_least", "value": 25},
            {"fact": "age", "is": "at_most", "value": 55},
            {"fact": "registers", "is": "contains", "value": "welfare"},
            {"fact": "income", "is": "at_most", "value": 30_000},
        ]},
        "low_income",
        (("occupation", "แปรรูปอาหารทะเลและขายออนไลน์", 40),),
        (("รายได้ครัวเรือนต่อเดือน", "บาท", "แบบติดตามรายได้ที่ 0 และ 3 เดือน", "economy", "6800", "8350"),),
        meeting_takes=40,
        proposal="ฝึกอาชีพหลังเลิกงาน มีที่ขายของ",
    ),
)  # fmt: skip

OTHER_PROPOSALS: tuple[tuple[str, int], ...] = (
    ("ติดไฟทางโซลาร์เซลล์ซอยวัดพลับ", 120_000),
    ("ลานกีฬาหน้าที่ทำการชุมชน", 180_000),
    ("กำจัดขยะในคลองทุกเดือน", 45_000),
)

FINDINGS: tuple[str, ...] = (
    "รถรับถึงบ้านทำให้ผู้สูงอายุไม่ขาดนัดหมอ ควรเพิ่มที่นั่งรถเข็นอีกหนึ่งที่",
    "เยาวชนมาได้เฉพาะวันหยุด ปีหน้าควรจัดช่วงปิดเทอมเดือนเมษายนเพิ่ม",
    "ครอบครัวประมงมาช่วงเย็นได้ดี แต่หน้ามรสุมต้องเลื่อนเวลา",
)
