"""The example town hall signs: who holds which position, whose signatures money needs, and money on its way."""

from __future__ import annotations

import datetime as dt
import struct
import zlib
from collections.abc import Callable, Sequence
from decimal import Decimal

from huangyai.demo.cast import Cast, Member
from huangyai.kernel import Role
from huangyai.office import actions as office
from huangyai.office.models import Position, Unit
from huangyai.office.rules import Term
from huangyai.plan.actions.approval import ask_for_approval, send_back, set_approval_rule, sign_request
from huangyai.plan.actions.following import Evidence, add_payment_paper, correct_step, take_step
from huangyai.plan.models import ApprovalRequest, Project
from huangyai.plan.rules.disbursement import HeldSession
from huangyai.plan.rules.following import Stage

# How many days ago.
Ago = Callable[[int], dt.date]
_OFFICE, _MONEY = "สำนักปลัดเทศบาล", "กองคลัง"
_MAYOR, _CLERK, _HEAD = "นายกเทศมนตรี", "ปลัดเทศบาล", "หัวหน้าสำนักปลัดเทศบาล"


def furnish_town_hall(cast: Cast, ago: Ago) -> None:
    """Two units, four positions, who holds them by which order, and whose signatures money needs."""
    administrator = cast.act(Role.ADMINISTRATOR)
    units = [
        office.found_unit(
            actor=administrator,
            name=name,
            letter_prefix=prefix,
            address="ถนนตัวอย่าง ตำบลตัวอย่าง อำเภอเมืองจันทบุรี จังหวัดจันทบุรี 22000",
            telephone="0 0000 0000",
        )
        for name, prefix in ((_OFFICE, "จบ 00001"), (_MONEY, "จบ 00002"))
    ]
    places = ((_MAYOR, 1, None), (_CLERK, 2, units[0]), (_HEAD, 3, units[0]), ("ผู้อำนวยการกองคลัง", 3, units[1]))
    positions = {
        name: office.create_position(actor=administrator, name=name, rank=rank, unit=unit)
        for name, rank, unit in places
    }
    mayor, clerk, planner = cast.one(Role.LEADER), _member(cast, "supervisor"), cast.one(Role.PLANNER)
    since, this_month = Term(ago(700)), Term(ago(30))
    for position, member, name, kind, term, limit in (
        (_MAYOR, mayor, "นายตัวอย่าง นำทาง", "holds", since, None),
        (_CLERK, clerk, "นางตัวอย่าง รอบคอบ", "holds", since, None),
        (_HEAD, planner, "นายตัวอย่าง วางแผน", "acting", since, None),
        (_MAYOR, clerk, "นางตัวอย่าง รอบคอบ", "delegated", this_month, Decimal(20_000)),
    ):
        office.appoint(
            actor=administrator,
            position=positions[position],
            user=member.user,
            kind=kind,
            term=term,
            order=office.Order(f"ตัวอย่าง {'12' if term is since else '31'}/{term.first.year + 543}", term.first),
            name=name,
            up_to_baht=limit,
        )
    set_approval_rule(
        actor=mayor.actor,
        valid_from=ago(400),
        rungs={positions[_HEAD]: Decimal(0), positions[_CLERK]: Decimal(0), positions[_MAYOR]: Decimal(30_000)},
        clause="คำสั่งมอบอำนาจของเทศบาลตัวอย่าง (ให้แต่ละเทศบาลกำหนดตามระเบียบและคำสั่งของตน)",
    )


def _member(cast: Cast, username: str) -> Member:
    return next(member for member in cast.members if member.username == username)


def approve_projects(cast: Cast, ago: Ago, projects: Sequence[Project], fiscal_year: int) -> None:
    """Each project's money is asked for: all but the last are signed by everybody; one was sent back first."""
    officer, clerk = cast.act(Role.OFFICER), _member(cast, "supervisor").actor
    unit = Unit.objects.get(name=_OFFICE)
    signers = (cast.act(Role.PLANNER), clerk, cast.act(Role.LEADER))

    def ask(project: Project, days: int) -> ApprovalRequest:
        return ask_for_approval(
            actor=officer,
            project=project,
            year=fiscal_year,
            baht=_planned(project, fiscal_year),
            what=f"ขออนุมัติดำเนินโครงการ{project.name} และเบิกจ่ายตามรายละเอียดในแผน",
            unit=unit,
            day=ago(days),
        )

    for at, project in enumerate(projects):
        baht = _planned(project, fiscal_year)
        take_step(
            actor=officer,
            project=project,
            year=fiscal_year,
            stage=Stage.ORDINANCE,
            baht=baht,
            evidence=Evidence(f"เทศบัญญัติ {fiscal_year} ลำดับ {at + 1}", ago(210), _scan("เทศบัญญัติ")),
        )
        request, last = ask(project, 205), at == len(projects) - 1
        if at == 0:
            sign_request(actor=signers[0], request=request, day=ago(204))
            send_back(actor=clerk, request=request, reason="ยังไม่ได้แนบกำหนดการและรายชื่อวิทยากร", day=ago(203))
            request = ask(project, 200)
        for signer in signers[: 1 if last else 3 if baht > 30_000 else 2]:
            sign_request(actor=signer, request=request, day=ago(198))
        if not last:
            take_step(
                actor=officer,
                project=project,
                year=fiscal_year,
                stage=Stage.COMMITTED,
                baht=baht,
                evidence=Evidence(f"สัญญาตัวอย่าง {at + 1}/{fiscal_year}", ago(120), _scan("สัญญา")),
            )


def _planned(project: Project, fiscal_year: int) -> Decimal:
    planned: Decimal = project.money.get(year=fiscal_year).baht
    return planned


def pay_for_project(cast: Cast, project: Project, fiscal_year: int, held: Sequence[HeldSession]) -> None:
    """Each session is paid two days later; the first has all its papers. A wrong document number is corrected beside it."""
    officer = cast.act(Role.OFFICER)
    paid = [
        take_step(
            actor=officer,
            project=project,
            year=fiscal_year,
            stage=Stage.PAID,
            baht=session.baht,
            evidence=Evidence(f"ฎีกาตัวอย่าง {41 + at}", session.day + dt.timedelta(2), _scan("ฎีกา")),
        )
        for at, session in enumerate(held)
        if session.baht
    ]
    if not paid:
        return
    correct_step(
        actor=officer, step=paid[0], part="document_number", right="ฎีกาตัวอย่าง 14", reason="พิมพ์เลขสลับ ตรวจกับฎีกาตัวจริงแล้ว"
    )
    fee = Decimal(1_800)
    for kind, what, baht, payee in (
        ("receipt", "ค่าวัสดุฝึกอบรมและอาหารกลางวัน", paid[0].baht - fee, "ร้านตัวอย่างพาณิชย์"),
        ("speaker_fee", "ค่าวิทยากร 3 ชั่วโมง", fee, "นางตัวอย่าง สอนดี"),
        ("attendance", "บัญชีลงชื่อผู้เข้าร่วม", None, ""),
        ("photos", "ภาพถ่ายกิจกรรม", None, ""),
    ):
        add_payment_paper(
            actor=officer,
            step=paid[0],
            kind=kind,
            what=what,
            evidence=Evidence("" if baht is None else f"ตัวอย่าง {int(baht)}", held[0].day, _scan(what)),
            baht=baht,
            payee=payee,
        )


def write_papers(cast: Cast, ago: Ago) -> None:
    """A letter that was signed and corrected, and a memo that waits for the mayor."""
    officer, mayor = cast.act(Role.OFFICER), cast.act(Role.LEADER)
    unit, position = Unit.objects.get(name=_OFFICE), Position.objects.get(name=_MAYOR)
    letter = office.write_paper(
        actor=officer,
        unit=unit,
        position=position,
        facts=office.PaperFacts(
            kind="letter",
            subject="ขอเชิญร่วมประชุมรับฟังผลการดำเนินงาน",
            addressee="นายอำเภอเมืองจันทบุรี",
            enclosures="1. กำหนดการประชุม จำนวน 1 ฉบับ\n2. แบบตอบรับ จำนวน 1 ฉบับ",
            body="ด้วยเทศบาลตำบลตัวอย่างจะจัดประชาคมระดับตำบล เพื่อรายงานผลการดูแลผู้สูงอายุ คนพิการ และครอบครัวที่ต้องการ"
            "ความช่วยเหลือในรอบปีที่ผ่านมา และรับฟังปัญหาและความต้องการของประชาชนสำหรับรอบถัดไป\n"
            "ในการนี้ เทศบาลจึงขอเรียนเชิญท่านร่วมประชุมตามวัน เวลา และสถานที่ดังกล่าว รายละเอียดตามสิ่งที่ส่งมาด้วย\n"
            "จึงเรียนมาเพื่อโปรดพิจารณา",
        ),
    )
    office.sign_paper(actor=mayor, paper=letter, day=ago(12))
    office.correct_paper(
        actor=officer,
        paper=letter,
        part="enclosures",
        right="1. กำหนดการประชุม จำนวน 1 ฉบับ",
        reason="แบบตอบรับส่งทางโทรศัพท์แล้ว ไม่ได้แนบไปกับหนังสือ",
    )
    office.write_paper(
        actor=officer,
        unit=unit,
        position=position,
        facts=office.PaperFacts(
            kind="memo",
            subject="ขออนุญาตใช้รถรับส่งผู้เข้าร่วมประชาคม",
            addressee="นายกเทศมนตรี",
            body="ด้วยสำนักปลัดเทศบาลจะจัดประชาคมระดับตำบล มีผู้สูงอายุและคนพิการที่ไม่มีผู้พามาร่วมประชุม\n"
            "จึงเรียนมาเพื่อโปรดพิจารณาอนุญาตให้ใช้รถตู้ของเทศบาลรับส่งผู้เข้าร่วมประชุม",
        ),
    )


def _scan(name: str) -> tuple[str, bytes]:
    """A blank sheet as a scanner would send it."""
    width, height = 124, 175

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = (b"\x00" + b"\xf6" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    sheet = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return f"{name}.png", b"\x89PNG\r\n\x1a\n" + sheet
