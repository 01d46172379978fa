"""A child that has no name yet: the civil register knows it by its mother and its day of birth."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from huangyai.kernel import BadInput, NationalId
from huangyai.targets.rules.cell_checks import split_name

_NOT_NAMED = re.compile(r"(?:ยัง)?ไม่(?:ได้)?(?:มี|ปรากฏ|ทราบ|ระบุ|ตั้ง|แจ้ง)ชื่อ|(?:เด็ก)?ทารก|(?:เด็ก)?แรกเกิด")
_MOTHERS_TITLE = r"นางสาว|น\.\s?ส\.?|นส\.|นาง"
# บุตร and ลูก also begin names (บุตรี, ลูกน้ำ): only a mother's title, or ของ, after them says that it is none.
_CHILD_OF = re.compile(
    rf"(?:บุตร|ลูก)(?:ชาย|สาว|หญิง)?\s*(?:คนที่\s*\d\s*)?(?:ของ\s*(?P<of>{_MOTHERS_TITLE})?|(?P<title>{_MOTHERS_TITLE}))\s*"
    r"(?P<name>[ก-ฮเ-ไ]\S+.*)$"
)


@dataclass(frozen=True, slots=True)
class SaidMother:
    """A mother as a child's row names her: her id where it is written, her title and names as far as they are."""

    national_id: str
    title: str
    given_name: str
    family_name: str


def is_unnamed(row: Mapping[str, str]) -> bool:
    """Whether the row is a child's that nobody has named yet: ไม่มีชื่อ, ทารก, บุตรนาง…"""
    written = _written(row)
    return bool(_NOT_NAMED.match(written) or _CHILD_OF.match(written))


def said_mother(row: Mapping[str, str]) -> SaidMother | None:
    """Whom the row names as the mother, in columns of her own or in place of the child's name."""
    title, given, family = split_name({"full_name": row.get("mother", "")})
    if not given and (found := _CHILD_OF.match(_written(row))):
        title = found["title"] or found["of"] or ""
        given, _, family = found["name"].strip().partition(" ")
    try:
        digits = NationalId.parse(row["mother_id"]).digits if row.get("mother_id") else ""
    except BadInput:
        digits = ""
    if not given and not digits:
        return None
    return SaidMother(digits, title, given, family.strip())


def name_for_now(row: Mapping[str, str], mother: str = "") -> tuple[str, str, str]:
    """Title, given and family name under which an unnamed child is entered until it is named.

    `mother` is her title and given name, where she is known: the child is then called after her.
    """
    title, given, family = split_name(row)
    found = _CHILD_OF.match(_written(row))
    if found:
        own, _, rest = found["name"].strip().partition(" ")
        said = f"{found['title'] or found['of'] or ''}{own}"
        given, family = f"บุตร{said}", rest.strip()
    return title, f"บุตร{mother}" if mother else given, family


def _written(row: Mapping[str, str]) -> str:
    _, given, family = split_name(row)
    return f"{given} {family}".strip()
