"""Letters and reports on paper."""

import os
from pathlib import Path

import pytest

from huangyai.design.documents import find_fonts, official_digits, render_document
from huangyai.kernel import Refusal

ROOT = Path(__file__).parents[2]
FONTS = (
    *(Path(folder) for folder in (os.environ.get("HUANGYAI_FONTS"),) if folder),
    ROOT / "frontend/node_modules/@expo-google-fonts/sarabun",
    ROOT / "src/huangyai/design/static/design/built",
)
LETTER = {
    "title": "รายงานการประชุมประชาคม",
    "particulars": [["เรื่อง", "ที่ปรึกษา #let x = 1 $y$ \\ @z"]],
    "sections": [
        {
            "heading": "1. มติ",
            "paragraphs": ["เห็นชอบ 12 ต่อ 3 เสียง"],
            "tables": [{"columns": [{"heading": "ข้อเสนอ"}, {"heading": "คะแนน"}], "rows": [["ทางลาด", "1,250"]]}],
        }
    ],
    "signatures": [{"position": "ปลัดเทศบาล"}],
}


@pytest.fixture(scope="module")
def fonts() -> Path:
    try:
        return find_fonts(*FONTS)
    except Refusal as refusal:
        pytest.skip(f"Sarabun is not built here: {refusal}")


def test_a_letter_becomes_the_same_pdf_every_time(fonts: Path) -> None:
    pdf = render_document("letter", LETTER, fonts=fonts)
    assert pdf.startswith(b"%PDF-")
    assert pdf == render_document("letter", LETTER, fonts=fonts)


def test_a_folder_without_sarabun_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        render_document("letter", LETTER, fonts=tmp_path)
    assert refused.value.code == "fonts-missing"
    assert str(tmp_path) in refused.value.words.th
    assert "make run" in refused.value.words.en
    with pytest.raises(Refusal):
        find_fonts(tmp_path)


def test_a_template_outside_the_house_is_not_read(fonts: Path) -> None:
    with pytest.raises(ValueError, match="no such template"):
        render_document("../../etc/passwd", LETTER, fonts=fonts)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("ร้อยละ 62.5 (พ.ศ. 2571-2575)", "ร้อยละ ๖๒.๕ (พ.ศ. ๒๕๗๑-๒๕๗๕)"),
        ("กิจกรรม 3Rs 12 ครั้ง", "กิจกรรม 3Rs ๑๒ ครั้ง"),
        ("http://a.go.th/12 ปี 2571", "http://a.go.th/12 ปี ๒๕๗๑"),
    ],
)
def test_digits_are_thai_except_in_latin_words(typed: str, printed: str) -> None:
    assert official_digits(typed) == printed
