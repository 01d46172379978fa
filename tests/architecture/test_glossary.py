"""The glossary knows every table, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

from django.apps import apps

GLOSSARY = Path(__file__).parents[2] / "docs" / "glossary.md"


def _terms() -> list[list[str]]:
    rows = [
        line.strip("|").split("|") for line in GLOSSARY.read_text(encoding="utf-8").splitlines() if line.startswith("|")
    ]
    cells = [[cell.strip() for cell in row] for row in rows]
    return [row for row in cells if row[0] != "ไทย" and not set(row[0]) <= {"-"}]


def test_every_table_has_a_line() -> None:
    known = {name for row in _terms() for name in re.findall(r"`(\w+)`", row[2])}
    tables = {model.__name__ for model in apps.get_models() if model.__module__.startswith("huangyai.")}
    assert tables - known == set()


def test_every_line_has_thai_english_and_one_sentence() -> None:
    for thai, english, _code, sentence in _terms():
        assert re.search("[ก-๛]", thai), thai
        assert re.search("[a-z]", english, re.IGNORECASE), english
        assert sentence.endswith("."), sentence


def test_no_term_stands_twice() -> None:
    english = [row[1] for row in _terms()]
    assert sorted(english) == sorted(set(english))
