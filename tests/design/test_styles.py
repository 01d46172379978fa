"""The tokens: both dark themes say the same, and text has enough contrast."""

import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).parents[2] / "frontend/src/styles/tokens.css").read_text(encoding="utf-8")


def tokens_of(selector: str) -> dict[str, str]:
    block = TOKENS[TOKENS.index(selector) :]
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", block[: block.index("}")]))


LIGHT = tokens_of(":root {")
DARK = {**LIGHT, **tokens_of(':root[data-theme="dark"]')}


def luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_theme_of_the_device_and_the_chosen_one_are_equal():
    assert tokens_of(':root:not([data-theme="light"])') == tokens_of(':root[data-theme="dark"]')


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("fill", [*(f"step-{step}" for step in range(1, 7)), "green", "green-deep", "red", "red-deep"])
def test_white_text_on_a_fill_is_readable(theme, fill):
    assert contrast(theme[fill], "#ffffff") >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    "ink",
    [
        "ink",
        "soft",
        "green-ink",
        "gold-ink",
        "red-ink",
        "blue-ink",
        *(f"step-{step}-ink" for step in range(1, 7)),
    ],
)
def test_text_on_paper_and_card_is_readable(theme, ink):
    for ground in ("paper", "card"):
        assert contrast(theme[ink], theme[ground]) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["green", "gold", "red", "blue"])
def test_words_in_a_pill_are_readable(theme, name):
    assert contrast(theme[f"{name}-ink"], theme[f"{name}-tint"]) >= 4.5
    assert contrast(theme["ink"], theme[f"{name}-tint"]) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_borders_of_inputs_can_be_seen(theme):
    assert contrast(theme["line-strong"], theme["card"]) >= 3
