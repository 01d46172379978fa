"""Titles: taken off a name even where they are glued to it, and what they say about sex."""

from __future__ import annotations

import re

_MALE = (
    "นาย",
    "เด็กชาย",
    "ด.ช.",
    "ดช.",
    "ด.ช",
    "พระ",
    "พระครู",
    "พระมหา",
    "สามเณร",
    "สามเณ",
    "mr.",
    "mr",
    "master",
)
_FEMALE = (
    "นางสาว", "นาง", "น.ส.", "นส.", "น.ส", "เด็กหญิง", "ด.ญ.", "ดญ.", "ด.ญ", "แม่ชี", "พญ.", "ทพญ.", "ภญ.",
    "mrs.", "mrs", "miss", "ms.", "ms",
)  # fmt: skip
_NEITHER = (
    "ว่าที่ร้อยตรีหญิง", "ว่าที่ร้อยตรี", "ว่าที่ ร.ต.หญิง", "ว่าที่ ร.ต.", "ว่าที่ร.ต.", "ว่าที่ ร.ท.", "ว่าที่ ร.อ.",
    "พลเอก", "พลโท", "พลตรี", "พันเอก", "พันโท", "พันตรี", "ร้อยเอก", "ร้อยโท", "ร้อยตรี",
    "จ่าสิบเอก", "จ่าสิบโท", "จ่าสิบตรี", "สิบเอก", "สิบโท", "สิบตรี", "พลทหาร", "พลฯ",
    "พลตำรวจเอก", "พลตำรวจโท", "พลตำรวจตรี", "พันตำรวจเอก", "พันตำรวจโท", "พันตำรวจตรี",
    "ร้อยตำรวจเอก", "ร้อยตำรวจโท", "ร้อยตำรวจตรี", "ดาบตำรวจ", "จ่าสิบตำรวจ", "สิบตำรวจเอก", "สิบตำรวจโท", "สิบตำรวจตรี",
    "พล.ต.อ.", "พล.ต.ท.", "พล.ต.ต.", "พล.อ.", "พล.ท.", "พล.ต.", "พล.ร.อ.", "พล.อ.อ.",
    "พ.ต.อ.", "พ.ต.ท.", "พ.ต.ต.", "พ.อ.อ.", "พ.อ.ท.", "พ.อ.ต.", "พ.จ.อ.", "พ.อ.", "พ.ท.", "พ.ต.",
    "ร.ต.อ.", "ร.ต.ท.", "ร.ต.ต.", "ร.อ.", "ร.ท.", "ร.ต.", "น.อ.", "น.ท.", "น.ต.", "ด.ต.", "จ.ส.อ.", "จ.ส.ท.", "จ.ส.ต.",
    "จ.อ.", "จ.ท.", "จ.ต.", "ส.ต.อ.", "ส.ต.ท.", "ส.ต.ต.", "ส.อ.", "ส.ท.", "ส.ต.", "อส.", "อสม.",
    "ม.ร.ว.", "ม.ล.", "หม่อมหลวง", "หม่อมราชวงศ์", "ศ.ดร.", "รศ.ดร.", "ผศ.ดร.", "ผศ.", "รศ.", "ศ.", "ดร.", "นพ.", "ทพ.",
    "ภก.", "สพ.ญ.", "น.สพ.", "อ.", "dr.", "prof.",
)  # fmt: skip
# Words that are also how names begin (คุณากร, ครูเพชร): a title only when a blank follows.
_ONLY_APART = (
    "คุณ", "ครู", "อาจารย์", "ดร", "หมอ", "ลุง", "ป้า", "ตา", "ยาย", "ปู่", "ย่า", "น้า", "อา", "พี่", "น้อง", "ดช", "ดญ",
    "นส", "หลวงพ่อ", "หลวงตา", "พระอาจารย์", "กำนัน", "ผู้ใหญ่บ้าน", "ผญบ.", "ผู้ใหญ่", "dr", "หญิง",
)  # fmt: skip

_GLUED = sorted((*_MALE, *_FEMALE, *_NEITHER), key=len, reverse=True)
_LATIN_TITLES = ("mr", "mrs", "ms", "miss", "dr", "prof", "master")


def _as_pattern() -> str:
    glued = "|".join(
        re.escape(title).replace(r"\ ", " ?")
        for title in _GLUED
        if not title.isascii() and title not in {"พระ", "อ.", "ศ."}
    )
    apart = "|".join(re.escape(title) for title in (*_ONLY_APART, "พระ", "อ.", "ศ."))
    latin = "|".join(_LATIN_TITLES)
    # What follows a glued title must be able to begin a Thai word: นาง + าม is a name, not a title.
    return rf"^(?:((?:(?:{glued})[ .]*)+)([ก-ฮเ-ไ(A-Za-z].+)|((?:{apart})[ .]+)(.+)|((?i:{latin})(?:\.+ *| +))([A-Za-z].+))$"


# Written so that both Python's and Rust's regular expressions read it: no look-around.
TITLED = _as_pattern()
_TITLED = re.compile(TITLED)
_TITLES = frozenset(
    title.replace(" ", "") for each in (*_MALE, *_FEMALE, *_NEITHER) for title in (each, each.rstrip("."))
)
_MALE_TITLES = frozenset(_MALE)
_FEMALE_TITLES = frozenset((*_FEMALE, "หญิง", "ยาย", "ป้า", "ย่า", "ดญ", "นส"))


def split_title(name: str) -> tuple[str, str]:
    """Take the titles off the front of a cleaned name: ``("น.ส.", "มาลี")``; ``("", name)`` when there is none."""
    title = ""
    while found := _TITLED.match(name):
        head, rest = next((found[i], found[i + 1]) for i in (1, 3, 5) if found[i])
        title, name = f"{title} {head.strip()}".strip(), rest.strip()
    return title, name


def is_title(text: str) -> bool:
    """Whether a cell holds a title and nothing else."""
    return text.casefold().replace(" ", "") in _TITLES


def sex_of_title(title: str) -> str | None:
    """``m`` or ``f`` where the title says so, else None."""
    for word in re.split(r"(?<=\.)\s+|\s+", title.casefold().strip()):
        if word in _FEMALE_TITLES or word.endswith("หญิง") or word.startswith(("น.ส", "ด.ญ", "นางส")):
            return "f"
        if word in _MALE_TITLES or word in {"ดช", "ปู่", "ลุง", "ตา"}:
            return "m"
    return None


def read_sex(text: str) -> str | None:
    """Sex as forms write it: ชาย, ญ, M, female, 1 or 2."""
    word = text.casefold().strip(" .")
    if word in {"ช", "ชาย", "m", "male", "1", "เพศชาย", "ผู้ชาย"}:
        return "m"
    if word in {"ญ", "หญิง", "f", "female", "2", "เพศหญิง", "ผู้หญิง"}:
        return "f"
    return None
