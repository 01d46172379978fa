"""กปท.7: a project, plan or activity proposed to the local health security fund."""

from __future__ import annotations

from huangyai.kernel import Words
from huangyai.plan.applications.facts import ApplicationFacts
from huangyai.plan.applications.paper import ApplicationPaper, Grid, Part, Question


def health_fund_application(facts: ApplicationFacts) -> ApplicationPaper:
    """The proposal in the order in which the fund's form asks."""
    aims = "\n".join(part for part in (facts.objective, _indicator(facts)) if part)
    return ApplicationPaper(
        stamp="แบบ กปท.7",
        title=(
            "แบบเสนอแผนงาน/โครงการ/กิจกรรม",
            facts.source,
            f"อำเภอ{facts.district or '…………………'} จังหวัด{facts.province}",
        ),
        opening=f"{facts.municipality}ขอเสนอโครงการต่อคณะกรรมการกองทุน ตาม {facts.basis}",
        parts=(
            Part(
                "ผู้เสนอ",
                (
                    Question(
                        "รหัสกองทุน",
                        name=Words(th="รหัสกองทุน (L ตามด้วยตัวเลข 4 หลัก)", en="the fund’s code (L and four digits)"),
                    ),
                    Question("หน่วยงานที่เสนอ", facts.municipality),
                    Question(
                        "ส่วนราชการที่รับผิดชอบ", facts.unit, name=Words(th="หน่วยงานที่รับผิดชอบ", en="the responsible unit")
                    ),
                    Question(
                        "ผู้รับผิดชอบและโทรศัพท์",
                        name=Words(th="ชื่อและโทรศัพท์ผู้รับผิดชอบ", en="who is responsible, with a telephone number"),
                    ),
                ),
            ),
            Part(
                "รายละเอียดโครงการ",
                (
                    Question("1. ชื่อโครงการ", facts.name),
                    Question("2. ความสอดคล้องกับแผนงาน", _agrees_with(facts)),
                    Question(
                        "3. สถานการณ์ปัญหาและขนาดของปัญหา",
                        facts.situation,
                        4,
                        Words(
                            th="สถานการณ์ปัญหา (ยังไม่ได้ผูกเรื่องจากประชาคมหรือบัญชีรายชื่อ)",
                            en="the situation (no sentence of an assembly and no list is tied to the project)",
                        ),
                    ),
                    Question(
                        "4. วัตถุประสงค์และตัวชี้วัด", aims, 3, Words(th="วัตถุประสงค์และตัวชี้วัด", en="objective and indicator")
                    ),
                    Question(
                        "5. กลุ่มเป้าหมาย",
                        facts.whom or facts.target_output,
                        2,
                        Words(th="กลุ่มเป้าหมายและจำนวนคน", en="the target group and its number"),
                    ),
                    Question(
                        "6. ระยะเวลาดำเนินงาน",
                        f"{facts.period} ({facts.fiscal_year})" if facts.period else "",
                        1,
                        Words(
                            th="เดือนที่ดำเนินงาน (ยังไม่มีในแผนการดำเนินงาน)",
                            en="the months in which it runs (not in the implementation plan yet)",
                        ),
                    ),
                ),
            ),
            Part(
                "",
                (
                    Grid(
                        f"7. งบประมาณ {facts.fiscal_year}",
                        (("รายการ", 5), ("จำนวนเงิน (บาท)", 2)),
                        (
                            (f"ขอรับการสนับสนุนจาก{facts.source}", str(facts.requested)),
                            ("สมทบจากแหล่งอื่น", str(facts.others)),
                            ("รวม", str(facts.total)),
                        ),
                        money=1,
                    ),
                    Question(
                        "รายละเอียดค่าใช้จ่าย",
                        "",
                        4,
                        Words(th="รายละเอียดค่าใช้จ่ายแต่ละรายการ", en="what the money is spent on, item by item"),
                    ),
                    Question(
                        "8. วิธีดำเนินการ",
                        facts.doing,
                        4,
                        Words(
                            th="วิธีดำเนินการ (ยังไม่มีกิจกรรมในแผนการดำเนินงาน)",
                            en="how it is carried out (no activity in the implementation plan yet)",
                        ),
                    ),
                    Question("สถานที่ดำเนินการ", facts.place, 1, Words(th="สถานที่ดำเนินการ", en="the place of the work")),
                    Question(
                        "9. ผลที่คาดว่าจะได้รับ",
                        facts.expected_result,
                        3,
                        Words(th="ผลที่คาดว่าจะได้รับ", en="the expected result"),
                    ),
                ),
            ),
        ),
        signatures=("ผู้เสนอโครงการ", "ผู้เห็นชอบโครงการ"),
        footnote="หัวข้อเรียงตามแบบ กปท.7 ที่กองทุนท้องถิ่นเผยแพร่ โปรดเทียบกับแบบฉบับที่กองทุนของท่านใช้ก่อนยื่น ช่องเส้นประต้องกรอกเพิ่ม",
    )


def _indicator(facts: ApplicationFacts) -> str:
    return f"ตัวชี้วัด: {facts.indicator}" if facts.indicator else ""


def _agrees_with(facts: ApplicationFacts) -> str:
    parts = [f"แผนพัฒนาท้องถิ่น พ.ศ. {facts.plan_years}", facts.strategy, facts.programme]
    return " ".join(part for part in parts if part)
