"""What each office writes in a row, by meaning. Which column a meaning stands in, `kinds` says."""

from __future__ import annotations

from huangyai.demo.registers.clerk import Clerk
from huangyai.demo.registers.residents import Person
from huangyai.demo.registers.villages import TAMBON_CODE

_SHORT_TITLES = {"เด็กชาย": "ด.ช.", "เด็กหญิง": "ด.ญ.", "นางสาว": "น.ส.", "นาย": "นาย", "นาง": "นาง"}
_HOUSE_STATUS = {"head": "เจ้าบ้าน"}


def civil_row(clerk: Clerk, person: Person) -> dict[str, str]:
    """ทะเบียนราษฎร: full titles, years of the Buddhist era, codes for place."""
    house, born = clerk.house(person), clerk.birth_date(person)
    return {
        "national_id": clerk.national_id(person),
        "title": person.title,
        "first_name": clerk.first_name(person),
        "last_name": clerk.last_name(person),
        "sex": "ชาย" if person.sex == "m" else "หญิง",
        "birth_date": f"{born.day:02d}/{born.month:02d}/{clerk.year(born, buddhist=True)}",
        "house_code": house.house_code,
        "house_no": house.house_no,
        "moo": str(house.village.moo),
        "village": house.village.name,
        "village_code": house.village_code,
        "tambon_code": TAMBON_CODE,
        "house_status": _HOUSE_STATUS.get(person.position, "ผู้อาศัย"),
    }


def elderly_row(clerk: Clerk, person: Person) -> dict[str, str]:
    """เบี้ยยังชีพผู้สูงอายุ: title glued to the name, months in words, Thai digits, telephone in the notes."""
    house, born = clerk.house(person), clerk.birth_date(person)
    notes = ("โทร. " + person.phone) if person.phone and clerk.happens(0.35) else ""
    if person.bedridden and clerk.happens(0.5):
        notes = ("ติดเตียง " + notes).strip()
    return {
        "full_name": _glued(clerk, person, title_share=0.97, short_share=0.35),
        "national_id": clerk.numbers(clerk.national_id(person)),
        "birth_date": clerk.numbers(clerk.long_date(born)),
        "house_no": clerk.numbers(house.house_no),
        "moo": clerk.numbers(str(house.village.moo)),
        "allowance": clerk.numbers(_allowance(person.age_on(clerk.truth.as_of))),
        "payment_method": clerk.rng.choice(("โอนเข้าบัญชี", "โอนเข้าบัญชี", "โอนเข้าบัญชีผู้รับมอบอำนาจ", "เงินสด")),
        "note": notes,
    }


def disability_row(clerk: Clerk, person: Person) -> dict[str, str]:
    """ทะเบียนคนพิการ: an export with English headings, dates as year-month-day CE, the address in one cell."""
    born = clerk.birth_date(person)
    carer = clerk.truth.person.get(person.carer_id)
    return {
        "national_id": clerk.national_id(person),
        "title": _SHORT_TITLES[person.title] if clerk.happens(0.5) else person.title,
        "first_name": clerk.first_name(person),
        "last_name": clerk.last_name(person),
        "sex": "M" if person.sex == "m" else "F",
        "birth_date": f"{clerk.year(born, buddhist=False)}-{born.month:02d}-{born.day:02d}",
        "address": clerk.address(clerk.house(person)),
        "tambon_code": TAMBON_CODE,
        "disability_type": person.disability_type,
        "wheelchair": "Y" if person.needs_wheelchair else "N" if clerk.happens(0.8) else "",
        "carer": f"{carer.title}{carer.first_name} {carer.last_name}" if carer else "",
        "phone": person.phone or (carer.phone if carer else ""),
    }


def school_row(clerk: Clerk, person: Person) -> dict[str, str]:
    """ทะเบียนนักเรียน: the title in the first name, both eras, the guardian beside the child."""
    born = clerk.birth_date(person)
    home = clerk.truth.household[person.household_id]
    members = [clerk.truth.person[member] for member in home.member_ids]
    guardian = next((m for m in members if m.id != person.id and m.age_on(clerk.truth.as_of) >= 20), None)
    title = _SHORT_TITLES[person.title] if clerk.happens(0.7) else person.title
    return {
        "school": person.school,
        "grade": clerk.numbers(person.grade),
        "national_id": clerk.national_id(person),
        "first_name": title + clerk.first_name(person),
        "last_name": clerk.last_name(person),
        "nickname": person.nickname if clerk.happens(0.8) else "",
        "sex": "ช" if person.sex == "m" else "ญ",
        "birth_date": f"{born.day}/{born.month}/{clerk.year(born, buddhist=True)}",
        "address": clerk.address(clerk.house(person)),
        "guardian": f"{guardian.title}{guardian.first_name} {guardian.last_name}" if guardian else "",
        "guardian_phone": guardian.phone if guardian else "",
    }


def welfare_row(clerk: Clerk, person: Person) -> dict[str, str]:
    """บัตรสวัสดิการแห่งรัฐ: a bank's file; full name mostly without title, years CE, often an old address."""
    house, born = clerk.house(person), clerk.birth_date(person)
    return {
        "national_id": clerk.national_id(person),
        "full_name": _glued(clerk, person, title_share=0.3, short_share=0.5),
        "birth_date": f"{born.day:02d}/{born.month:02d}/{clerk.year(born, buddhist=False)}",
        "house_no": house.house_no,
        "village_code": house.village_code,
        "income": f"{person.income:,}" if clerk.happens(0.3) else str(person.income),
        "phone": f"{person.phone[:3]}-{person.phone[3:6]}-{person.phone[6:]}" if person.phone else "",
    }


def visits_row(clerk: Clerk, person: Person) -> dict[str, str]:
    """บัญชีเยี่ยมบ้าน: from a volunteer's notebook; no id, only the year of birth, the village by name."""
    house, born = clerk.house(person), clerk.birth_date(person)
    name = _glued(clerk, person, title_share=0.15, short_share=0.8)
    if clerk.happens(0.25):
        called = clerk.rng.choice(("ยาย", "ป้า", "น้า") if person.sex == "f" else ("ตา", "ลุง", "น้า"))
        name = f"{called}{person.nickname} ({name})" if person.age_on(clerk.truth.as_of) >= 60 else name
    if clerk.errs(0.06):
        name = clerk.first_name(person)
    phone = person.phone if person.phone and clerk.happens(0.5) else ""
    remark = clerk.rng.choice(("", "", "ลูกทำงานต่างจังหวัด ", "หูไม่ค่อยได้ยิน "))
    return {
        "full_name": name,
        "nickname": person.nickname if clerk.happens(0.6) else "",
        "birth_date": clerk.numbers(str(clerk.year(born, buddhist=True))) if not clerk.errs(0.05) else "",
        "house_no": clerk.numbers(house.house_no),
        "village": house.village.name if clerk.happens(0.7) else house.village.name.removeprefix("บ้าน"),
        "adl": "" if person.adl is None else clerk.numbers(str(person.adl)),
        "care_group": _care_group(person),
        "note": (remark if person.age_on(clerk.truth.as_of) >= 60 else "") + phone,
    }


def _glued(clerk: Clerk, person: Person, *, title_share: float, short_share: float) -> str:
    """Title, first and family name in one cell; now and then without the blank between the names."""
    title = ""
    if clerk.happens(title_share):
        title = _SHORT_TITLES[person.title] if clerk.happens(short_share) else person.title
        title += " " if clerk.happens(0.15) else ""
    gap = "" if clerk.errs(0.03) else "  " if clerk.happens(0.1) else " "
    return f"{title}{clerk.first_name(person)}{gap}{clerk.last_name(person)}"


def _allowance(age: int) -> str:
    return "1,000" if age >= 90 else "800" if age >= 80 else "700" if age >= 70 else "600"


def _care_group(person: Person) -> str:
    if person.adl is None:
        return ""
    return "ติดเตียง" if person.bedridden else "ติดบ้าน" if person.housebound else "ติดสังคม"
