"""Which cell styles of a workbook show a number as a day."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

# Day formats that every workbook knows without writing them down, the Asian ones among them (27–36, 50–58).
_KNOWN = frozenset({*range(14, 18), 22, *range(27, 37), *range(50, 59)})
# Words in quotes, colours and languages in brackets, and escaped letters say nothing of days.
_SAID = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')


def day_styles(styles: Element) -> list[bool]:
    """In the order of cell styles, whether each shows days."""
    formats: dict[int, bool] = {}
    found: list[bool] = []
    for element in styles.iter():
        name = element.tag.rpartition(":")[2]
        if name == "numFmt":
            code = _SAID.sub("", element.get("formatCode", "").split(";")[0]).casefold()
            formats[_number(element.get("numFmtId"))] = "y" in code or ("d" in code and "m" in code)
        elif name == "cellXfs":
            found = [formats.get(form, form in _KNOWN) for form in (_number(each.get("numFmtId")) for each in element)]
    return found


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0
