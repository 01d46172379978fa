"""Lists as different offices write them, of one invented municipality, with the truth.

A second generator beside `messy`, built on other assumptions: villages in which a few surnames are most of the
people, each office with its own columns and habits throughout its file, keyboard and reading slips instead of sound
slips, a relative's id or telephone in the wrong row, people listed twice. Names come from PyThaiNLP's lists (CC BY-SA
4.0, Korkeat Wannapat), combined at random; ids begin with 9, which is never issued.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass

import polars as pl
from pythainlp.corpus import thai_family_names, thai_female_names, thai_male_names

from huangyai.kernel.identity import check_digit

THIS_YEAR = 2026
MONTHS = [
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
]
SHORT = ["ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."]
DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
NICK = [
    "กล้วย",
    "กัน",
    "เกม",
    "เก่ง",
    "ขวัญ",
    "ข้าว",
    "จอย",
    "จุก",
    "เจ",
    "เจน",
    "ชมพู่",
    "ซัน",
    "ซี",
    "ดิว",
    "ตั้ม",
    "ตาล",
    "ติ๊ก",
    "เต้ย",
    "แตง",
    "ถั่ว",
    "ทอง",
    "นุ่น",
    "นุช",
    "บาส",
    "บุ๋ม",
    "เบลล์",
    "เบียร์",
    "ปอ",
    "ปาล์ม",
    "เป้",
    "แป้ง",
    "ฝ้าย",
    "พิม",
    "เฟิร์น",
    "มด",
    "มิ้นท์",
    "แม็ก",
    "ยุ้ย",
    "รุ้ง",
    "ลี่",
    "วิว",
    "สา",
    "หนึ่ง",
    "หวาน",
    "อาร์ม",
    "ออม",
    "อิ๋ว",
    "เอิร์ธ",
]
TAMBONS = ["บางสมมุติ", "หนองตัวอย่าง", "ท่าทดลอง", "เขาจำลอง", "คลองสาธิต"]
VILLAGES = [
    "ในไร่",
    "ท่าล่าง",
    "หัวสะพาน",
    "ดอนกลาง",
    "หนองใหญ่",
    "ปากคลอง",
    "เกาะลอย",
    "โคกสูง",
    "สวนหลวง",
    "ทุ่งนา",
    "วังหิน",
    "บนเนิน",
]
# Letters that a reader of a copied form takes for each other, and neighbours on the Thai keyboard.
SEEN_AS = {"ถ": "ภ", "ภ": "ถ", "ค": "ด", "ด": "ค", "ช": "ซ", "ซ": "ช", "ผ": "ฝ", "ฝ": "ผ", "บ": "ป", "ป": "บ", "ฎ": "ฏ", "ม": "น", "น": "ม",
           "ข": "ช", "ท": "ห", "ห": "ท", "ว": "อ", "ร": "ธ", "า": "ำ", "ี": "ิ", "ื": "ึ", "ั": "้", "่": "้", "้": "่"}  # fmt: skip
KEYBOARD = "ๆไำพะัีรนยบลฟหกดเ้่าสวงผปแอิืทมใฝ"


@dataclass(frozen=True)
class Lists:
    """The offices' lists and, for each, the person of every row (row id → number)."""

    frames: tuple[pl.DataFrame, ...]
    people: tuple[dict[str, int], ...]

    def truth(self, left: int = 0, right: int = 1) -> dict[str, set[str]]:
        """Row of the right list → the rows of the left list that are the same person."""
        rows: dict[int, set[str]] = {}
        for row, person in self.people[left].items():
            rows.setdefault(person, set()).add(row)
        return {row: rows[person] for row, person in self.people[right].items() if person in rows}


def municipality(people: int, dice: random.Random) -> list[dict]:
    women, men, families = (
        dice.sample(sorted(names), k=len(names))
        for names in (thai_female_names(), thai_male_names(), thai_family_names())
    )

    def common(names: list[str], sharpness: float) -> str:
        return names[int(len(names) * dice.random() ** sharpness)]

    everyone: list[dict] = []
    villages: dict[tuple[int, int], list[str]] = {}
    serial = 60_500_000_000 + dice.randrange(10**8)
    tambons = max(1, round(people / 8000))
    while len(everyone) < people:
        tambon, moo = dice.randrange(tambons), dice.randint(1, 11)
        local = villages.setdefault((tambon, moo), [common(families, 1.4) for _ in range(14)])
        surname = local[int(14 * dice.random() ** 2)] if dice.random() < 0.55 else common(families, 1.2)
        house = f"{dice.randint(1, 190)}{f'/{dice.randint(1, 24)}' if dice.random() < 0.4 else ''}"
        line = f"0{dice.choice('689')}{dice.randrange(10**8):08d}"
        eldest = dice.randint(24, 90)
        ages = [eldest]
        if dice.random() < 0.7:
            ages.append(max(20, eldest + dice.randint(-8, 8)))
        youngest = eldest - dice.randint(18, 36)
        for _ in range(dice.choice((0, 0, 1, 1, 2, 2, 3, 4))):
            ages.append(youngest if youngest >= 0 else dice.randint(0, 15))
            youngest -= dice.choice((0, 1, 2, 2, 3, 4, 5))
        family: list[dict] = []
        serial += dice.randint(1, 90)
        for place, age in enumerate(ages):
            sex = ("m" if dice.random() < 0.6 else "f") if place == 0 else dice.choice("mf")
            first = common(women if sex == "f" else men, 1.7)
            parent = family[0] if family else None
            if parent and place > 1 and sex == parent["sex"] and dice.random() < 0.35:
                # A son is named in his father's letter.
                alike = [
                    name for name in dice.sample(men if sex == "m" else women, 60) if name[:2] == parent["first"][:2]
                ]
                first = alike[0] if alike else first
            born = dt.date(THIS_YEAR - age, 1, 1) + dt.timedelta(dice.randrange(365))
            if age > 60 and dice.random() < 0.12:
                born = born.replace(day=1, month=1)
            twin = family[-1] if place > 2 and age == family[-1]["age"] and dice.random() < 0.3 else None
            if twin:
                born, sex = twin["born"], twin["sex"]
                first = twin["first"][:2] + first[2:] if dice.random() < 0.5 and len(first) > 3 else first
            serial += dice.choice((1, 1, 2, 7))
            twelve = f"9{serial:011d}"
            family.append(
                {
                    "person": len(everyone) + len(family), "sex": sex, "first": first, "age": age, "born": born,
                    "last": surname if place != 1 or dice.random() < 0.8 else common(families, 1.2),
                    "maiden": common(families, 1.2), "nid": twelve + str(check_digit(twelve)), "house": house, "moo": moo,
                    "tambon": tambon, "phone": line if dice.random() < 0.5 else f"0{dice.choice('689')}{dice.randrange(10**8):08d}",
                    "nick": dice.choice(NICK), "family": family, "soi": dice.randint(1, 9),
                }
            )  # fmt: skip
        everyone.extend(family)
    return everyone[:people]


def slip(name: str, dice: random.Random) -> str:
    """One slip of the finger or of the eye."""
    at = dice.randrange(len(name))
    kind = dice.random()
    if kind < 0.45:
        places = [place for place, letter in enumerate(name) if letter in SEEN_AS]
        if places:
            at = dice.choice(places)
            return name[:at] + SEEN_AS[name[at]] + name[at + 1 :]
    if kind < 0.6:
        return name[: max(at, 1)] + name[max(at, 1) + 1 :]
    if kind < 0.75:
        return name[: max(at, 1)] + dice.choice(KEYBOARD) + name[max(at, 1) :]
    if kind < 0.85 and len(name) > 5:
        return name[: len(name) - dice.choice((1, 2))]
    at = min(max(at, 1), len(name) - 2) if len(name) > 2 else 0
    return name[:at] + name[at + 1 : at + 2] + name[at] + name[at + 2 :]


def error(chance: float, rate: float, dice: random.Random) -> bool:
    return dice.random() < chance * rate


def date_writer(dice: random.Random) -> Callable[[dt.date], str]:
    """How one office writes dates, from the first row to the last."""
    return dice.choice(
        [
            lambda d: f"{d.day:02d}/{d.month:02d}/{d.year + 543}",
            lambda d: f"{d.day}/{d.month}/{d.year}",
            lambda d: f"{d.day} {SHORT[d.month - 1]} {d.year + 543}",
            lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year + 543}".translate(DIGITS),
            lambda d: d.isoformat(),
            lambda d: f"{d.year + 543:04d}-{d.month:02d}-{d.day:02d} 00:00:00",
            lambda d: f"{d.day:02d}-{d.month:02d}-{(d.year + 543) % 100:02d}",
            lambda d: f"วันที่ {d.day} เดือน {MONTHS[d.month - 1]} พ.ศ. {d.year + 543}",
            lambda d: f"{d.day:02d}{d.month:02d}{d.year + 543}",
            lambda d: f"{d.day}.{d.month}.{(d.year + 543) % 100:02d}",
        ]
    )


def id_writer(dice: random.Random) -> Callable[[str], str]:
    return dice.choice(
        [
            lambda n: n, lambda n: f"{n[0]}-{n[1:5]}-{n[5:10]}-{n[10:12]}-{n[12:]}", lambda n: f"{n}.0", lambda n: f"'{n}",
            lambda n: f"{n[0]} {n[1:5]} {n[5:10]} {n[10:12]} {n[12:]}".translate(DIGITS),
        ]
    )  # fmt: skip


def blemished(person: dict, rate: float, everyone: list[dict], dice: random.Random) -> dict:
    """What a clerk believed about a person."""
    seen = dict(person)
    if person["sex"] == "f" and person["age"] > 19 and error(0.05, rate, dice):
        seen["last"] = person["maiden"]
    if error(0.012, rate, dice):
        # People in Thailand change their first name more often than elsewhere.
        seen["first"] = dice.choice(
            [one["first"] for one in dice.sample(everyone, 12) if one["sex"] == person["sex"]] or ["ใหม่"]
        )
    for part in ("first", "last"):
        if error(0.07, rate, dice):
            seen[part] = slip(seen[part], dice)
    if error(0.012, rate, dice):
        seen["first"], seen["last"] = seen["last"], seen["first"]
    elif error(0.015, rate, dice):
        seen["first"] = person["nick"]
    born = person["born"]
    kind = dice.random() / rate
    relative = dice.choice(person["family"])
    if kind < 0.025 and born.day <= 12:
        born = dt.date(born.year, born.day, born.month)
    elif kind < 0.05:
        born = dt.date(born.year + dice.choice((-1, 1, -2, 10)), born.month, min(born.day, 28))
    elif kind < 0.075:
        born = dt.date(born.year, 1, 1)
    elif kind < 0.09:
        born = dt.date(born.year, born.month, dice.randint(1, 28))
    elif kind < 0.095:
        born = relative["born"]
    seen["born"] = born
    kind = dice.random() / rate
    at = dice.randrange(1, 12)
    nid = person["nid"]
    if kind < 0.04:
        nid = nid[:at] + str(dice.randrange(10)) + nid[at + 1 :]
    elif kind < 0.05:
        nid = nid[:at] + nid[at + 1] + nid[at] + nid[at + 2 :]
    elif kind < 0.06:
        nid = nid[:at] + nid[at + 1 :]
    elif kind < 0.07:
        nid = relative["nid"]
    elif kind < 0.16:
        nid = dice.choice(("", "-", "0000000000000", "ไม่มีบัตร"))
    seen["nid"] = nid
    if error(0.06, rate, dice):
        mover = dice.choice(everyone)
        seen |= {part: mover[part] for part in ("house", "moo", "tambon")}
    elif error(0.04, rate, dice):
        seen["house"] = person["house"].split("/")[0]
    elif error(0.02, rate, dice):
        seen["moo"] = dice.randint(1, 11)
    if error(0.12, rate, dice):
        seen["phone"] = relative["phone"] if dice.random() < 0.5 else f"08{dice.randrange(10**8):08d}"
    return seen


def title_of(person: dict, dice: random.Random) -> str:
    if person["age"] < 15:
        return dice.choice(("เด็กชาย", "ด.ช.")) if person["sex"] == "m" else dice.choice(("เด็กหญิง", "ด.ญ."))
    return "นาย" if person["sex"] == "m" else dice.choice(("นาง", "นางสาว", "น.ส."))


def with_gaps(row: dict[str, str], rate: float, dice: random.Random) -> dict[str, str]:
    return {
        column: "" if column not in {"full_name", "first_name"} and error(0.03, rate, dice) else cell
        for column, cell in row.items()
    }


def office(layout: str, dice: random.Random) -> Callable[[dict], dict[str, str]]:
    """One office's form: the columns it has and how it fills them."""
    date, write_id = date_writer(dice), id_writer(dice)
    glued = dice.random() < 0.5

    def number(digits: str) -> str:
        return write_id(digits) if digits.isdigit() else digits

    def name(one: dict) -> str:
        gap = "" if dice.random() < 0.03 else "  " if dice.random() < 0.1 else " "
        return f"{title_of(one, dice)}{'' if glued else ' '}{one['first']}{gap}{one['last']}"

    def place(one: dict) -> str:
        tambon = TAMBONS[one["tambon"] % len(TAMBONS)]
        return dice.choice(
            (
                f"{one['house']} ม.{one['moo']} ต.{tambon} อ.เมืองสมมุติ จ.สมมุติ",
                f"บ้านเลขที่ {one['house']} หมู่ที่ {one['moo']} ตำบล{tambon} อำเภอเมืองสมมุติ",
                f"{one['house']} หมู่ {one['moo']} บ้าน{VILLAGES[one['moo']]} ต.{tambon}",
                f"{one['house']} ซ.{one['soi']} ม.{one['moo']} ตำบล {tambon} อำเภอ เมืองสมมุติ จังหวัด สมมุติ 99000",
            )
        )

    def code(one: dict) -> str:
        return f"99{one['tambon'] + 101:04d}"

    forms: dict[str, Callable[[dict], dict[str, str]]] = {
        "civil": lambda one: {
            "title": title_of(one, dice), "first_name": one["first"], "last_name": one["last"],
            "sex": "ชาย" if one["sex"] == "m" else "หญิง", "birth_date": date(one["born"]), "national_id": number(one["nid"]),
            "house_no": one["house"], "moo": str(one["moo"]), "tambon_code": code(one),
            "village_code": f"{code(one)}{one['moo']:02d}",
        },
        "volunteers": lambda one: {
            "full_name": name(one), "nickname": one["nick"] if dice.random() < 0.6 else "", "phone": one["phone"],
            "birth_date": date(one["born"]) if dice.random() < 0.8 else str(one["born"].year + 543), "address": place(one),
            "national_id": number(one["nid"]),
        },
        "welfare": lambda one: {
            "national_id": number(one["nid"]), "full_name": name(one),
            "sex": "1" if one["sex"] == "m" else "2", "birth_date": date(one["born"]), "address": place(one),
            "tambon_code": code(one), "phone": f"{one['phone'][:3]}-{one['phone'][3:]}",
        },
        "elderly": lambda one: {
            "first_name": f"{title_of(one, dice)}{one['first']}", "last_name": one["last"], "birth_date": date(one["born"]),
            "house_no": f"{one['house']} หมู่ {one['moo']}", "national_id": number(one["nid"]),
            "village": f"บ้าน{VILLAGES[one['moo']]}",
        },
        "school": lambda one: {
            "title": title_of(one, dice), "first_name": one["first"], "last_name": one["last"], "nickname": one["nick"],
            "birth_date": date(one["born"]), "house_no": one["house"], "moo": str(one["moo"]), "phone": one["phone"],
            "village": VILLAGES[one["moo"]],
        },
    }  # fmt: skip
    return forms[layout]


def make_lists(
    people: int,
    *,
    seed: int,
    rate: float = 1.0,
    ids: bool = True,
    layouts: tuple[str, ...] = ("civil", "welfare"),
    shares: tuple[float, ...] = (0.85, 0.35, 0.3),
    twice: float = 0.03,
    without: tuple[str, ...] = (),
) -> Lists:
    """One list for each layout. A list holds a share of the people, some of them `twice`; `rate` multiplies errors."""
    dice = random.Random(seed)
    everyone = municipality(people, dice)
    frames, persons = [], []
    for number, layout in enumerate(layouts):
        write = office(layout, dice)
        mine = dice.sample(everyone, round(len(everyone) * shares[number]))
        if number:
            mine += dice.sample(mine, round(len(mine) * twice))
            dice.shuffle(mine)
        rows, who = [], {}
        for place, person in enumerate(mine):
            seen = blemished(person, rate if number else rate * 0.25, everyone, dice)
            row = {"id": f"{layout[:2]}{place}", **with_gaps(write(seen), rate if number else 0.3, dice)}
            if not ids:
                row.pop("national_id", None)
            rows.append({column: cell for column, cell in row.items() if column not in without or not number})
            who[row["id"]] = person["person"]
        frames.append(pl.DataFrame(rows, infer_schema_length=None))
        persons.append(who)
    return Lists(tuple(frames), tuple(persons))
