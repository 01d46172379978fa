"""Where a built style or script is served from."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from huangyai.kernel import Words

BUILT = Path(__file__).parent / "static" / "design" / "built"

# What pages ask for, and the entry of the front-end build that answers.
ENTRIES = {"main.css": "src/main.css", "main.js": "src/main.js"}

_HASHED = re.compile(r"/design/built/.+-[\w-]{8}\.\w+$")


class AssetsMissing(Exception):
    """The front end was not built; the sentence says how to build it."""

    def __init__(self, words: Words) -> None:
        super().__init__(f"{words.th} · {words.en}")
        self.words = words


@lru_cache(maxsize=4)
def _manifest(built: Path) -> dict[str, dict[str, str]]:
    """Read once: a running site keeps serving the files that it began with, whatever is built meanwhile."""
    manifest: dict[str, dict[str, str]] = json.loads((built / "manifest.json").read_text(encoding="utf-8"))
    return manifest


def built_file(name: str) -> str:
    """The path under the static files of what a page calls ``main.css`` or ``main.js``."""
    try:
        manifest = _manifest(BUILT)
    except FileNotFoundError:
        raise AssetsMissing(
            Words(
                th="ยังไม่ได้สร้างไฟล์ส่วนหน้าเว็บ โปรดสั่ง python -m huangyai.design.build ก่อน",
                en="The front end is not built yet: run python -m huangyai.design.build first",
            )
        ) from None
    entry = ENTRIES.get(name)
    if entry is None or entry not in manifest:
        raise AssetsMissing(
            Words(
                th=f"ไม่มีไฟล์ส่วนหน้าเว็บชื่อ {name} มีแต่ {', '.join(ENTRIES)}",
                en=f"The front end has no file {name}; it has {', '.join(ENTRIES)}",
            )
        )
    return f"design/built/{manifest[entry]['file']}"


def asset_url(name: str) -> str:
    """The address that a browser fetches.

    The build has put a hash of the content into the name already; a storage that renames files must not do
    so again, or scripts that fetch each other by name would arrive twice.
    """
    return f"{settings.STATIC_URL}{built_file(name)}"


def never_changes(path: str, url: str) -> bool:
    """Whether browsers may keep a file for ever: its name carries a hash of its content."""
    del path
    return bool(_HASHED.search(url))
