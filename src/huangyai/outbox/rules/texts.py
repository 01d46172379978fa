"""What may stand in a message. A telephone is read over a shoulder, a letter by whoever opens the door."""

from __future__ import annotations

import datetime as dt
import re

from huangyai.kernel import Refusal, Words
from huangyai.kernel.words import arabic_digits

# A page of paper, and less than LINE takes.
MOST_LETTERS = 3000
_SHORTEST = 10
# What would tell a neighbour who looks on more than that the town hall has written.
_SENSITIVE = (
    "กรณีคุ้มครอง", "เลขกรณี", "ความรุนแรง", "ทำร้าย", "ทุบตี", "ซ้อม", "ข่มขืน", "ล่วงละเมิด", "อนาจาร", "คุกคาม",
    "ผู้เสียหาย", "ถูกกระทำ", "ยาเสพติด", "ยาบ้า", "สารเสพติด", "ผู้เสพ", "บำบัด", "เอชไอวี", "เอดส์", "จิตเวช",
    "ตั้งครรภ์", "ฆ่าตัวตาย", "ค้ามนุษย์", "ค้าประเวณี", "ผู้ต้องหา", "พ้นโทษ",
    "violence", "abuse", "assault", "rape", "victim", "drugs", "addict", "hiv", "aids", "psychiatric", "pregnan",
    "suicide", "trafficking", "protection case",
)  # fmt: skip
_CASE_NUMBER = re.compile(r"ห-\d{4}-\d+")
_NATIONAL_ID = re.compile(r"(?<!\d)\d(?:[ -]?\d){12}(?!\d)")


def told_nothing_of_it(text: str) -> bool:
    """Nothing in the text says what nobody but the person may know: no case, no harm, no illness, no national id."""
    plain = arabic_digits(text).casefold()
    if _CASE_NUMBER.search(plain) or _NATIONAL_ID.search(plain):
        return False
    return not any(word in plain for word in _SENSITIVE)


def tellable(text: Words, instead: Words) -> Words:
    """The text as it is, or the plain words instead where it says what a neighbour must not read."""
    return text if told_nothing_of_it(f"{text.th} {text.en}") else instead


def require_discreet(text: Words) -> Words:
    """A message names no case and nothing that shames or endangers whoever gets it, and fits on a page."""
    if min(len(text.th.strip()), len(text.en.strip())) < _SHORTEST:
        raise Refusal(
            "message-empty",
            th="โปรดเขียนข้อความเป็นประโยคที่ผู้รับอ่านเข้าใจ",
            en="Please write the message as a sentence that whoever gets it understands.",
        )
    if max(len(text.th), len(text.en)) > MOST_LETTERS:
        raise Refusal(
            "message-too-long",
            th=f"ข้อความยาวเกิน {MOST_LETTERS:,} ตัวอักษร โปรดเขียนให้สั้นลง",
            en=f"The message is longer than {MOST_LETTERS:,} letters; please make it shorter.",
        )
    if not told_nothing_of_it(f"{text.th} {text.en}"):
        raise Refusal(
            "message-sensitive",
            th="ข้อความมีคำที่คนอื่นในบ้านหรือเพื่อนบ้านไม่ควรอ่าน โปรดเขียนเพียงว่าขอให้ติดต่อเทศบาล แล้วบอกเรื่องกับเจ้าตัว",
            en="The message holds words that nobody else at home or next door should read. Write only that they may "
            "contact the municipality, and tell them yourself.",
        )
    return text


def shortened(sentence: str, most: int = 200) -> str:
    """The beginning of a long sentence."""
    sentence = " ".join(sentence.split())
    return sentence if len(sentence) <= most else sentence[: most - 1].rstrip() + "…"


def at_the_clock(moment: dt.datetime) -> str:
    """9.00 น., as a letter writes a time of day; the sign never stands alone on the next line."""
    return f"{moment.hour}.{moment:%M}\u00a0น."
