"""Names and titles, and whether somebody is a man or a woman."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from huangyai.kernel import Words
from huangyai.targets.rules.cell_checks.cells import LONGEST, cut, filled
from huangyai.targets.rules.row_reading import ReadRows

_TITLES = "นางสาว|น\\.ส\\.|เด็กชาย|เด็กหญิง|ด\\.ช\\.|ด\\.ญ\\.|นาย|นาง|ว่าที่\\s?ร\\.ต\\.|พระ|ส\\.ต\\.[ตทอ]\\.|จ\\.ส\\.[ตทอ]\\.|ร\\.[ตทอ]\\.|พ\\.[ตทอ]\\.|Mr\\.?|Mrs\\.?|Miss|Ms\\.?"


# What is left of a name must be able to be one: นายิกา and นางลักษณ์ stay whole only where a title column says the title.
_TITLED = re.compile(rf"^({_TITLES})\s*(?=[เ-ไก-ฮA-Z][\u0e01-\u0e4eA-Za-z]{{2,}})(.+)$")


_MALE = frozenset({"ชาย", "ช", "ช.", "m", "male", "1"})


_FEMALE = frozenset({"หญิง", "ญ", "ญ.", "f", "female", "2"})


_TITLE_IN_NAME = Words(th="คำนำหน้าอยู่ในช่องชื่อ แยกออกให้แล้ว", en="titles in the name column; taken apart")


_UNKNOWN_SEX = Words(th="ไม่รู้จักเพศที่เขียนไว้ ใช้ ชาย หรือ หญิง", en="this sex is not known; write ชาย or หญิง")


def check_first_name(read: ReadRows, meaning: str, _today: dt.date) -> None:
    """A name without its title."""
    heading, findings, most = read.headings[meaning], read.findings, LONGEST[meaning]
    for number, row, text in filled(read, meaning):
        titled = _TITLED.match(text)
        if titled and row.get("title", titled[1]) == titled[1]:
            row["title"], text = titled[1], titled[2].strip()
            row[meaning] = text
            findings.note("title", number, heading, _TITLE_IN_NAME)
        if len(text) > most:
            cut(row, meaning, number, heading, findings)


def check_text(read: ReadRows, meaning: str, _today: dt.date) -> None:
    """No longer than there is room for."""
    heading, findings = read.headings[meaning], read.findings
    most = LONGEST[meaning]
    for number, row, text in filled(read, meaning):
        if len(text) > most:
            cut(row, meaning, number, heading, findings)


def check_sex(read: ReadRows, meaning: str, _today: dt.date) -> None:
    """ชาย or หญิง, however it is written."""
    heading, findings = read.headings[meaning], read.findings
    for number, row, text in filled(read, meaning):
        bare = text.casefold()
        if bare in _MALE:
            row[meaning] = "ชาย"
        elif bare in _FEMALE:
            row[meaning] = "หญิง"
        else:
            findings.distrust(number, heading, _UNKNOWN_SEX)


def split_name(row: Mapping[str, str]) -> tuple[str, str, str]:
    """Title, first and family name, however the list writes them."""
    if row.get("first_name"):
        return row.get("title", ""), row["first_name"], row.get("last_name", "")
    titled = _TITLED.match(row.get("full_name", ""))
    title, rest = (titled[1], titled[2]) if titled else (row.get("title", ""), row.get("full_name", ""))
    given, _, family = rest.strip().partition(" ")
    return title, given, family.strip()
