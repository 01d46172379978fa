"""Nothing is said in one language only where a page can be read in two."""

from __future__ import annotations

import re
from pathlib import Path

ROOMS = Path(__file__).parents[2] / "src" / "huangyai"
THAI = re.compile("[ก-๛]")
# Pages of both languages at once, the switch between them, and example words of the component pages.
BOTH_AT_ONCE = {"500.html", "_language.html"}
# Lines that ask for the language themselves.
ASKS = {"front.html", "_source.html"}


def test_templates_take_their_thai_from_the_catalogue() -> None:
    thai = [
        path.relative_to(ROOMS).as_posix()
        for path in ROOMS.rglob("*.html")
        if THAI.search(path.read_text(encoding="utf-8")) and "styleguide" not in path.name
    ]
    assert {Path(path).name for path in thai} == BOTH_AT_ONCE | ASKS, thai
    for path in thai:
        text = (ROOMS / path).read_text(encoding="utf-8")
        assert Path(path).name in BOTH_AT_ONCE or 'LANGUAGE_CODE == "en"' in text
