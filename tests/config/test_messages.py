"""Every sentence of the product exists in Thai and English, and the files in `locale/` fit the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from huangyai.config.messages import (
    as_text,
    catalogue_file,
    collect,
    placeholders,
    template_as_python,
    untranslated,
    updated,
)


@pytest.fixture(scope="module")
def collected() -> Catalog:
    return collect()


def _catalogue(language: str) -> Catalog:
    with catalogue_file(language).open("rb") as stream:
        return read_po(stream, locale=language)


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_files_fit_the_code(language: str, collected: Catalog) -> None:
    assert catalogue_file(language).read_text(encoding="utf-8") == as_text(updated(language, collected))


def test_every_sentence_has_its_thai_with_the_same_blanks_to_fill_in() -> None:
    assert untranslated(_catalogue("th")) == []


@pytest.mark.parametrize("language", ["th", "en"])
def test_no_translation_is_a_guess(language: str) -> None:
    assert not any(message.fuzzy for message in _catalogue(language))


def test_english_is_written_without_thai_letters(collected: Catalog) -> None:
    # Forms keep the code that is printed on them.
    thai = [str(message.id) for message in collected if re.search("[ก-๛]", str(message.id).replace("ผ.", ""))]
    assert thai == []


def test_thai_is_written_in_thai() -> None:
    written_otherwise = [
        str(message.id)
        for message in _catalogue("th")
        if message.id
        and re.search("[A-Za-z]{2}", re.sub(r"%\(\w+\)[a-z]", "", str(message.string)))
        and not re.search("[ก-๛]", str(message.string))
    ]
    # A language is named in itself, a company as it writes its name.
    assert written_otherwise == ["English", "LINE"]


def test_collecting_twice_gives_the_same_file(tmp_path: Path) -> None:
    room = tmp_path / "house" / "room"
    (room / "templates" / "room").mkdir(parents=True)
    (room / "views.py").write_text(
        'from x import gettext as _\n_("Zebra")\n_("Apple")\nngettext("%(n)s day", "%(n)s days", n)\n'
    )
    (room / "templates" / "room" / "page.html").write_text(
        "{% load i18n %}\n  <p>{% translate 'In a page' %}</p>\n    {% blocktranslate with n=1 %}{{ n }} of all{% endblocktranslate %}\n"
    )
    first, second = (as_text(updated("th", collect(tmp_path / "house"))) for _ in range(2))
    assert first == second
    for sentence in ("Zebra", "Apple", "In a page", "%(n)s of all", "%(n)s days"):
        assert f'"{sentence}"' in first
    assert first.index("Apple") < first.index("In a page") < first.index("Zebra")
    assert str(tmp_path) not in first


def test_a_template_becomes_lines_that_python_can_read() -> None:
    source = template_as_python("<div>\n   {% if a %}\n      {% translate 'Hello' %}\n  {% endif %}</div>", "t.html")
    assert "Hello" in source
    assert all(line == line.lstrip() for line in source.splitlines())


def test_placeholders_are_found_in_every_style() -> None:
    assert placeholders("%(n)s of %d, {name} and %s") == {"%(n)s", "%d", "{name}", "%s"}
