"""คคด.02: a project that asks the child protection fund for money."""

from __future__ import annotations

from huangyai.kernel import Money, Words
from huangyai.plan.applications.facts import ApplicationFacts
from huangyai.plan.applications.paper import ApplicationPaper, Grid, Part, Question, Ticks

# From this amount on the form asks two referees to sign, and the municipality to certify earlier work.
_CERTIFIED_FROM = Money.baht(300_000)


def child_protection_application(facts: ApplicationFacts) -> ApplicationPaper:
    """The proposal, part by part as the fund's form numbers them."""
    return ApplicationPaper(
        stamp="แบบ คคด.02",
        title=(f"แบบการเสนอโครงการขอรับเงินกองทุนคุ้มครองเด็ก ประจำปี {facts.year}", facts.municipality),
        parts=(_general(facts), _project(facts), _attached(facts)),
        signatures=("ผู้เสนอโครงการ", "ผู้มีอำนาจลงนามขององค์กร"),
        footnote="ลำดับข้อตามแบบ คคด.02 ฉบับราวปี 2553–2560 โปรดถาม พมจ. ว่ามีแบบใหม่หรือไม่ก่อนยื่น ช่องเส้นประต้องกรอกเพิ่ม",
    )


def _general(facts: ApplicationFacts) -> Part:
    return Part(
        "ส่วนที่ 1 ข้อมูลทั่วไป",
        (
            Question("1.1 ชื่อองค์กร", facts.municipality),
            Ticks(
                "1.2 ประเภทองค์กร",
                (
                    ("องค์กรภาคเอกชน มูลนิธิ สมาคม", False),
                    ("หน่วยงานภาครัฐ", False),
                    ("องค์กรปกครองส่วนท้องถิ่น", True),
                    ("อื่น ๆ", False),
                ),
            ),
            Question(
                "1.3 รายชื่อคณะกรรมการและตำแหน่ง",
                "",
                3,
                Words(th="1.3 รายชื่อคณะกรรมการ", en="1.3 the names of the committee"),
            ),
            Question(
                "1.4 ที่ตั้งสำนักงาน โทรศัพท์ อีเมล",
                "",
                2,
                Words(th="1.4 ที่ตั้งสำนักงานและโทรศัพท์", en="1.4 the office’s address and telephone"),
            ),
            Question(
                "1.5 ผู้ประสานงานโครงการ โทรศัพท์",
                "",
                1,
                Words(th="1.5 ชื่อและโทรศัพท์ผู้ประสานงาน", en="1.5 the coordinator, with a telephone number"),
            ),
            Question(
                "1.6 ปีที่ก่อตั้งหรือเริ่มดำเนินการ",
                "",
                1,
                Words(th="1.6 ปีที่ก่อตั้ง", en="1.6 the year in which the organisation began"),
            ),
            Question(
                "1.7 วัตถุประสงค์ขององค์กร", "", 2, Words(th="1.7 วัตถุประสงค์ขององค์กร", en="1.7 what the organisation is for")
            ),
            Question("1.8 กิจกรรมหรือโครงการที่ทำอยู่", "", 2, Words(th="1.8 กิจกรรมที่ทำอยู่", en="1.8 what it does now")),
            Question("1.9 ผลงานในรอบ 1 ปีที่ผ่านมา", "", 2, Words(th="1.9 ผลงานปีที่ผ่านมา", en="1.9 last year’s work")),
            Question(
                "1.10 แหล่งความช่วยเหลือที่ได้รับอยู่",
                "",
                2,
                Words(th="1.10 แหล่งความช่วยเหลืออื่น", en="1.10 other help that it receives"),
            ),
        ),
    )


def _project(facts: ApplicationFacts) -> Part:
    step = facts.steps[0] if facts.steps else None
    rows = tuple(
        (
            one.activity,
            facts.whom if at == 0 else "",
            one.when(facts.year),
            facts.expected_result if at == 0 else "",
            "",
            "",
            "",
        )
        for at, one in enumerate(facts.steps)
    ) or (("", facts.whom, "", facts.expected_result, "", "", ""),)
    total = ("รวม", "", "", "", str(facts.requested), str(facts.others), str(facts.total))
    return Part(
        "ส่วนที่ 2 รายละเอียดโครงการที่ขอรับการสนับสนุน",
        (
            Question("2.1 ชื่อโครงการ", facts.name),
            Ticks(
                "2.2 ประเภทโครงการ (เลือกได้มากกว่า 1 ข้อ)",
                (
                    ("การสงเคราะห์เด็ก", False),
                    ("การคุ้มครองสวัสดิภาพเด็ก", False),
                    ("การดำเนินงานของสถานรองรับเด็ก", False),
                    ("การส่งเสริมความประพฤติเด็ก", False),
                ),
            ),
            Ticks(
                "2.3 ลักษณะโครงการ (หน่วยงานภาครัฐ)",
                (
                    ("โครงการริเริ่มใหม่", False),
                    ("ขอจากงบประมาณปกติไม่ได้", False),
                    (
                        f"ได้รับงบประมาณปกติแต่ไม่พอ ({facts.others} บาท)"
                        if facts.others.satang
                        else "ได้รับงบประมาณปกติแต่ไม่พอ",
                        bool(facts.others.satang),
                    ),
                ),
            ),
            Question(
                "2.4 บุคคลอ้างอิง 2 คน (ชื่อ หน่วยงาน โทรศัพท์)",
                "",
                4,
                Words(
                    th="2.4 บุคคลอ้างอิง 2 คน"
                    + (" ซึ่งต้องลงนาม เพราะขอเกิน 300,000 บาท" if facts.requested > _CERTIFIED_FROM else ""),
                    en="2.4 two referees"
                    + (
                        ", who must sign since more than 300,000 baht are asked for"
                        if facts.requested > _CERTIFIED_FROM
                        else ""
                    ),
                ),
            ),
            Question(
                "2.5 หลักการและเหตุผล",
                facts.situation,
                5,
                Words(
                    th="2.5 หลักการและเหตุผล (ยังไม่ได้ผูกเรื่องจากประชาคมหรือบัญชีรายชื่อ)",
                    en="2.5 the reasons (no sentence of an assembly and no list is tied to the project)",
                ),
            ),
            Question("2.6 วัตถุประสงค์", facts.objective, 3, Words(th="2.6 วัตถุประสงค์", en="2.6 the objective")),
            Question(
                "2.7 กลุ่มเป้าหมายและพื้นที่ดำเนินงาน",
                " ".join(part for part in (facts.whom or facts.target_output, facts.place) if part),
                3,
                Words(th="2.7 กลุ่มเป้าหมายและพื้นที่", en="2.7 the target group and the area"),
            ),
            Question(
                "2.8 วิธีการดำเนินการ",
                facts.doing,
                5,
                Words(
                    th="2.8 วิธีการดำเนินการ (ยังไม่มีกิจกรรมในแผนการดำเนินงาน)",
                    en="2.8 how it is carried out (no activity in the implementation plan yet)",
                ),
            ),
            Grid(
                f"2.9 ปฏิทินกิจกรรม {facts.fiscal_year}" + ("" if step else " (กรอกกิจกรรมและวันเพิ่ม)"),
                (
                    ("กิจกรรม", 2.6),
                    ("กลุ่มเป้าหมาย (จำนวน)", 2.2),
                    ("วัน เดือน ปี", 1.6),
                    ("ผลที่คาดว่าจะได้รับ", 2.2),
                    ("งบที่เสนอขอ (1)", 1.6),
                    ("งบจากแหล่งอื่น (2)", 1.6),
                    ("รวม (1)+(2)", 1.6),
                ),
                (*rows, total),
                money=3,
            ),
            Question(
                "2.10 การประเมินผล (ตัวชี้วัด วิธีการ ผู้ประเมิน)",
                facts.indicator,
                3,
                Words(th="2.10 ตัวชี้วัดและวิธีประเมิน", en="2.10 the indicator and how it is measured"),
            ),
            Question(
                "2.11 รายละเอียดงบประมาณ",
                "",
                5,
                Words(th="2.11 รายละเอียดค่าใช้จ่ายแต่ละรายการ", en="2.11 what the money is spent on, item by item"),
            ),
            Question(
                "2.12 ผลที่คาดว่าจะได้รับ",
                facts.expected_result,
                3,
                Words(th="2.12 ผลที่คาดว่าจะได้รับ", en="2.12 the expected result"),
            ),
        ),
    )


def _attached(facts: ApplicationFacts) -> Part:
    papers = [
        "รายละเอียดโครงการตามแบบนี้ 3 ชุด",
        "เงื่อนไขการรับทุนที่ลงนามแล้ว",
        "มติที่ประชุมที่เห็นชอบโครงการ (ถ้ามี)",
        "ประวัติและผลงานโดยย่อของหน่วยงานและผู้รับผิดชอบ",
        "โครงสร้างทีมงานโครงการ",
        "แผนที่สำนักงานและแผนที่พื้นที่ดำเนินงาน",
    ]
    if facts.requested > _CERTIFIED_FROM:
        papers.append("หนังสือรับรองผลงาน (ขอเกิน 300,000 บาท)")
    return Part("เอกสารที่แนบ", (Ticks("ทำเครื่องหมายหน้ารายการที่แนบมา", tuple((paper, False) for paper in papers)),))
