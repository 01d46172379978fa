"""What `doctor` looks at: the machine, the built files, the database and its walls."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from huangyai.config import boot
from huangyai.config.data_directory import data_directory
from huangyai.kernel import Words

_OLDEST_PYTHON = (3, 11)
_FEWEST_BYTES = 1024**3
_PACKAGE = Path(__file__).resolve().parents[1]
_BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. What is only needed for tests is not serious when it is missing."""

    about: str
    ok: bool
    words: Words
    optional: bool = False

    @property
    def serious(self) -> bool:
        """The product can't be used before this is put right."""
        return not self.ok and not self.optional

    @property
    def mark(self) -> str:
        """How a list shows it."""
        return "✓" if self.ok else "–" if self.optional else "✗"

    def as_dict(self) -> dict[str, object]:
        """For programs."""
        return {"about": self.about, "ok": self.ok, "optional": self.optional, **self.words.as_dict()}


def examine_machine() -> Iterator[Finding]:
    """Python, disk, built files, fonts, browser: nothing is started."""
    version = ".".join(str(part) for part in sys.version_info[:3])
    yield _one_of(
        "python",
        ok=sys.version_info >= _OLDEST_PYTHON,
        good=Words(th=f"Python {version}", en=f"Python {version}"),
        bad=Words(
            th=f"Python {version} เก่าเกินไป โปรดติดตั้ง 3.11 ขึ้นไป",
            en=f"Python {version} is too old; install 3.11 or newer.",
        ),
    )
    yield examine_disk(shutil.disk_usage(_existing(data_directory())).free, data_directory())
    yield _one_of(
        "front-end",
        ok=(_PACKAGE / "design" / "static" / "design" / "built" / "manifest.json").is_file(),
        good=Words(th="ไฟล์ส่วนหน้าเว็บสร้างแล้ว", en="The front end is built."),
        bad=Words(th="ยังไม่ได้สร้างไฟล์ส่วนหน้าเว็บ โปรดสั่ง make run", en="The front end is not built; run make run."),
    )
    yield _one_of(
        "messages",
        ok=any((_PACKAGE.parents[1] / "locale" / "th" / "LC_MESSAGES").glob("*.mo")),
        good=Words(th="ข้อความสองภาษาพร้อมใช้", en="The messages of both languages are compiled."),
        bad=Words(th="ยังไม่ได้เตรียมข้อความสองภาษา โปรดสั่ง make run", en="The messages are not compiled; run make run."),
    )
    places = (_PACKAGE / "design", _PACKAGE.parents[1] / "frontend" / "node_modules")
    yield _one_of(
        "fonts",
        ok=any(next(place.rglob("Sarabun*.ttf"), None) for place in places if place.is_dir()),
        good=Words(th="มีแบบอักษร Sarabunสำหรับเอกสารราชการ", en="The Sarabun font for official papers is here."),
        bad=Words(
            th="ไม่พบแบบอักษร Sarabun จึงพิมพ์เอกสารไม่ได้ โปรดสั่ง make run",
            en="No Sarabun font, so nothing can be printed; run make run.",
        ),
    )
    yield _one_of(
        "browser",
        ok=any(shutil.which(name) for name in _BROWSERS),
        good=Words(th="มี Chromium สำหรับชุดทดสอบ", en="Chromium for the tests is here."),
        bad=Words(th="ไม่มี Chromium (ใช้เฉพาะชุดทดสอบ)", en="No Chromium (only the tests need it)."),
        optional=True,
    )


def examine_disk(free: int, folder: Path) -> Finding:
    """Is there room for a year's work?"""
    megabytes = free // 1024**2
    return _one_of(
        "disk",
        ok=free >= _FEWEST_BYTES,
        good=Words(th=f"ดิสก์เหลือ {megabytes:,} MB ที่ {folder}", en=f"{megabytes:,} MB free at {folder}."),
        bad=Words(
            th=f"ดิสก์ที่ {folder} เหลือเพียง {megabytes:,} MB โปรดลบไฟล์ที่ไม่ใช้ ให้เหลืออย่างน้อย {_FEWEST_BYTES // 1024**2:,} MB",
            en=f"Only {megabytes:,} MB free at {folder}; free some space, at least {_FEWEST_BYTES // 1024**2:,} MB.",
        ),
    )


def examine_database() -> Iterator[Finding]:
    """Does it answer, is it up to date, and do the walls stand? A `BadInput` when it can't be reached."""
    boot.django(migrated=False)
    from django.db import connection, connections
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connections["owner"])
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    connections["owner"].close()
    yield _one_of(
        "tables",
        ok=not waiting,
        good=Words(th="ตารางในฐานข้อมูลเป็นรุ่นล่าสุด", en="The database's tables are up to date."),
        bad=Words(
            th=f"ฐานข้อมูลยังไม่ได้ปรับ {len(waiting)} รายการ โปรดสั่ง huangyai migrate",
            en=f"{len(waiting)} migrations are waiting; run huangyai migrate.",
        ),
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper OR rolbypassrls OR EXISTS (SELECT 1 FROM pg_class WHERE relowner = pg_roles.oid) "
            "FROM pg_roles WHERE rolname = current_user"
        )
        (mighty,) = cursor.fetchone() or (True,)
        cursor.execute(
            "SELECT count(*) FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid AND attname = 'municipality_id' "
            "WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace "
            "AND NOT (relrowsecurity AND relforcerowsecurity)"
        )
        (open_tables,) = cursor.fetchone() or (0,)
    yield _one_of(
        "roles",
        ok=not mighty,
        good=Words(
            th="ผู้ใช้ฐานข้อมูลของเว็บไซต์ไม่มีสิทธิ์เกินจำเป็น",
            en="The site's database role has no more rights than it needs.",
        ),
        bad=Words(
            th="ผู้ใช้ฐานข้อมูลของเว็บไซต์มีสิทธิ์มากเกินไป จึงข้ามกำแพงระหว่างเทศบาลได้ โปรดใช้ผู้ใช้ที่ไม่ใช่เจ้าของตาราง",
            en="The site's database role could step over the walls between municipalities; use a role that owns no table.",
        ),
    )
    yield _one_of(
        "walls",
        ok=not open_tables,
        good=Words(th="กำแพงระหว่างเทศบาลครบทุกตาราง", en="The walls between municipalities stand around every table."),
        bad=Words(
            th=f"มี {open_tables} ตารางที่ยังไม่มีกำแพงระหว่างเทศบาล โปรดอย่าเปิดใช้งาน และแจ้งผู้พัฒนา",
            en=f"{open_tables} tables have no wall between municipalities; don't open the site, and report this.",
        ),
    )


def _one_of(about: str, *, ok: bool, good: Words, bad: Words, optional: bool = False) -> Finding:
    return Finding(about, ok=ok, words=good if ok else bad, optional=optional)


def _existing(path: Path) -> Path:
    return next(place for place in (path, *path.parents) if place.exists())
