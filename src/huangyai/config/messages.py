"""The catalogue of sentences: collected from code and templates, translated in `locale/`, compiled for the site.

``python -m huangyai.config.messages compile|update|check``. Pure Python: the system's gettext is not needed. Files come
out the same on every machine (sorted, no dates, no line numbers), so that a change in them is a change in sentences.
"""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

from huangyai.cli.contract import Voice, speaks
from huangyai.kernel import BadInput

PACKAGE = Path(__file__).resolve().parents[1]
LOCALE = PACKAGE.parents[1] / "locale"
LANGUAGES = ("th", "en")
_KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def catalogue_file(language: str) -> Path:
    """Where one language's sentences are kept."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def collect(package: Path = PACKAGE) -> Catalog:
    """Every sentence that code and templates ask for, with the files that ask."""
    found = Catalog()
    for path in sorted(package.rglob("*")):
        if path.suffix not in {".py", ".html", ".txt"} or not path.is_file() or "static" in path.parts:
            continue
        source = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            if "templates" not in path.parts:
                continue
            source = template_as_python(source, str(path))
        for _line, message, comments, context in extract(
            "python", io.BytesIO(source.encode()), keywords=_KEYWORDS, comment_tags=("Translators:",)
        ):
            found.add(
                message,
                locations=[(path.relative_to(package.parent).as_posix(), 0)],
                auto_comments=comments,
                context=context,
            )
    return found


def template_as_python(template: str, origin: str) -> str:
    """A template's sentences as lines that the reader of Python code understands."""
    _prepare_django()
    # `templatize` blanks everything else with X; what is left of a line may begin with blanks, which Python forbids.
    return "\n".join(line.lstrip() for line in templatize(template, origin=origin).splitlines())


def updated(language: str, collected: Catalog) -> Catalog:
    """The language's catalogue with what is new, and without what nobody asks for any more."""
    path = catalogue_file(language)
    known = Catalog(locale=language)
    if path.exists():
        with path.open("rb") as stream:
            known = read_po(stream, locale=language)
    fresh = Catalog(locale=language, fuzzy=False, header_comment="# Huangyai: sentences of the product.")
    for message in collected:
        if not message.id:
            continue
        before = known.get(message.id, context=message.context)
        # Translations are kept only for exactly the same sentence; nothing is guessed from a similar one.
        string = before.string if before is not None else ""
        fresh.add(
            message.id,
            string,
            locations=sorted(set(message.locations)),
            flags={flag for flag in message.flags if flag.endswith("-format")},
            auto_comments=message.auto_comments,
            context=message.context,
        )
    return fresh


def as_text(catalogue: Catalog) -> str:
    """The catalogue as its file says it."""
    stream = io.BytesIO()
    write_po(stream, catalogue, width=110, sort_output=True, include_lineno=False, omit_header=True)
    language = catalogue.locale_identifier
    plural = "nplurals=1; plural=0;" if language == "th" else "nplurals=2; plural=(n != 1);"
    header = (
        "# Huangyai: sentences of the product. `make messages` keeps this file; only msgstr is written by hand.\n"
        'msgid ""\nmsgstr ""\n'
        f'"Language: {language}\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {plural}\\n"\n\n'
    )
    return header + stream.getvalue().decode()


def untranslated(catalogue: Catalog) -> list[str]:
    """Sentences of a catalogue that still have no translation, or one whose blanks to fill in differ."""
    return [str(message.id) for message in catalogue if message.id and not _is_whole(message.id, message.string)]


def _is_whole(sentence: str | Iterable[str], translation: str | Iterable[str] | None) -> bool:
    if translation is None:
        return False
    said = [translation] if isinstance(translation, str) else list(translation)
    asked = [sentence] if isinstance(sentence, str) else list(sentence)
    # A language without plurals has one form, which must fill in what the plural fills in.
    return bool(said) and all(text and placeholders(text) == placeholders(asked[-1]) for text in said)


def placeholders(text: str) -> set[str]:
    """What is filled in: %(name)s, %s, {name}."""
    return set(re.findall(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}", text))


def compile_all() -> int:
    """Write the compiled files that the site reads; says how many were out of date."""
    written = 0
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        compiled = path.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime_ns > path.stat().st_mtime_ns:
            continue
        with path.open("rb") as stream:
            catalogue = read_po(stream, locale=path.parts[-3])
        partial = compiled.with_suffix(".mo.part")
        with partial.open("wb") as stream:
            write_mo(stream, catalogue)
        partial.replace(compiled)
        written += 1
    return written


def _changes() -> Iterator[tuple[Path, str]]:
    collected = collect()
    for language in LANGUAGES:
        path, text = catalogue_file(language), as_text(updated(language, collected))
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            yield path, text


def _prepare_django() -> None:
    # Reading a template needs no settings of ours, and no database.
    if not settings.configured and "DJANGO_SETTINGS_MODULE" not in os.environ:
        settings.configure()


@click.command()
@click.argument("what", type=click.Choice(["compile", "update", "check"]))
@speaks
def messages(*, voice: Voice, what: str) -> None:
    """รวบรวม ตรวจ และเตรียมข้อความสองภาษา · collect, check and compile the sentences of both languages."""
    if what == "compile":
        compile_all()
        return
    changed = list(_changes())
    if what == "check":
        if changed:
            raise BadInput.of(
                th="ไฟล์ locale ไม่ตรงกับโปรแกรม โปรดสั่ง make messages แล้วแปลข้อความใหม่",
                en="The files in locale/ don't fit the code; run make messages and translate what is new.",
            )
        return
    for path, text in changed:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    with catalogue_file("th").open("rb") as stream:
        waiting = untranslated(read_po(stream, locale="th"))
    voice.tell(
        th=f"ปรับแล้ว {len(changed)} ไฟล์ ยังไม่ได้แปล {len(waiting)} ข้อความ",
        en=f"{len(changed)} files changed; {len(waiting)} sentences wait for Thai.",
    )
    for sentence in waiting:
        voice.data(sentence)


if __name__ == "__main__":
    sys.exit(messages())
