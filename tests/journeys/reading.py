"""Reading pages as somebody does who looks at the screen."""

from __future__ import annotations

import re

from django.utils.translation import gettext, override
from playwright.sync_api import Locator, Page


def thai(sentence: str) -> str:
    """How the site says it in Thai."""
    with override("th"):
        return gettext(sentence)


def named(label: str) -> re.Pattern[str]:
    """What is called so and nothing else, but for the key that may stand behind it."""
    return re.compile(rf"^\s*{re.escape(thai(label))}(\s+\d)?\s*$")


def number(text: str) -> int:
    """A number as the site writes it."""
    return int(re.sub(r"[^\d]", "", text))


def figure(page: Page, label: str) -> int:
    """The figure under a label."""
    shown = page.locator(".figure").filter(has=page.get_by_text(thai(label), exact=True))
    return number(shown.locator(".figure-value").inner_text())


def table_rows(page: Page) -> list[Locator]:
    """The rows of the page's tables."""
    return page.locator("main tbody tr").all()


def number_in(row: Locator, column: str) -> int:
    """The number that stands in a row under a heading."""
    return number(row.locator(f"td[data-label='{column}']").inner_text())


def submit(page: Page) -> None:
    """Send the page's form, and see that nothing was refused."""
    with page.expect_navigation():
        page.locator("main form").last.locator("button:not([type=button])").first.click()
    assert page.locator("main .field-error").all_inner_texts() == []


def one(found: re.Match[str] | None) -> str:
    """What was looked for in an address."""
    assert found
    return found[1]
