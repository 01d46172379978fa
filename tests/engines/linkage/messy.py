"""Two offices' lists of one invented population, with the truth: a clean register A and a messy list B.

Names come from PyThaiNLP's lists (CC BY-SA 4.0, Korkeat Wannapat), combined at random; ids begin with 9, which
is never issued. Error rates are assumptions, chosen to rank methods, not to predict accuracy on real registers.
"""

from __future__ import annotations

import datetime as dt
import random
from bisect import bisect
from dataclasses import dataclass
from itertools import accumulate

import polars as pl
from pythainlp.corpus import thai_family_names, thai_female_names, thai_male_names

from huangyai.kernel.identity import check_digit

THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
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
NICKNAMES = [
    "แดง",
    "ดำ",
    "ขาว",
    "เขียว",
    "ต้น",
    "เล็ก",
    "ใหญ่",
    "อ้วน",
    "ผอม",
    "นก",
    "หนู",
    "แมว",
    "ไก่",
    "กุ้ง",
    "ปู",
    "ปลา",
    "ส้ม",
    "แอน",
    "บอย",
    "บี",
    "เอ",
    "ตุ๊ก",
    "ตุ่ม",
    "ต้อย",
    "น้อย",
    "นิด",
    "หน่อย",
    "จุ๋ม",
    "จิ๋ม",
    "เจี๊ยบ",
    "แอ๊ด",
    "อ๊อด",
    "อู๊ด",
    "โอ๋",
    "โอ",
    "เอก",
    "เอ๋",
    "อ้อย",
    "อ้อ",
    "แป๋ว",
    "แจ๋ว",
    "หมู",
    "หมี",
    "ช้าง",
    "ม้า",
    "กบ",
    "เขียด",
    "ฝน",
    "ฟ้า",
    "ดาว",
    "เดือน",
    "แก้ว",
    "ทราย",
    "น้ำ",
    "เมย์",
    "มายด์",
    "พลอย",
    "เพชร",
]
SOUND_SWAPS = (
    ("ศ", "ส"), ("ษ", "ส"), ("ส", "ศ"), ("ณ", "น"), ("น", "ณ"), ("ญ", "ย"), ("ธ", "ท"), ("ท", "ธ"), ("ฐ", "ถ"), ("ภ", "พ"),
    ("พ", "ภ"), ("ล", "ร"), ("ร", "ล"), ("ฬ", "ล"), ("ใ", "ไ"), ("ไ", "ใ"), ("ี", "ิ"), ("ิ", "ี"), ("ู", "ุ"), ("ุ", "ู"), ("ึ", "ื"), ("รร", "ัน"),
    ("์", ""), ("่", ""), ("้", ""), ("ฎ", "ฏ"), ("ฒ", "ธ"), ("ทร", "ซ"), ("ฤ", "ริ"),
)  # fmt: skip
LETTERS = "กขคงจชซตทนบปพมยรลวสหอ"


@dataclass(frozen=True)
class Pair:
    """Lists A and B as polars frames of text, and which row of A each row of B is (ids; only those that are in A)."""

    a: pl.DataFrame
    b: pl.DataFrame
    truth: dict[str, str]


class Choice:
    def __init__(self, items: list[str], power: float, start: float, rng: random.Random) -> None:
        self.items = list(items)
        rng.shuffle(self.items)
        self.sums = list(accumulate((rank + start) ** -power for rank in range(len(self.items))))

    def draw(self, rng: random.Random) -> str:
        return self.items[bisect(self.sums, rng.random() * self.sums[-1])]


def population(people: int, seed: int, part: int = 0) -> list[dict]:
    rng = random.Random(seed)
    women = Choice(sorted(thai_female_names()), 0.8, 20, rng)
    men = Choice(sorted(thai_male_names()), 0.8, 20, rng)
    families = Choice(sorted(thai_family_names()), 0.6, 60, rng)
    tambons = max(1, people // 10_000)
    everyone: list[dict] = []
    serial = 22_010_000_000 + rng.randrange(10**6) + part * 50_000_000
    house = 0
    while len(everyone) < people:
        house += 1
        size = rng.choices((1, 2, 3, 4, 5, 6, 7), (18, 22, 22, 19, 11, 5, 3))[0]
        surname = families.draw(rng)
        tambon = 220100 + rng.randrange(tambons) if tambons < 90 else 100000 + part * 1000 + rng.randrange(tambons)
        number = str(rng.randint(1, 300)) + (f"/{rng.randint(1, 40)}" if rng.random() < 0.45 else "")
        moo = rng.randint(1, 12)
        head = rng.randint(22, 88)
        serial += rng.randint(1, 60)
        phone = f"0{rng.choice('689')}{rng.randrange(10**8):08d}"
        twin: dict | None = None
        for place in range(size):
            age = head if place == 0 else head + rng.randint(-6, 5) if place == 1 else head - rng.randint(19, 38)
            if age < 0:
                age = rng.randint(0, 17)
            sex = rng.choice("mf")
            born = dt.date(2026 - age, 1, 1) + dt.timedelta(rng.randrange(365))
            if age > 55 and rng.random() < 0.08:
                born = born.replace(month=1, day=1)
            if twin is not None and rng.random() < 0.04:
                born = twin["born"]
            serial += 1
            twelve = f"9{serial:011d}"
            person = {
                "key": len(everyone), "sex": sex, "first": (women if sex == "f" else men).draw(rng),
                "last": surname if rng.random() < 0.86 else families.draw(rng), "born": born,
                "nid": twelve + str(check_digit(twelve)), "house": number, "moo": moo, "tambon": tambon,
                "phone": phone if rng.random() < 0.4 else f"0{rng.choice('689')}{rng.randrange(10**8):08d}",
                "nick": rng.choice(NICKNAMES), "age": age, "place": house,
            }  # fmt: skip
            if place >= 2:
                twin = person
            everyone.append(person)
    return everyone[:people]


def title_of(person: dict, rng: random.Random) -> str:
    if person["age"] < 15:
        return rng.choice(("ด.ช.", "เด็กชาย")) if person["sex"] == "m" else rng.choice(("ด.ญ.", "เด็กหญิง"))
    if person["sex"] == "m":
        return "นาย" if rng.random() < 0.97 else rng.choice(("ร.ต.", "จ.ส.อ.", "ด.ต.", "พระ"))
    return rng.choice(("นาง", "น.ส.", "นางสาว"))


def misspelt(name: str, rng: random.Random) -> str:
    if rng.random() < 0.7:
        fitting = [
            (old, new)
            for old, new in SOUND_SWAPS
            if old in name[1:] or (old in name and len(old) == 1 and old not in "ไใ")
        ]
        if fitting:
            old, new = rng.choice(fitting)
            at = name.rfind(old)
            return name[:at] + new + name[at + len(old) :]
    at = rng.randrange(1, max(2, len(name)))
    kind = rng.randrange(4)
    if kind == 0:
        return name[:at] + name[at + 1 :]
    if kind == 1:
        return name[:at] + rng.choice(LETTERS) + name[at:]
    if kind == 2 and at < len(name) - 1:
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    return name[:at] + rng.choice(LETTERS) + name[at + 1 :]


def scrambled_code_points(text: str, rng: random.Random) -> str:
    kind = rng.randrange(4)
    if kind == 0:
        return text.replace("ำ", "ํา")
    if kind == 1:
        return text.replace("แ", "เเ")
    if kind == 2:
        return text.replace("ี่", "่ี").replace("ื่", "่ื").replace("ุ้", "ุ้").replace("ิ์", "์ิ")
    return "\u200b" + text + "\u00a0"


def birth_text(born: dt.date, rng: random.Random, rate: float) -> str:
    if rng.random() < 0.05 * rate:
        return rng.choice(("", "-", "ไม่ทราบ"))
    year, month, day = born.year, born.month, born.day
    kind = rng.random()
    if kind < 0.03 * rate and day <= 12:
        month, day = day, month
    elif kind < 0.06 * rate:
        year += rng.choice((-1, 1))
    elif kind < 0.07 * rate:
        year += rng.choice((-10, 10, 2, -2))
    elif kind < 0.10 * rate:
        month, day = 1, 1
    elif kind < 0.13 * rate:
        return str(year + 543 + (rng.choice((-1, 1, 10, -10)) if rng.random() < 0.1 else 0))
    elif kind < 0.15 * rate:
        day = rng.randint(1, 28)
    elif kind < 0.165 * rate:
        month = rng.randint(1, 12)
    be = year + 543
    style = rng.randrange(10)
    if style < 3:
        return f"{day}/{month}/{be}"
    if style == 3:
        return f"{day:02d}/{month:02d}/{year}"
    if style == 4:
        return f"{day} {SHORT[month - 1]} {be % 100:02d}" if be > 2475 else f"{day} {SHORT[month - 1]} {be}"
    if style == 5:
        return f"{day} {MONTHS[month - 1]} พ.ศ. {be}"
    if style == 6:
        return f"{year}-{month:02d}-{day:02d}"
    if style == 7:
        return f"{day:02d}-{month:02d}-{be}".translate(THAI)
    if style == 8:
        return f"{be}{month:02d}{day:02d}"
    return f"{day}/{month}/{be + 543}" if rng.random() < 0.2 else f"{day} {SHORT[month - 1]} {be}"


def id_text(person: dict, rng: random.Random, rate: float) -> str:
    if rng.random() < 0.15 * rate:
        return rng.choice(("", "-", "ไม่มี"))
    digits = person["nid"]
    kind = rng.random()
    at = rng.randrange(1, 12)
    if kind < 0.04 * rate:
        digits = digits[:at] + str(rng.randrange(10)) + digits[at + 1 :]
    elif kind < 0.06 * rate:
        digits = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
    elif kind < 0.065 * rate:
        digits = digits[:at] + digits[at + 1 :]
    if rng.random() < 0.4:
        return f"{digits[0]}-{digits[1:5]}-{digits[5:10]}-{digits[10:12]}-{digits[12:]}"
    return digits.translate(THAI) if rng.random() < 0.05 else digits


def address_text(person: dict, rng: random.Random, rate: float) -> str:
    if rng.random() < 0.06 * rate:
        return ""
    house, moo = person["house"], person["moo"]
    if rng.random() < 0.07 * rate:
        house, moo = str(rng.randint(1, 300)), rng.randint(1, 12)
    elif rng.random() < 0.04 * rate:
        house = house.split("/")[0] if "/" in house else f"{house}/1"
    style = rng.randrange(6)
    if style == 0:
        return f"{house} ม.{moo}"
    if style == 1:
        return f"บ้านเลขที่ {house} หมู่ที่ {moo} ต.บางสมมุติ อ.เมือง"
    if style == 2:
        return f"{house} หมู่ {moo}".translate(THAI)
    if style == 3:
        return f"{house} หมู่{moo} ตำบลบางสมมุติ"
    if style == 4 and rng.random() < 0.5 * rate:
        return house
    return f"เลขที่ {house} หมู่ที่ {moo}"


def messy_row(
    person: dict, families: Choice, firsts: dict[str, Choice], rng: random.Random, rate: float, *, ids: bool
) -> dict:
    first, last = person["first"], person["last"]
    if (person["sex"] == "f" and person["age"] > 20 and rng.random() < 0.04 * rate) or rng.random() < 0.004 * rate:
        last = families.draw(rng)
    if rng.random() < 0.008 * rate:
        first = firsts[person["sex"]].draw(rng)
    if rng.random() < 0.08 * rate:
        first = misspelt(first, rng)
    if rng.random() < 0.10 * rate:
        last = misspelt(last, rng)
    title = title_of(person, rng) if rng.random() < 0.85 else ""
    gap = rng.choice((" ", "  ", " "))
    if rng.random() < 0.06 * rate:
        gap = ""
    if rng.random() < 0.02 * rate:
        last, gap = "", ""
    name = first + gap + last
    if rng.random() < 0.08 * rate:
        name = scrambled_code_points(name, rng)
    full = title + rng.choice(("", "", " ")) + name
    phone = "" if rng.random() < 0.4 else person["phone"]
    if phone and rng.random() < 0.15 * rate:
        phone = f"0{rng.choice('689')}{rng.randrange(10**8):08d}"
    if phone and rng.random() < 0.4:
        phone = f"{phone[:3]}-{phone[3:6]}-{phone[6:]}"
    return {
        "full_name": full, "birth_date": birth_text(person["born"], rng, rate),
        "national_id": id_text(person, rng, rate) if ids else "", "address": address_text(person, rng, rate),
        "tambon_code": str(person["tambon"]) if rng.random() > 0.03 * rate else "", "phone": phone,
        "sex": "" if rng.random() < 0.3 else {"m": "ชาย", "f": "หญิง"}[person["sex"]],
        "nickname": person["nick"] if rng.random() < 0.25 else "",
    }  # fmt: skip


def clean_row(person: dict, rng: random.Random, *, ids: bool) -> dict:
    born = person["born"]
    return {
        "title": title_of(person, rng), "first_name": person["first"], "last_name": person["last"],
        "sex": {"m": "ชาย", "f": "หญิง"}[person["sex"]], "birth_date": f"{born.day:02d}/{born.month:02d}/{born.year + 543}",
        "national_id": person["nid"] if ids else "", "house_no": person["house"], "moo": str(person["moo"]),
        "tambon_code": str(person["tambon"]), "phone": person["phone"] if rng.random() < 0.7 else "",
        "nickname": person["nick"] if rng.random() < 0.5 else "",
    }  # fmt: skip


def make_pair(
    n: int, *, seed: int, rate: float = 1.0, ids: bool = True, share: float = 0.4, known: float = 0.8, part: int = 0
) -> Pair:
    """A with `n` clean rows and B with `share`·n messy ones, of which `known` are in A; `rate` multiplies every error.

    A nation is made of parts: each `part` has ids and tambons of its own.
    """
    rows_b = round(n * share)
    strangers = round(rows_b * (1 - known))
    everyone = population(n + strangers, seed, part)
    rng = random.Random(seed * 7919 + 13)
    order = list(range(len(everyone)))
    rng.shuffle(order)
    outside, inside = order[:strangers], order[strangers:]
    families = Choice(sorted(thai_family_names()), 0.6, 60, rng)
    firsts = {
        "f": Choice(sorted(thai_female_names()), 0.8, 20, rng),
        "m": Choice(sorted(thai_male_names()), 0.8, 20, rng),
    }
    a = [{"id": f"A{row:07d}", **clean_row(everyone[key], rng, ids=ids)} for row, key in enumerate(inside)]
    place = {key: row for row, key in enumerate(inside)}
    picked = rng.sample(inside, rows_b - strangers) + outside
    rng.shuffle(picked)
    b = [
        {"id": f"B{row:07d}", **messy_row(everyone[key], families, firsts, rng, rate, ids=ids)}
        for row, key in enumerate(picked)
    ]
    truth = {f"B{row:07d}": f"A{place[key]:07d}" for row, key in enumerate(picked) if key in place}
    return Pair(pl.DataFrame(a, infer_schema_length=None), pl.DataFrame(b, infer_schema_length=None), truth)
