"""Cards to begin with, one for each of the six groups of the model sub-district. Each is looked at and adopted here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from huangyai.kernel import Words


@dataclass(frozen=True, slots=True)
class ReadyCard:
    """A card that staff may take over as it is or change; `personas` show what it is meant to do."""

    key: str
    group: str
    name: Words
    sentence: Words
    definition: dict[str, Any]
    personas: tuple[tuple[str, dict[str, Any], bool], ...] = ()


READY_CARDS: tuple[ReadyCard, ...] = (
    ReadyCard(
        "children",
        "children",
        Words(th="เด็กและเยาวชนที่ควรมีคนดูแลใกล้ชิด", en="Children and youth who need somebody near"),
        Words(
            th="เด็กและเยาวชนอายุ 6–17 ปี ที่ไม่มีชื่อในทะเบียนนักเรียน หรืออยู่ในบ้านที่มีแต่ผู้สูงอายุกับเด็ก",
            en="Children and youth of 6 to 17 who are on no school roll, or who live only with elderly people",
        ),
        {
            "all": [
                {"fact": "age", "is": "between", "value": [6, 17]},
                {
                    "any": [
                        {"fact": "registers", "is": "lacks", "value": "school"},
                        {"fact": "only_old_and_young", "is": "true"},
                    ]
                },
            ]
        },
        (
            ("เด็กชายวัย 10 ปี ไม่ได้เรียน", {"age": 10, "sex": "m", "registers": ["civil"]}, True),
            ("เด็กหญิงวัย 12 ปี อยู่กับยาย", {"age": 12, "sex": "f", "registers": ["civil", "school"], "only_old_and_young": True}, True),
            ("เด็กหญิงวัย 9 ปี เรียนอยู่ อยู่กับพ่อแม่", {"age": 9, "sex": "f", "registers": ["civil", "school"]}, False),
        ),
    ),
    ReadyCard(
        "elderly",
        "elderly",
        Words(th="ผู้สูงอายุที่อยู่คนเดียวหรือช่วยตัวเองได้น้อย", en="Elderly people who live alone or need help"),
        Words(
            th="คนอายุ 60 ปีขึ้นไป ที่อยู่บ้านคนเดียว หรือคะแนน ADL ไม่เกิน 11 (ติดบ้านหรือติดเตียง)",
            en="People of 60 or more who live alone, or whose ADL score is 11 or less (housebound or bedridden)",
        ),
        {
            "all": [
                {"fact": "age", "is": "at_least", "value": 60},
                {"any": [{"fact": "lives_alone", "is": "true"}, {"fact": "adl", "is": "at_most", "value": 11}]},
            ]
        },
        (
            ("ยายวัย 78 ปี อยู่คนเดียว", {"age": 78, "sex": "f", "lives_alone": True}, True),
            ("ตาวัย 70 ปี ติดเตียง อยู่กับลูก", {"age": 70, "sex": "m", "adl": 3}, True),
            ("ป้าวัย 63 ปี แข็งแรง อยู่กับลูก", {"age": 63, "sex": "f", "adl": 20}, False),
        ),
    ),
    ReadyCard(
        "disability",
        "disability",
        Words(th="คนพิการและผู้ใช้รถเข็น", en="Persons with disabilities and wheelchair users"),
        Words(
            th="คนที่มีชื่อในทะเบียนคนพิการ หรือใช้รถเข็น แม้ยังไม่ได้ทำบัตร",
            en="People on the disability register, or who use a wheelchair even without a card",
        ),
        {
            "any": [
                {"fact": "registers", "is": "contains", "value": "disability"},
                {"fact": "wheelchair", "is": "true"},
            ]
        },
        (
            ("คนพิการวัย 30 ปี มีบัตร", {"age": 30, "registers": ["disability"]}, True),
            ("ผู้ใช้รถเข็นที่ยังไม่มีบัตร", {"age": 55, "wheelchair": True}, True),
            ("คนวัยทำงานทั่วไป", {"age": 40, "registers": ["civil"]}, False),
        ),
    ),
    ReadyCard(
        "low-income",
        "low_income",
        Words(th="ผู้มีรายได้น้อยตามแนว TPMAP", en="People with low income, as TPMAP finds them"),
        Words(
            th="คนที่ครัวเรือนขาดแคลนอย่างน้อยหนึ่งด้านจากแบบสำรวจ และมีบัตรสวัสดิการแห่งรัฐ",
            en="People whose household lacks something in at least one side of life and who hold a welfare card",
        ),
        {
            "all": [
                {"fact": "dimensions", "is": "at_least", "value": 1},
                {"fact": "registers", "is": "contains", "value": "welfare"},
            ]
        },
        (
            ("มีบัตร และขาดแคลน 2 ด้าน", {"age": 45, "registers": ["welfare"], "dimensions": 2}, True),
            ("มีบัตร แต่ไม่ขาดแคลน", {"age": 45, "registers": ["welfare"], "dimensions": 0}, False),
            ("ขาดแคลน แต่ไม่มีบัตร", {"age": 45, "registers": ["civil"], "dimensions": 3}, False),
        ),
    ),
    ReadyCard(
        "hardship",
        "hardship",
        Words(th="ผู้ประสบปัญหาทางสังคม", en="People in social difficulty"),
        Words(
            th="คนวัยทำงานที่มีบัตรสวัสดิการแห่งรัฐ และต้องดูแลผู้ป่วยติดเตียงหรือคนพิการในบ้าน หรืออยู่คนเดียว",
            en="People of working age with a welfare card who care for a bedridden or disabled person, or live alone",
        ),
        {
            "all": [
                {"fact": "age", "is": "between", "value": [18, 59]},
                {"fact": "registers", "is": "contains", "value": "welfare"},
                {
                    "any": [
                        {"fact": "has_bedridden", "is": "true"},
                        {"fact": "has_disabled", "is": "true"},
                        {"fact": "lives_alone", "is": "true"},
                    ]
                },
            ]
        },
        (
            ("ลูกสาวดูแลแม่ติดเตียง มีบัตร", {"age": 44, "sex": "f", "registers": ["welfare"], "has_bedridden": True}, True),
            ("มีบัตร อยู่กับครอบครัวที่แข็งแรง", {"age": 44, "registers": ["welfare"]}, False),
        ),
    ),
    ReadyCard(
        "family",
        "family",
        Words(th="ครัวเรือนเปราะบาง", en="Families at risk"),
        Words(
            th="คนที่รายได้ไม่เกิน 100,000 บาทต่อปี ในบ้านที่มีเด็ก ผู้สูงอายุ คนพิการ หรือผู้ป่วยติดเตียง",
            en="People earning 100,000 baht a year or less in a house with a child, an elderly, disabled or bedridden person",
        ),
        {
            "all": [
                {"fact": "income", "is": "at_most", "value": 100_000},
                {
                    "any": [
                        {"fact": "has_child", "is": "true"},
                        {"fact": "has_elder", "is": "true"},
                        {"fact": "has_disabled", "is": "true"},
                        {"fact": "has_bedridden", "is": "true"},
                    ]
                },
            ]
        },
        (
            ("แม่เลี้ยงเดี่ยว รายได้ 60,000 บาทต่อปี", {"age": 31, "sex": "f", "income": 60_000, "has_child": True}, True),
            ("อยู่กันสองคนวัยทำงาน รายได้น้อย", {"age": 31, "income": 60_000}, False),
        ),
    ),
)  # fmt: skip


def ready_card(key: str) -> ReadyCard | None:
    """One of the ready cards."""
    return next((card for card in READY_CARDS if card.key == key), None)
