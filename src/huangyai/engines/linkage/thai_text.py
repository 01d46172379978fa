"""One writing for text that looks the same: code points, digits, invisible characters."""

from __future__ import annotations

import re
import unicodedata

from huangyai.kernel.words import arabic_digits

# Glyph variants that old Thai fonts and printers stored in the private use area (U+F700-F71A).
_PRIVATE_GLYPHS = str.maketrans(
    dict(zip(range(0xF700, 0xF71B), "ฐิีึื่้๊๋์่้๊๋์ญัํ็่้๊๋์ฺุู", strict=True)),
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_BLANKS = re.compile(r"\s+")
_TONE = "\u0e48-\u0e4b"
_AROUND_VOWEL = "\u0e31\u0e34-\u0e3a\u0e47\u0e4d"
_TONE_BEFORE_VOWEL = re.compile(f"([{_TONE}]+)([{_AROUND_VOWEL}]+)")
_SARA_AM = re.compile(f"\u0e4d([{_TONE}]*)\u0e32|([{_TONE}]+)\u0e4d\u0e32")
_AM_BEFORE_TONE = re.compile(f"\u0e33([{_TONE}]+)")
_REPEATED_MARK = re.compile("([\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])\\1+")
_LEADING_MARK = re.compile("(?:^|(?<=[\\s(]))[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]+")
_THAI = re.compile("[\u0e01-\u0e5b]")
# Anything that the rules below would change; most names have nothing of it.
_UNUSUAL = re.compile(
    f"[^ -~ก-ๆ็-์]|[{_TONE}][{_AROUND_VOWEL}]|\u0e33[{_TONE}]|([\u0e31\u0e34-\u0e3a\u0e47-\u0e4c])\\1|เเ"
    "|(?:^|[ (])[\u0e30-\u0e3a\u0e45\u0e47-\u0e4e]|  |^ | $"
)

# What offices write when there is nothing to write.
_NOTHING = frozenset(
    [
        "-",
        "--",
        "---",
        ".",
        "..",
        "…",
        "/",
        "*",
        "?",
        "0",
        "x",
        "n/a",
        "na",
        "n.a.",
        "nil",
        "none",
        "null",
        "nan",
        "nat",
        "unknown",
        "#n/a",
        "#ref!",
        "#value!",
        "#name?",
        "ไม่มี",
        "ไม่ทราบ",
        "ไม่ระบุ",
        "ไม่ปรากฏ",
        "ไม่แจ้ง",
        "ไม่มีข้อมูล",
        "ว่าง",
    ]
)

# Every Thai letter is three bytes in UTF-8 and begins with the same one, so a string distance that counts bytes
# finds strangers alike. One printable ASCII character per letter makes bytes and letters the same thing.
_ONE_BYTE = str.maketrans({0x0E01 + i: chr(0x21 + i) for i in range(0x0E5C - 0x0E01)})


def clean_text(text: str) -> str:
    """Write the same word with the same code points, so that what looks equal is equal.

    Arabic digits, one blank between words, vowel before tone mark, sara am in one piece, no invisible
    characters.
    """
    if not _UNUSUAL.search(text):
        return text
    if text.isascii():
        return _BLANKS.sub(" ", text).strip()
    text = unicodedata.normalize("NFKC", text.translate(_PRIVATE_GLYPHS))
    text = _INVISIBLE.sub("", text)
    text = arabic_digits(text).replace("เเ", "แ")
    text = _TONE_BEFORE_VOWEL.sub(r"\2\1", text)
    text = _SARA_AM.sub(lambda found: (found[1] or found[2] or "") + "ำ", text)
    text = _AM_BEFORE_TONE.sub(r"\1ำ", text)
    text = _REPEATED_MARK.sub(r"\1", text)
    text = _BLANKS.sub(" ", text).strip()
    return _LEADING_MARK.sub("", text)


def is_nothing(text: str) -> bool:
    """True where an office filled a cell to say that it knows nothing: a dash, ไม่ทราบ, N/A."""
    return not text or text.casefold() in _NOTHING


def is_thai(text: str) -> bool:
    """True when any letter is Thai."""
    return _THAI.search(text) is not None


def one_byte(text: str) -> str:
    """One byte per letter, so that a distance that counts bytes counts letters.

    Thai letters go to printable ASCII; Latin letters lose their accents and their case. Meant for comparing
    only.
    """
    if text.isascii():
        return text.casefold()
    if is_thai(text):
        return text.translate(_ONE_BYTE)
    plain = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()
