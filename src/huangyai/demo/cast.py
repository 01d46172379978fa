"""Who acts in the example year: one account for each role, and a volunteer in each village."""

from __future__ import annotations

import secrets
import uuid
from dataclasses import dataclass, field

from huangyai.accounts.actions import give_second_factor, open_account
from huangyai.accounts.models import User
from huangyai.kernel import Actor, Role
from huangyai.places.models import Municipality

# No letters that are confused when a password is read aloud.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the cast, with the password that is told once."""

    role: Role
    username: str
    password: str
    totp_secret: str
    user: User
    municipality_id: uuid.UUID

    @property
    def actor(self) -> Actor:
        """As the doors would let them in, with their second factor given."""
        return Actor(
            municipality_id=self.municipality_id,
            user_id=self.user.pk,
            roles=frozenset({self.role}),
            second_factor=bool(self.totp_secret),
            origin="demo",
        )


@dataclass(slots=True)
class Cast:
    """Everybody with an account in the example municipality."""

    members: list[Member] = field(default_factory=list)

    def one(self, role: Role) -> Member:
        """The first member in a role."""
        return next(member for member in self.members if member.role is role)

    def act(self, role: Role) -> Actor:
        """The first member in a role, as an actor."""
        return self.one(role).actor


_PEOPLE: tuple[tuple[Role, str, str, str, str], ...] = (
    (Role.ADMINISTRATOR, "admin", "ผู้ดูแลระบบ (ตัวอย่าง)", "ผู้ดูแลระบบ", "สำนักปลัดเทศบาล"),
    (Role.OFFICER, "officer", "นักพัฒนาชุมชน (ตัวอย่าง)", "นักพัฒนาชุมชนปฏิบัติการ", "สำนักปลัดเทศบาล"),
    (Role.PLANNER, "planner", "นักวิเคราะห์นโยบายและแผน (ตัวอย่าง)", "นักวิเคราะห์นโยบายและแผน", "สำนักปลัดเทศบาล"),
    (Role.LEADER, "mayor", "นายกเทศมนตรี (ตัวอย่าง)", "นายกเทศมนตรี", ""),
    (Role.CASE_WORKER, "caseworker", "ผู้จัดการรายกรณี (ตัวอย่าง)", "นักสังคมสงเคราะห์", "สำนักปลัดเทศบาล"),
    (Role.CASE_WORKER, "supervisor", "หัวหน้าผู้จัดการรายกรณี (ตัวอย่าง)", "ปลัดเทศบาล", "สำนักปลัดเทศบาล"),
    (Role.PARTNER, "partner", "เจ้าหน้าที่ รพ.สต. (ตัวอย่าง)", "พยาบาลวิชาชีพ", "รพ.สต. (ตัวอย่าง)"),
    (Role.PARTNER, "school", "ครูแนะแนว (ตัวอย่าง)", "ครู", "โรงเรียนเนินวิทยาตัวอย่าง"),
    (Role.PARTNER, "province", "เจ้าหน้าที่ พมจ. (ตัวอย่าง)", "นักพัฒนาสังคม", "พมจ. (ตัวอย่าง)"),
    (Role.DRIVER, "driver", "พนักงานขับรถตู้ (ตัวอย่าง)", "พนักงานขับรถยนต์", "สำนักปลัดเทศบาล"),
    (Role.DRIVER, "driver2", "พนักงานขับรถตู้ติดลิฟต์ (ตัวอย่าง)", "พนักงานขับรถยนต์", "กองสาธารณสุขและสิ่งแวดล้อม"),
    (Role.DRIVER, "driver3", "พนักงานขับรถกระบะ (ตัวอย่าง)", "พนักงานขับรถยนต์", "กองช่าง"),
    (Role.RESIDENT, "resident", "ประชาชน (ตัวอย่าง)", "", ""),
)


def new_password() -> str:
    """Three groups of four letters: easy to read aloud, some sixty bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))


def gather(municipality: Municipality, *, volunteers: int, prefix: str = "") -> Cast:
    """Open the accounts of the example, each with a random password."""
    founder = Actor.machine(municipality.pk, "demo")
    cast = Cast()
    people = list(_PEOPLE)
    people += [
        (Role.VOLUNTEER, f"volunteer{number}", f"อสม. หมู่ {number} (ตัวอย่าง)", "อสม.", "")
        for number in range(1, volunteers + 1)
    ]
    for role, username, name, position, unit in people:
        password = new_password()
        user = open_account(
            actor=founder,
            username=prefix + username,
            display_name=name,
            password=password,
            roles=(role,),
            position=position,
            unit=unit,
        )
        needs_second = role in {Role.CASE_WORKER, Role.ADMINISTRATOR}
        secret = give_second_factor(actor=founder, user=user) if needs_second else ""
        cast.members.append(Member(role, prefix + username, password, secret, user, municipality.pk))
    return cast
