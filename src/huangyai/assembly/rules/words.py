from __future__ import annotations

import re

from huangyai.kernel import Refusal

SHORTEST_REASON = 10


def require_reason(reason: str) -> str:
    """Every answer to a problem carries a reason that a resident can read."""
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refusal(
            "reason-missing",
            th="โปรดเขียนเหตุผลให้ผู้พูดอ่านเข้าใจ อย่างน้อยหนึ่งประโยค",
            en="Please write a reason, at least a sentence, that those who said it can understand.",
        )
    return reason.strip()


def require_sentence(sentence: str) -> str:
    """A problem is written down in words."""
    if len(sentence.strip()) < 5:
        raise Refusal(
            "sentence-missing",
            th="โปรดเขียนปัญหาหรือความต้องการเป็นข้อความสั้น ๆ ก่อนบันทึก",
            en="Please write the problem or need in a few words first.",
        )
    return sentence.strip()


def require_minutes(minutes: str) -> str:
    """An assembly ends with minutes, because they are what the public gets of it."""
    if len(minutes.strip()) < SHORTEST_REASON:
        raise Refusal(
            "minutes-missing",
            th="โปรดเขียนรายงานการประชุมก่อนปิดประชาคม ประชาชนจะอ่านได้ทันที",
            en="Please write the minutes before closing; the public reads them at once.",
        )
    return minutes.strip()


def require_resolution(text: str) -> str:
    """A resolution is a sentence."""
    if len(text.strip()) < SHORTEST_REASON:
        raise Refusal(
            "resolution-missing",
            th="โปรดเขียนมติเป็นประโยคที่คนไม่ได้มาประชุมอ่านเข้าใจ",
            en="Please write the resolution as a sentence that somebody who wasn't there understands.",
        )
    return text.strip()


def require_level(level: str, *, has_village: bool) -> str:
    """What kind of meeting it is; where nothing is said, a village's name makes it a village assembly."""
    if not level:
        return "village" if has_village else "municipality"
    if (level == "village") != has_village:
        raise Refusal(
            "level-village-differ",
            th="ประชาคมหมู่บ้านต้องเลือกหมู่บ้าน ส่วนระดับเทศบาลและการประชุมร่วมหน่วยงานไม่ต้องเลือก",
            en="A village assembly names its village; a municipal assembly or a joint meeting names none.",
        )
    return level


def agenda_points(agenda: str) -> list[str]:
    """The points of an agenda as typed, one a line, without the dashes or numbers before them."""
    lines = (re.sub(r"^\s*(?:[-–•*]|[0-9๐-๙]{1,2}[.)])\s*", "", line).strip() for line in agenda.splitlines())
    return [line[:1000] for line in lines if line]
