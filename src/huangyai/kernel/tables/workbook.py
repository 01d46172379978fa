"""XLSX workbooks: values as they are shown, never a formula carried out; torn, locked and swollen files are refused."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from huangyai.kernel import BadInput, Fault, Words
from huangyai.kernel.tables.opened_file import OpenedFile, Sheet
from huangyai.kernel.tables.workbook_cutting import Cutter, Uncut, new_parser
from huangyai.kernel.tables.workbook_sheet import SheetReader
from huangyai.kernel.tables.workbook_styles import day_styles

# A list of a million rows unpacks to less; a small file that swells further was made to fill the memory.
LARGEST_UNPACKED = 512 * 1024 * 1024
# Everything but rows and their texts is small.
_LARGEST_PART = 32 * 1024 * 1024
_SWELLS = 300
_CHUNK = 1 << 20
_BROKEN = (zipfile.BadZipFile, zlib.error, ArithmeticError, EOFError, LookupError, OSError, RuntimeError, ValueError)
_LOCKED = 0x1

# A shared text without an entity or a font of its own.
_PLAIN_TEXT = re.compile(rb'\s*<si><t(?: xml:space="preserve")?>([^<&]*)</t>')

Harvest = Callable[[list[Element]], None]


def read_workbook(content: bytes) -> OpenedFile:
    """Every visible sheet with its values."""
    try:
        packed = zipfile.ZipFile(io.BytesIO(content))
    except _BROKEN:
        raise _torn() from None
    with packed:
        parts = {part.filename.lstrip("/"): part for part in packed.infolist()}
        _check_parts(parts)
        sheets = tuple(_Workbook(packed, parts).sheets())
    if not sheets:
        raise _torn()
    return OpenedFile(Words(th="สมุดงาน Excel (.xlsx)", en="an Excel workbook (.xlsx)"), sheets)


def _check_parts(parts: Mapping[str, zipfile.ZipInfo]) -> None:
    if any(part.flag_bits & _LOCKED for part in parts.values()):
        raise locked()
    if "xl/workbook.bin" in parts:
        raise _save_again(" Excel แบบไบนารี (.xlsb)", "a binary Excel workbook (.xlsb)")
    if "xl/workbook.xml" not in parts:
        if "content.xml" in parts:
            raise _save_again(" LibreOffice (.ods)", "a LibreOffice spreadsheet (.ods)")
        if "word/document.xml" in parts:
            raise _save_again("เอกสาร Word", "a Word document")
        raise BadInput.of(
            th="ไฟล์ที่บีบอัดไว้นี้ไม่ใช่สมุดงาน Excel โปรดแตกไฟล์ก่อน แล้วเลือกไฟล์ตารางที่อยู่ข้างใน",
            en="This packed file is no Excel workbook; unpack it first and choose the table inside.",
        )
    whole = sum(part.file_size for part in parts.values())
    packed = sum(part.compress_size for part in parts.values())
    if whole > LARGEST_UNPACKED or (whole > 2 * _LARGEST_PART and whole > _SWELLS * packed):
        raise _swollen()


class _Workbook:
    """Reads the parts of a workbook, a chunk at a time, counting what really comes out."""

    def __init__(self, packed: zipfile.ZipFile, parts: Mapping[str, zipfile.ZipInfo]) -> None:
        self._packed, self._parts = packed, parts
        self._unpacked = 0

    def sheets(self) -> list[Sheet]:
        """Visible sheets in their order; when all are hidden, all of them."""
        workbook = self._read("xl/workbook.xml")
        relations = self._read("xl/_rels/workbook.xml.rels")
        targets = {each.get("Id", ""): each.get("Target", "") for each in relations.iter() if each.get("Target")}
        named = [each for each in workbook.iter() if _local(each) == "sheet"]
        told = next((each for each in workbook.iter() if _local(each) == "workbookPr"), None)
        from_1904 = told is not None and told.get("date1904", "0") in {"1", "true"}
        texts = self._texts("xl/sharedStrings.xml") if "xl/sharedStrings.xml" in self._parts else []
        days = day_styles(self._read("xl/styles.xml")) if "xl/styles.xml" in self._parts else []
        found = []
        for sheet in [each for each in named if each.get("state", "visible") == "visible"] or named:
            relation = next((value for key, value in sheet.attrib.items() if key.endswith(":id")), "")
            target = targets.get(relation, "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if part not in self._parts or "worksheets/" not in part:
                continue
            found.append(
                self._sheet(part, sheet.get("name", ""), lambda: SheetReader(texts, days, from_1904=from_1904))
            )
        return found

    def _sheet(self, part: str, title: str, new_reader: Callable[[], SheetReader]) -> Sheet:
        reader = new_reader()
        cutter = Cutter(b"worksheet", b"sheetData", b"row", refuse=_refuse_doctype, count=self._count)
        try:
            rest = self._cut(part, cutter, lambda rows: reader.read_written(rows, cutter.element), reader.where)
        except Uncut:
            reader = new_reader()
            rest = self._read(part, "sheetData", reader.read, where=reader.where)
        return reader.sheet(title, rest)

    def _texts(self, part: str) -> list[str]:
        texts: list[str] = []
        cutter = Cutter(b"sst", b"sst", b"si", refuse=_refuse_doctype, count=self._count)

        def take(items: list[bytes]) -> None:
            for item in items:
                plain = _PLAIN_TEXT.fullmatch(item)
                texts.append(plain[1].decode() if plain else _shared(cutter.element(item)))

        try:
            self._cut(part, cutter, take)
        except Uncut:
            texts.clear()
            self._read(part, "sst", lambda found: texts.extend(_shared(each) for each in found))
        return texts

    def _cut(
        self,
        part: str,
        cutter: Cutter,
        take: Callable[[list[bytes]], None],
        where: Callable[[], int] = lambda: 0,
    ) -> Element:
        try:
            with self._packed.open(self._parts[part]) as stream:
                for items in cutter.items(stream):
                    take(items)
                return cutter.close()
        except (*_BROKEN, expat.ExpatError):
            raise _torn(where()) from None

    def _count(self, size: int) -> None:
        self._unpacked += size
        if self._unpacked > LARGEST_UNPACKED:
            raise _swollen()

    def _read(
        self, part: str, container: str = "", harvest: Harvest | None = None, where: Callable[[], int] = lambda: 0
    ) -> Element:
        """The tree of one part; the container's children are handed over as they come and taken out of it."""
        try:
            with self._packed.open(self._parts[part]) as stream:
                tree = _Tree(container)
                unharvested = 0
                while chunk := stream.read(_CHUNK):
                    self._count(len(chunk))
                    tree.parser.Parse(chunk)
                    if tree.harvest(harvest, last=False):
                        unharvested = 0
                    unharvested += len(chunk)
                    if unharvested > _LARGEST_PART:
                        raise _swollen()
                return tree.close(harvest)
        except (*_BROKEN, expat.ExpatError):
            raise _torn(where()) from None


class _Tree:
    """Builds a tree, and hands the children of one element over as they come."""

    def __init__(self, container: str) -> None:
        self.builder = TreeBuilder()
        self.parser = new_parser(self.builder, _refuse_doctype)
        if container:
            self.parser.StartElementHandler = self._begin
        self._container: Element | None = None
        self._name = container

    def harvest(self, harvest: Harvest | None, *, last: bool) -> bool:
        """Hand over the children that are complete; True when there were any."""
        if self._container is None or harvest is None:
            return False
        children = list(self._container)
        # The newest one may still be open.
        ready = children if last else children[:-1]
        if ready:
            harvest(ready)
            del self._container[: len(ready)]
        return bool(ready)

    def close(self, harvest: Harvest | None) -> Element:
        """The last children, and the tree without them."""
        is_final = True
        self.parser.Parse(b"", is_final)
        self.harvest(harvest, last=True)
        return self.builder.close()

    def _begin(self, name: str, told: dict[str, str]) -> None:
        element = self.builder.start(name, dict(told))
        if name.rpartition(":")[2] == self._name:
            self._container = element
            self.parser.StartElementHandler = self.builder.start


def _local(element: Element) -> str:
    return element.tag.rpartition(":")[2]


def _shared(item: Element) -> str:
    """One shared text; readings above Asian letters are left out."""
    if len(item) == 1 and _local(item[0]) == "t":
        return item[0].text or ""
    parts = []
    for child in item:
        name = _local(child)
        if name == "t":
            parts.append(child.text or "")
        elif name == "r":
            parts.extend(part.text or "" for part in child if _local(part) == "t")
    return "".join(parts)


def _refuse_doctype(*_: object) -> None:
    # No spreadsheet program writes one; whoever does wants the reader to fetch or to swell.
    raise _torn()


def _torn(after: int = 0) -> BadInput:
    th = f" (อ่านได้ถึงแถว {after})" if after else ""
    en = f" (it could be read as far as row {after})" if after else ""
    return BadInput(
        [
            Fault(
                after + 1 if after else 0,
                "",
                Words(
                    th=f"ไฟล์ Excel นี้ไม่สมบูรณ์หรือเสียหาย{th} อาจส่งมาไม่ครบ จึงยังไม่ได้เก็บอะไรไว้ "
                    "โปรดขอไฟล์ใหม่ หรือเปิดแล้วบันทึกใหม่เป็น .xlsx",
                    en=f"This Excel file is incomplete or damaged{en}; perhaps it was cut off on its way. Nothing was kept. "
                    "Ask for it again, or open it and save it anew as .xlsx.",
                ),
            )
        ]
    )


def locked() -> BadInput:
    """The sentence for a workbook with a password."""
    return BadInput.of(
        th="ไฟล์ Excel นี้ตั้งรหัสผ่านไว้ จึงเปิดอ่านไม่ได้ โปรดเปิดใน Excel แล้วบันทึกสำเนาที่ไม่มีรหัสผ่านเป็น .xlsx",
        en="This Excel file has a password, so it can't be read; open it in Excel and save a copy without one as .xlsx.",
    )


def _swollen() -> BadInput:
    return BadInput.of(
        th="ไฟล์ Excel นี้ใหญ่ผิดปกติเมื่อคลายออก จึงไม่เปิด โปรดคัดลอกเฉพาะตารางไปไว้ในสมุดงานใหม่ แล้วบันทึกเป็น .xlsx",
        en="This Excel file is unusually large when unpacked, so it was not opened; copy only the table into a new workbook and save it as .xlsx.",
    )


def _save_again(th: str, en: str) -> BadInput:
    return BadInput.of(
        th=f"ไฟล์นี้เป็น{th} โปรดเปิดแล้วเลือก “บันทึกเป็น” .xlsx จากนั้นนำเข้าอีกครั้ง",
        en=f"This is {en}; open it, choose “save as” .xlsx, and bring it in again.",
    )


def old_workbook() -> BadInput:
    """The sentence for .xls files from before 2007."""
    return _save_again(" Excel รุ่นเก่า (.xls)", "an old Excel file (.xls)")
