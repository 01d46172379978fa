"""Thai letters in Word files: Word takes their font, size and weight from properties of their own ("complex scripts")."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

FONT = "TH SarabunPSK"


def write_in_sarabun(document: Any, points: float) -> None:
    """Every paragraph of a document in TH SarabunPSK of this size, without air between paragraphs."""
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(points)
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for place in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(place), FONT)
    _thai_size(properties, points)
    style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.line_spacing = 1.0


def shape_letters(run: Any, points: float | None = None, *, bold: bool = False) -> None:
    """Size (None: as the document has it) and weight, for Latin letters and for Thai ones."""
    run.bold = bold
    run.font.cs_bold = bold
    if points:
        run.font.size = Pt(points)
        _thai_size(run._element.get_or_add_rPr(), points)


def repeat_on_every_page(row: Any) -> None:
    """This row of a table is its heading, and no row breaks in the middle of its own line."""
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    properties.append(OxmlElement("w:tblHeader"))


def _thai_size(properties: Any, points: float) -> None:
    # Counted in half points. The order of these properties is fixed: this one follows the size of Latin letters.
    thai = OxmlElement("w:szCs")
    thai.set(qn("w:val"), str(int(points * 2)))
    properties.find(qn("w:sz")).addnext(thai)
