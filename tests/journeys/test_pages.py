"""Every page of the URL map, in both languages, themes and sizes: opens, breaks no rule of accessibility, fits the screen."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Any, Literal
from zlib import crc32

import pytest
from playwright.sync_api import Page, Request
from tests.journeys.addresses import FILE, PIECE, TAKES_ONLY_FORMS, Address, every_address
from tests.journeys.conftest import SIZES, Site, WindowOf

Theme = Literal["light", "dark"]
ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "test-results" / "pages"
# Its language, its headings of the first rank, and how many pixels stand out at its side.
READ = """() => [
    document.documentElement.lang,
    document.querySelectorAll("h1").length,
    document.documentElement.scrollWidth - document.documentElement.clientWidth,
]"""
THEMES: tuple[Theme, ...] = ("light", "dark")
# (Nothing is fetched beforehand: only the rules for films and for turned screens ask for that, and no page has films.)
RULES = {
    "preload": False,
    "resultTypes": ["violations"],
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
}
# How a page is built is the same in its second look; what changes are its words, its colours and its sizes.
LOOKS = RULES | {
    "runOnly": {
        "type": "rule",
        "values": [
            "color-contrast", "target-size", "link-in-text-block", "html-has-lang", "html-lang-valid", "valid-lang",
            "document-title", "link-name", "button-name", "input-button-name", "label", "select-name", "summary-name",
            "image-alt", "role-img-alt", "svg-img-alt", "aria-command-name", "aria-input-field-name",
            "aria-toggle-field-name", "aria-dialog-name", "aria-meter-name", "aria-progressbar-name",
        ],
    }
}  # fmt: skip
# What all pages share is looked at on every eighth.
SHELL = [".topbar", ".steps-nav", ".bottombar", ".footer"]
PAGES = [
    a
    for a in every_address()
    if not (FILE.search(a.pattern + a.name) or TAKES_ONLY_FORMS.search(a.name) or PIECE.search(a.name))
]


@pytest.mark.parametrize("address", PAGES, ids=lambda address: address.name)
def test_page(address: Address, site: Site, window_of: WindowOf) -> None:
    path = address.path(site.examples)
    assert path is not None, f"the example year has nothing for {address.pattern}"
    faults: list[str] = []
    for language, size, theme in _looks(address.name):
        look = f"{language} {size} {theme}"
        page = window_of(address.account, size)
        page.context.add_cookies([{"name": "django_language", "value": language, "url": site.address}])
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        with _listening(page) as (said, asked):
            answer = page.goto(site.url(path), wait_until="load")
            assert answer is not None
            assert answer.status == 200, f"{path} answered {answer.status} in {language}"
            rules = RULES if language == "th" else LOOKS
            faults += [f"{look}: {fault}" for fault in _faults(page, address.name, rules)]
            _picture(page, address.name, look.replace(" ", "-"))
            said_language, headings, wide = page.evaluate(READ)
            assert said_language == language
            assert headings == 1, "a page has one heading of the first rank"
            assert wide <= 0, f"{path} is {wide}px wider than a {size} in {language}"
            if size != "phone":
                page.set_viewport_size(SIZES["phone"])
                *_, wide = page.evaluate(READ)
                page.set_viewport_size(SIZES[size])
                assert wide <= 0, f"{path} is {wide}px wider than a phone in {language}"
        assert said == []
        elsewhere = [each.url for each in asked if not each.url.startswith((site.address, "data:", "blob:"))]
        assert elsewhere == [], "no request may leave for another server"
    assert faults == []


@contextmanager
def _listening(page: Page) -> Iterator[tuple[list[str], list[Request]]]:
    """What the page says was wrong, and what it asks for."""
    said: list[str] = []
    asked: list[Request] = []
    listeners = {
        "console": lambda message: said.append(message.text) if message.type == "error" else None,
        # What the page before still asks for by itself ends when this one opens; that is no fault of either.
        "requestfailed": lambda request: (
            said.append(f"failed: {request.url}") if request in asked and _of_this_page(request, page) else None
        ),
        "request": lambda request: asked.append(request),
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    try:
        yield said, asked
    finally:
        for event, listener in listeners.items():
            page.remove_listener(event, listener)


def _of_this_page(request: Request, page: Page) -> bool:
    return request.headers.get("hx-current-url", page.url) == page.url


def _looks(name: str) -> list[tuple[str, str, Theme]]:
    """Every page is met in both languages, both sizes and both themes; which of them go together changes from page to
    page, so that what pages share is met in all eight looks. `HUANGYAI_PICTURES=all` meets every page in all eight.
    """
    if os.environ.get("HUANGYAI_PICTURES") == "all":
        return list(product(("th", "en"), SIZES, THEMES))
    turn = crc32(name.encode())
    sizes = list(SIZES)
    return [
        ("th", sizes[turn & 1], THEMES[turn >> 1 & 1]),
        ("en", sizes[~turn & 1], THEMES[~turn >> 1 & 1]),
    ]


def _faults(page: Page, name: str, rules: Mapping[str, Any]) -> list[str]:
    where = {} if crc32(name.encode()) % 8 == 0 else {"exclude": SHELL}
    found = page.evaluate("([where, rules]) => axe.run(where.exclude ? where : document, rules)", [where, rules])
    return [
        f"{fault['id']}: {fault['help']} — {json.dumps([node['target'] for node in fault['nodes']][:3], ensure_ascii=False)}"
        for fault in found["violations"]
    ]


def _picture(page: Page, name: str, look: str) -> None:
    """What the screen shows first; the page in its whole length when all looks are asked for."""
    if os.environ.get("HUANGYAI_PICTURES") == "none":
        return
    PICTURES.mkdir(parents=True, exist_ok=True)
    path = PICTURES / f"{name.replace(':', '_')}-{look}.jpeg"
    page.screenshot(path=path, full_page=os.environ.get("HUANGYAI_PICTURES") == "all", type="jpeg", quality=70)
