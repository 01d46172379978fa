"""Files as offices really send them, each made here and read or refused with a sentence."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from huangyai.kernel import BadInput, Words
from huangyai.kernel.tables.opened_file import LARGEST_FILE, too_large
from huangyai.kernel.tables.opening import open_file
from huangyai.targets.rules.checking import Keep, check_register, require_keepable
from huangyai.targets.rules.columns import KEPT_FACTS, heading_of, recognise
from huangyai.targets.rules.layout import Layout, describe_columns, guess_layout, layout_at
from huangyai.targets.rules.register_file import RegisterFile, person_name, read_register

TODAY = dt.date(2026, 11, 22)
HEAD = ["ลำดับ", "ชื่อ", "นามสกุล", "เลขประจำตัวประชาชน"]
PEOPLE = [["1", "สมศรี", "แสงจันทร์", "9000000000012"], ["2", "บุญเลิศ", "ทองดี", "9000000000021"]]
LIST = "\n".join(",".join(line) for line in [HEAD, *PEOPLE]) + "\n"

CELL = st.text("กขคงนมเแโใไะาิีุู่้๊๋์ำฯๆ๑๒๓ abcXYZ012345-=+@/().,;|\t\"'\u00a0“”–…€", max_size=12)
ROWS = st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=8)


def said(attempt: Callable[[], object]) -> list[tuple[int, str]]:
    """Where and what, of a refusal; both languages must be there."""
    with pytest.raises(BadInput) as bad:
        attempt()
    assert all(fault.words.th and fault.words.en for fault in bad.value.faults)
    return [(fault.row, fault.words.en) for fault in bad.value.faults]


def names(file: RegisterFile) -> list[str]:
    return [person_name(row) for row in file.rows]


def workbook(fill: Callable[[xlsxwriter.Workbook, xlsxwriter.worksheet.Worksheet], None]) -> bytes:
    packed = io.BytesIO()
    book = xlsxwriter.Workbook(packed, {"in_memory": True})
    fill(book, book.add_worksheet("รายชื่อ"))
    book.close()
    return packed.getvalue()


def plain(lines: list[list[str]], *, first: int = 0) -> bytes:
    def fill(_: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        for at, line in enumerate(lines):
            sheet.write_row(first + at, 0, line)

    return workbook(fill)


@given(ROWS, st.sampled_from(["utf-8", "utf-8-sig", "cp874", "utf-16"]), st.sampled_from([",", "\t", ";", "|"]))
def test_a_list_reads_the_same_in_every_encoding_and_separator(
    rows: list[tuple[str, str, str]], encoding: str, separator: str
) -> None:
    # A name that a person has; what else stands in its row may be anything.
    rows = [(f"น{first}", last, note) for first, last, note in rows]
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator)
    writer.writerow(["ชื่อ", "นามสกุล", "หมายเหตุ"])
    writer.writerows(rows)
    read = read_register(text.getvalue().encode(encoding))
    assert [row["first_name"] for row in read.rows] == [first.strip() for first, _, _ in rows]
    assert read.columns == {"ชื่อ": "first_name", "นามสกุล": "last_name", "หมายเหตุ": "note"}


@given(st.binary(max_size=300) | st.binary(max_size=200).map(lambda content: b"PK\x03\x04" + content))
def test_any_bytes_are_read_or_refused_with_a_sentence(content: bytes) -> None:
    told: list[Words] = []
    try:
        read_register(content)
    except BadInput as bad:
        told = [fault.words for fault in bad.faults]
    assert all(words.th and words.en for words in told)


@pytest.mark.parametrize(
    ("encoding", "said_as"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("utf-16", "UTF-16"), ("utf-16-le", "UTF-16"), ("cp874", "TIS-620")],
)
def test_the_encoding_is_found_and_said(encoding: str, said_as: str) -> None:
    read = read_register((LIST * 5).encode(encoding))
    assert said_as in read.form.en
    assert said_as in read.form.th
    assert names(read)[0] == "สมศรี แสงจันทร์"


@pytest.mark.parametrize("encoding", ["utf-8", "cp874"])
def test_thai_that_was_saved_as_western_letters_is_thai_again(encoding: str) -> None:
    # Bytes that are no Western letter are kept as they are by the programs that do this.
    undefined = b"\x81\x8d\x8f\x90\x9d"
    western = "".join(
        bytes([byte]).decode("latin-1" if byte in undefined else "cp1252") for byte in LIST.encode(encoding)
    )
    assert names(read_register(western.encode())) == ["สมศรี แสงจันทร์", "บุญเลิศ ทองดี"]
    assert names(read_register("ชื่อ,นามสกุล\nJosé,Müller\n".encode())) == ["José Müller"]


def test_letters_torn_in_the_middle_are_told_by_row() -> None:
    whole = LIST.encode()
    torn = whole.replace("บุญเลิศ".encode(), "บุญเลิศ".encode()[:-1])
    read = read_register(torn)
    assert names(read) == ["สมศรี แสงจันทร์"]
    assert [(fault.row, fault.column) for fault in read.findings.faults] == [(3, "ชื่อ")]


def test_excels_own_first_line_says_the_separator() -> None:
    assert names(read_register(b"sep=;\r\n" + LIST.replace(",", ";").encode()))[1] == "บุญเลิศ ทองดี"


def test_pasted_from_a_spreadsheet() -> None:
    assert names(read_register(LIST.replace(",", "\t").replace("\n", "\r\n").encode())) == [
        "สมศรี แสงจันทร์",
        "บุญเลิศ ทองดี",
    ]


def test_uneven_rows_are_each_named_and_the_good_ones_read() -> None:
    read = read_register("ชื่อ,นามสกุล\nสมศรี,แสงจันทร์\nบุญ,เลิศ,เกิน\n\nขาด\n".encode())
    assert names(read) == ["สมศรี แสงจันทร์"]
    assert [fault.row for fault in read.findings.faults] == [3, 5]
    assert "3 cells" in read.findings.faults[0].words.en


def test_a_row_with_forty_columns() -> None:
    wide = LIST + ",".join(["3", "มะลิ", "ทองดี", "9000000000039", *["เกิน"] * 36]) + "\n"
    for content in (wide.encode(), plain([HEAD, *PEOPLE, wide.splitlines()[-1].split(",")])):
        read = read_register(content)
        assert len(read.rows) == 2
        (fault,) = read.findings.faults
        assert (fault.row, "40 cells" in fault.words.en, "40 ช่อง" in fault.words.th) == (4, True, True)
        assert said(lambda found=read: require_keepable(found, Keep.NOTHING))[0][0] == 4
        require_keepable(read, Keep.GOOD_ROWS)


def test_empty_columns_at_the_end_are_nothing() -> None:
    assert len(read_register((LIST + "3,มะลิ,ทองดี,,,,,,\n").encode()).rows) == 3


def test_row_numbers_are_the_spreadsheets_even_after_empty_lines() -> None:
    read = read_register("ชื่อ,นามสกุล\n\nสมศรี,แสงจันทร์\n,\n\nมะลิ,ทองดี\n".encode())
    assert [(number, row["first_name"]) for number, row in read.numbered] == [(3, "สมศรี"), (6, "มะลิ")]


@pytest.mark.parametrize(
    "text", ["", "ชื่อ,นามสกุล\n", "ชื่อ\n\n,\n", "เลข,ที่อยู่\n1,2\n", 'ชื่อ,นามสกุล\n"เปิดค้าง,ไว้\n', "ชื่อ\x00,นามสกุล\nก,ข\n"]
)
def test_what_is_no_list_is_refused(text: str) -> None:
    assert said(lambda: read_register(text.encode()))


def test_a_quotation_mark_that_is_never_closed_is_told_by_its_row() -> None:
    assert said(lambda: read_register((LIST + '3,"มะลิ,ทองดี,\n4,ก,ข,\n').encode()))[0][0] == 4


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), "picture"),
        (b"%PDF-1.7 ...", "picture, a PDF"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "web page"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Excel file (.xls)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "password"),
        (bytes(64), "no table"),
    ],
)
def test_other_files_are_told_what_to_do(content: bytes, sentence: str) -> None:
    assert sentence in said(lambda: read_register(content))[0][1]


def test_what_is_too_large_is_not_even_opened() -> None:
    assert "was not opened" in said(lambda: open_file(bytes(LARGEST_FILE + 1)))[0][1]
    assert "2,048 MB" in too_large(2 * 1024**3).faults[0].words.en


def test_headings_in_row_three_below_titles() -> None:
    lines = [["บัญชีรายชื่อผู้รับเบี้ย"], ["ข้อมูล ณ 1 ต.ค. 2569"], HEAD, *PEOPLE]
    text = "\n".join(",".join([*line, *[""] * (4 - len(line))]) for line in lines)
    for content in (text.encode(), plain(lines), plain(lines[2:], first=2)):
        read = read_register(content)
        assert (read.layout.header_row, read.numbered[0][0], names(read)[1]) == (3, 4, "บุญเลิศ ทองดี")


def test_headings_can_be_pointed_out() -> None:
    opened = open_file("ก,ข\nใคร,อะไร\nสมศรี,แสงจันทร์\n".encode())
    layout = layout_at(opened, 0, 2)
    said_so = Layout(0, 2, layout.header_rows, {0: "first_name", 1: "last_name"})
    assert names(read_register("ก,ข\nใคร,อะไร\nสมศรี,แสงจันทร์\n".encode(), layout=said_so)) == ["สมศรี แสงจันทร์"]
    assert said(lambda: layout_at(opened, 0, 9))
    assert said(lambda: layout_at(opened, 3, 1))
    assert said(lambda: read_register(LIST.encode(), layout=Layout(0, 1, 1, {1: "first_name", 2: "first_name"})))


def test_merged_cells_in_titles_headings_and_rows() -> None:
    def fill(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        form = book.add_format()
        sheet.merge_range("A1:F1", "ทะเบียนผู้สูงอายุ ตำบลตัวอย่าง", form)
        for column, heading in enumerate(["ลำดับ", "ชื่อ - สกุล"]):
            sheet.merge_range(1, column, 2, column, heading, form)
        sheet.merge_range("C2:D2", "ที่อยู่", form)
        sheet.write_row("C3", ["บ้านเลขที่", "หมู่ที่"])
        sheet.write_row("A4", [1, "นางสมศรี แสงจันทร์", "12/1", 3])
        sheet.write_row("A5", [2, "นายบุญเลิศ แสงจันทร์"])
        sheet.merge_range("C4:C5", "12/1", form)
        sheet.merge_range("D4:D5", 3, form)
        sheet.merge_range("A6:D6", "หมู่ที่ 4", form)
        sheet.write_row("A7", [3, "ด.ญ.มะลิ ทองดี", "7", 4])

    read = read_register(workbook(fill))
    assert [(row["full_name"], row["house_no"], row["moo"]) for row in read.rows] == [
        ("นางสมศรี แสงจันทร์", "12/1", "3"),
        ("นายบุญเลิศ แสงจันทร์", "12/1", "3"),
        ("ด.ญ.มะลิ ทองดี", "7", "4"),
    ]
    assert {code for code, _ in read.findings.notes} == {"merged", "section"}
    assert read.findings.clean


def test_a_name_merged_over_people_with_ids_of_their_own() -> None:
    def fill(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        for at, line in enumerate([HEAD, *PEOPLE, ["3", "", "ทองดี", "9000000000039"], ["4", "", "ทองดี", ""]]):
            sheet.write_row(at, 0, line)
        sheet.merge_range("B3:B5", "บุญเลิศ", book.add_format())

    read = read_register(workbook(fill))
    assert [number for number, _ in read.numbered] == [2, 3, 5]
    assert [(fault.row, fault.column) for fault in read.findings.faults] == [(4, "ชื่อ")]


def test_sheets_hidden_columns_and_hidden_rows() -> None:
    packed = io.BytesIO()
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "สรุป"
    first["A1"] = "สรุปจำนวน"
    hidden = book.create_sheet("ลับ")
    hidden.append(HEAD)
    hidden.append(["1", "ไม่ควร", "อ่าน", ""])
    hidden.sheet_state = "hidden"
    listed = book.create_sheet("รายชื่อ")
    for line in [HEAD, *PEOPLE]:
        listed.append(line)
    listed.column_dimensions["D"].hidden = True
    listed.row_dimensions[3].hidden = True
    book.save(packed)
    opened = open_file(packed.getvalue())
    assert [sheet.title for sheet in opened.sheets] == ["สรุป", "รายชื่อ"]
    layout = guess_layout(opened)
    assert layout.sheet == 1
    columns = describe_columns(opened.sheets[1], layout)
    assert [column.hidden for column in columns] == [False, False, False, True]
    assert (columns[1].letter, columns[1].samples) == ("B", ("สมศรี", "บุญเลิศ"))
    assert ("hidden-rows", "") in read_register(packed.getvalue()).findings.notes


def test_a_formula_is_never_carried_out() -> None:
    packed = io.BytesIO()
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in [
        [*HEAD, "เบอร์โทร"],
        [1, '=CONCATENATE("สม","ศรี")', "แสงจันทร์", "", ""],
        [2, "บุญเลิศ", "ทองดี", "", "=A1"],
    ]:
        sheet.append(line)
    book.save(packed)
    read = read_register(packed.getvalue())
    assert names(read) == ["บุญเลิศ ทองดี"]
    assert [(fault.row, fault.column) for fault in read.findings.faults] == [(2, "ชื่อ"), (3, "เบอร์โทร")]

    def valued(_: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.write_row(0, 0, HEAD)
        sheet.write_formula(1, 1, '="สม"&"ศรี"', None, "สมศรี")
        sheet.write_formula(2, 1, "=1/0", None, "#DIV/0!")

    read = read_register(workbook(valued))
    assert [row["first_name"] for row in read.rows] == ["สมศรี"]
    assert [fault.row for fault in read.findings.faults] == [3]
    text = LIST + '3,"=HYPERLINK(""http://example.org"")",ทองดี,\n4,+1,ทองดี,\n'
    assert [fault.row for fault in read_register(text.encode()).findings.faults] == [4, 5]


def test_numbers_days_and_truths_of_a_workbook() -> None:
    packed = io.BytesIO()
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["ชื่อ", "เลขประจำตัวประชาชน", "วันเดือนปีเกิด", "จำนวนเงิน", "ใช้รถเข็น"])
    sheet.append(["สมศรี", 9000000000012, dt.date(1947, 5, 1), 700, True])
    sheet.append(["บุญเลิศ", 9000000000021.0, dt.date(2488, 6, 2), 700.5, False])
    book.save(packed)
    read = check_register(packed.getvalue(), kind="elderly", today=TODAY)
    assert read.findings.clean
    assert [row["national_id"] for row in read.rows] == ["9000000000012", "9000000000021"]
    assert [row["birth_date"] for row in read.rows] == ["1/5/2490", "2/6/2488"]
    assert [(row["allowance"], row["wheelchair"]) for row in read.rows] == [("700", "TRUE"), ("700.5", "FALSE")]


def test_a_truncated_or_damaged_workbook_leaves_nothing() -> None:
    whole = plain([HEAD, *PEOPLE * 200])
    for torn in (whole[: len(whole) // 2], whole[:-30], whole[:200], b"PK\x03\x04", b"PK\x05\x06" + bytes(18)):
        assert said(lambda content=torn: read_register(content))
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.namelist():
            content = source.read(part)
            target.writestr(part, content[: len(content) // 2] if "sheet1" in part else content)
    ((row, sentence),) = said(lambda: read_register(packed.getvalue()))
    assert "damaged" in sentence
    assert 150 < row < 250


def test_a_workbook_made_to_swell_is_not_opened() -> None:
    small = plain([HEAD, *PEOPLE])
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(small)) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.namelist():
            content = source.read(part)
            if "sheet1" in part:
                content = content.replace(b"<sheetData>", b"<sheetData>" + b" " * (80 * 1024 * 1024))
            target.writestr(part, content)
    assert "unusually large" in said(lambda: read_register(packed.getvalue()))[0][1]


def test_a_workbook_that_fetches_or_repeats_itself_is_not_opened() -> None:
    small = plain([HEAD, *PEOPLE])
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(small)) as source, zipfile.ZipFile(packed, "w") as target:
        for part in source.namelist():
            content = source.read(part)
            if "sharedStrings" in part:
                content = content.replace(b"<sst", b'<!DOCTYPE sst [<!ENTITY a "aaaa">]><sst', 1)
            target.writestr(part, content)
    assert said(lambda: read_register(packed.getvalue()))


@pytest.mark.parametrize(
    ("part", "sentence"),
    [("xl/workbook.bin", "xlsb"), ("content.xml", "LibreOffice"), ("word/document.xml", "Word"), ("a.csv", "unpack")],
)
def test_other_packed_files_are_named(part: str, sentence: str) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        target.writestr(part, "x")
    assert sentence in said(lambda: read_register(packed.getvalue()))[0][1]


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def by_hand(sheet: str, shared: str = "", *, encoding: str = "utf-8") -> bytes:
    """A workbook written letter by letter, as programs other than Excel write it."""
    packed = io.BytesIO()
    head = f'<?xml version="1.0" encoding="{encoding.upper()}"?>'
    with zipfile.ZipFile(packed, "w") as target:
        target.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{RELATION}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        target.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
        )
        target.writestr("xl/worksheets/sheet1.xml", (head + sheet).encode(encoding))
        if shared:
            target.writestr("xl/sharedStrings.xml", (head + shared).encode(encoding))
    return packed.getvalue()


SHARED = (
    f'<sst xmlns="{MAIN}"><si><t>ชื่อ</t></si><si><r><t>นาม</t></r><r><rPr><b/></rPr><t>สกุล</t></r></si>'
    '<si><t>สม&amp;ศรี</t><rPh sb="0" eb="1"><t>อ่าน</t></rPh></si><si><t xml:space="preserve"> ทองดี </t></si></sst>'
)
ROWS_WRITTEN = (
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row r="2" ht="3"/>'
    '<row r="3" spans="1:2"><c r="A3" s="0" t="s"><v>2</v></c><c r="B3" t="s"><v>3</v></c><c r="C3"/></row>'
)


@pytest.mark.parametrize(
    "sheet",
    [
        f'<worksheet xmlns="{MAIN}"><sheetData>{ROWS_WRITTEN}</sheetData></worksheet>',
        f'<worksheet xmlns="{MAIN}"><sheetData>\n{ROWS_WRITTEN}\n<row r="9"/></sheetData><mergeCells/></worksheet>',
        f'<worksheet xmlns="{MAIN}"><sheetData>{ROWS_WRITTEN.replace(" r=", " customHeight=" + chr(34) + "1" + chr(34) + " r=")}</sheetData></worksheet>',
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>'
        + ROWS_WRITTEN.replace("<", "<x:").replace("<x:/", "</x:")
        + "</x:sheetData></x:worksheet>",
        f'<worksheet xmlns="{MAIN}"><sheetData><row><c t="inlineStr"><is><t>ชื่อ</t></is></c><c t="str"><v>นามสกุล</v></c></row>'
        '<row r="3"><c t="inlineStr"><is><r><t>สม</t></r><r><t>&amp;ศรี</t></r></is></c><c r="B3" t="s"><v>3</v></c></row>'
        "</sheetData></worksheet>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_workbooks_of_other_programs(sheet: str, encoding: str) -> None:
    opened = open_file(by_hand(sheet, SHARED, encoding=encoding))
    assert [list(line) for line in opened.sheets[0].lines] == [["ชื่อ", "นามสกุล"], [], ["สม&ศรี", "ทองดี"]]


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>99</v></c></row>',
        '<row r="1"><c r="A1"><v>1</c></v></row>',
        '<row r="1048577"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="ZZZ1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>&lol;</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c>',
    ],
)
def test_workbooks_that_contradict_themselves_are_damaged(rows: str) -> None:
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    ((_, sentence),) = said(lambda: open_file(by_hand(sheet, SHARED)))
    assert "damaged" in sentence


CELLS = st.text(st.characters(min_codepoint=0x20, max_codepoint=0xE4E, exclude_categories=("Cs", "Cn")), max_size=10)


@given(st.lists(st.lists(CELLS | st.integers(0, 10**13) | st.floats(-1e6, 1e6), max_size=6), min_size=1, max_size=8))
def test_a_workbook_reads_as_openpyxl_reads_it(lines: list[list[str | int | float]]) -> None:
    content = workbook(
        lambda _, sheet: (
            [
                sheet.write_string(row, column, value)
                if isinstance(value, str)
                else sheet.write_number(row, column, value)
                for row, line in enumerate(lines)
                for column, value in enumerate(line)
            ][:0]
            and None
        )
    )
    theirs = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    ours = open_file(content).sheets[0].lines
    for row, line in enumerate(theirs.iter_rows(values_only=True)):
        mine = [*ours[row], *[""] * 10] if row < len(ours) else [""] * 10
        for column, value in enumerate(line):
            if isinstance(value, int | float):
                assert float(mine[column]) == pytest.approx(value, rel=1e-14)
            else:
                assert mine[column] == str(value or "").strip()


def test_names_are_read_in_one_piece_or_several() -> None:
    assert person_name({"full_name": "นางสมศรี แสงจันทร์"}) == "นางสมศรี แสงจันทร์"
    assert person_name({"title": "นาง", "first_name": "สมศรี", "last_name": "แสงจันทร์"}) == "นางสมศรี แสงจันทร์"
    assert person_name({}) == ""


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("เลขประจำตัวประชาชน 13 หลัก", "national_id"),
        ("เลขที่บัตรประจำตัวประชาชน", "national_id"),
        ("ชื่อ-นามสกุล ผู้สูงอายุ", "full_name"),
        ("วัน เดือน ปีเกิด (พ.ศ.)", "birth_date"),
        ("เบอร์โทรศัพท์มือถือ", "phone"),
        ("โทรศัพท์ผู้ปกครอง", ""),
        ("ชื่อผู้ดูแล", ""),
        ("หมู่ที่\nตามทะเบียนบ้าน", "moo"),
        ("First Name", "first_name"),
        ("ดาวอังคาร", ""),
    ],
)
def test_headings_are_guessed_from_their_words(heading: str, meaning: str) -> None:
    assert recognise([heading]).get(heading, "") == meaning


def test_headings_are_recognised_once_and_identity_is_never_kept_open() -> None:
    assert recognise(["ชื่อ", " ชื่อ ", "PID", "ADL", "ไม่รู้จัก"]) == {"ชื่อ": "first_name", "PID": "national_id", "ADL": "adl"}
    assert not KEPT_FACTS & {
        "national_id",
        "full_name",
        "first_name",
        "last_name",
        "phone",
        "address",
        "note",
        "nickname",
    }


def test_what_a_source_meant_last_time_goes_first() -> None:
    remembered = {"ที่": "", "ชื่อ": "full_name", "รหัส": "national_id"}
    content = "ที่,ชื่อ,รหัส,หมู่\n1,สมศรี แสงจันทร์,9000000000012,3\n".encode()
    read = read_register(content, remembered=remembered)
    assert read.rows == [{"full_name": "สมศรี แสงจันทร์", "national_id": "9000000000012", "moo": "3"}]
    assert read_register(content, {"ชื่อ": "full_name"}).rows == [{"full_name": "สมศรี แสงจันทร์"}]


def test_a_kept_fact_is_shown_under_the_offices_own_heading() -> None:
    assert [heading_of(key) for key in ("adl", "income", "school")] == ["ADL", "รายได้ต่อปี", "สถานศึกษา"]
