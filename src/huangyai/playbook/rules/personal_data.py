"""Nobody can be recognised from a model: no id, no phone number, no titled name, no name from the register."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from huangyai.kernel import Refusal

# A phone number has nine or ten digits, a national id thirteen; people put spaces, hyphens and dots between them.
_LONG_NUMBER = re.compile(r"\d(?:[\s\-.–]{0,3}\d){8,}")
_YEARS = re.compile(r"(?:(?:25|26|๒๕|๒๖)\d\d[\s\-.–]*)+")
_AMOUNT = re.compile(r"\d{1,12}\.\d{1,2}")
_TITLES = re.compile(r"(นาย|นางสาว|นาง|น\.ส\.|ด\.ช\.|ด\.ญ\.|เด็กชาย|เด็กหญิง)\s?[ก-๙]{2,}\s[ก-๙]{2,}")
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
# A shorter name without its space could be an ordinary word.
_SHORTEST_SQUEEZED = 8


def require_no_personal_data(document: Mapping[str, Any], names: Collection[str]) -> None:
    """Refuse a model that holds an id, a phone number, a titled name, or the full name of anybody in the register.

    `names` are full names as the register writes them, “given family”. A name is also found with other spaces, without
    its space, or with invisible signs in it.
    """
    texts = [_plain(text) for text in _texts(document)]
    whole = "\n".join(texts)
    squeezed = "\n".join(_squeezed(text) for text in texts)
    for name in names:
        known, run = _plain(name), _squeezed(name)
        if not known:
            continue
        if known in whole or (len(run) >= _SHORTEST_SQUEEZED and run in squeezed):
            raise _refusal(next((text for text in texts if known in text or run in _squeezed(text)), ""))
    for text in texts:
        if _TITLES.search(text) or _holds_long_number(text):
            raise _refusal(text)


def _holds_long_number(text: str) -> bool:
    if _AMOUNT.fullmatch(text):
        return False
    return any(not _YEARS.fullmatch(found[0]) for found in _LONG_NUMBER.finditer(text))


def _texts(value: Any) -> Iterator[str]:
    """Every text and number of a document, the keys too."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            yield str(key)
            yield from _texts(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _texts(item)
    elif value is not None and not isinstance(value, bool):
        yield str(value)


def _plain(text: str) -> str:
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).split())


def _squeezed(text: str) -> str:
    return "".join(_plain(text).split())


def _refusal(text: str) -> Refusal:
    return Refusal(
        "personal-data-in-model",
        th=f"ต้นแบบมีข้อความที่อาจระบุตัวบุคคลได้ โปรดแก้ข้อความนี้ก่อน: {text[:60]}",
        en=f"The model holds a text that could point at a person; change it first: {text[:60]}",
    )
