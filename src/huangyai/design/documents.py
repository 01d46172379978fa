"""Printed documents: a template and its data become a PDF in Sarabun with Thai digits.

Any room prints with this; it needs no Django. A template is a file of this folder's `typst/`, or of a
room's own.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

from huangyai.kernel import Refusal, thai_digits

_HOUSE = Path(__file__).resolve().parents[1]
_TEMPLATES = Path(__file__).resolve().parent / "typst"
# Digits that belong to a Latin word, an address or a code (3Rs, CCTV2, http://…) stay as they are.
_LATIN_TOKEN = re.compile(r"\S*[A-Za-z]\S*|[^A-Za-z\s]+|\s+")


def render_document(template_name: str, data: Mapping[str, Any], *, fonts: Path) -> bytes:
    """A PDF from one of the house's templates (``letter``) or from a room's own (a path below the package).

    Parameters
    ----------
    template_name : ``letter`` for `design/typst/letter.typ`, or ``plan/official_forms/typst/form`` for a
    room's own.
    data : what the template prints. For ``letter``: ``title``, ``subtitle[]``, ``stamp``,
        ``particulars[[label, value]]``, ``sections[{heading, paragraphs[], points[], tables[]}]`` with
        tables as
        ``{caption, columns[{heading, width, align}], rows[[…]]}``,
        ``signatures[{closing, name, position, date}]`` and ``size`` (official points, 16).
        Text is printed as it is, never read as a command; digits become Thai ones.
    fonts : the folder that holds Sarabun (searched downward); see `find_fonts`.

    Raises
    ------
    Refusal
        ``fonts-missing`` when the folder holds no Sarabun.
    """
    template = _template(template_name)
    text = json.dumps(_official(data), ensure_ascii=False)
    pdf = typst.compile(
        template,
        root=_HOUSE,
        font_paths=_fonts(Path(fonts).resolve()),
        ignore_system_fonts=True,
        sys_inputs={"data": text},
        format="pdf",
    )
    if not isinstance(pdf, bytes):
        raise TypeError("a PDF is one stream of bytes")
    return pdf


def official_digits(text: str) -> str:
    """Thai digits in Thai text; digits of Latin words, codes and addresses stay Arabic."""
    tokens = _LATIN_TOKEN.findall(text)
    return "".join(token if re.search("[A-Za-z]", token) else thai_digits(token) for token in tokens)


def find_fonts(*folders: Path) -> Path:
    """The first of the folders (the built front end when none is named) that holds Sarabun."""
    built = _HOUSE / "design" / "static" / "design" / "built"
    for folder in folders or (built,):
        if folder.is_dir() and any(folder.rglob("*arabun*.ttf")):
            return folder
    raise _missing(folders[0] if folders else built)


def _template(name: str) -> Path:
    path = (_HOUSE / f"{name}.typ" if "/" in name else _TEMPLATES / f"{name}.typ").resolve()
    if not path.is_relative_to(_HOUSE) or not path.is_file():
        raise ValueError(f"no such template: {name}")
    return path


def _official(value: Any) -> Any:
    if isinstance(value, str):
        # The marks of repetition and abbreviation never begin a line.
        return re.sub("(?<=\\S)(?=[ๆฯ])", "\u2060", official_digits(value))
    if isinstance(value, Mapping):
        return {key: _official(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_official(each) for each in value]
    return value


@functools.lru_cache(maxsize=4)
def _fonts(folder: Path) -> typst.Fonts:
    # Reading the faces takes longer than printing a page; a process reads them once.
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[folder])
    if "Sarabun" not in fonts.families():
        raise _missing(folder)
    return fonts


def _missing(folder: Path) -> Refusal:
    return Refusal(
        "fonts-missing",
        th=f"ไม่พบแบบอักษร Sarabun ในโฟลเดอร์ {folder} จึงพิมพ์เอกสารไม่ได้ โปรดสร้างส่วนหน้าเว็บก่อน (make run) "
        "หรือระบุโฟลเดอร์ที่มี Sarabun",
        en=f"No Sarabun font in {folder}, so nothing can be printed; build the front end first (make run) "
        "or name a folder that holds Sarabun.",
    )
