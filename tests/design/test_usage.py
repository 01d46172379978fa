"""Every page uses components that exist, with attributes that they know, and carries no style or script of its own."""

import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src/huangyai"
FRONTEND = Path(__file__).parents[2] / "frontend/src"
COMPONENTS = {
    path.stem.replace("_", "-"): path.read_text(encoding="utf-8")
    for path in (SOURCE / "design/templates/cotton").glob("*.html")
}
PAGES = sorted(path for path in SOURCE.glob("*/templates/**/*.html"))
NO_TAGS = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
OPENING = re.compile(r"<c-([\w.-]+)((?:\s+[:\w-]+(?:=\"[^\"]*\"|='[^']*')?)*)\s*/?>")


def quiet(source: str) -> str:
    """The template without Django's tags, whose quotes would end an attribute too early."""
    return NO_TAGS.sub("", source)


def known_attributes(component: str) -> set[str] | None:
    """What a component declares; None where anything goes through to the element that it makes."""
    if "{{ attrs }}" in component:
        return None
    declared = re.search(r"<c-vars(.*?)/>", component, re.DOTALL)
    return (
        {name.lstrip(":").replace("-", "_") for name in re.findall(r"([:\w-]+)(?:=\"[^\"]*\")?", declared[1])}
        if declared
        else set()
    )


@pytest.mark.parametrize("page", PAGES, ids=[str(path.relative_to(SOURCE)) for path in PAGES])
def test_a_page_asks_components_only_for_what_they_know(page):
    source = quiet(page.read_text(encoding="utf-8"))
    for opening in re.findall(r"<c-([\w.-]+)", source):
        assert opening in COMPONENTS or opening in {"vars", "slot"}, f"no component c-{opening}"
    for name, written in OPENING.findall(source):
        if name in {"vars", "slot"}:
            continue
        known = known_attributes(COMPONENTS[name])
        bare = re.sub(r"=\"[^\"]*\"|='[^']*'", "", written)
        asked = {attribute.lstrip(":").replace("-", "_") for attribute in bare.split()}
        assert known is None or asked <= known, f"c-{name} does not know {sorted(asked - known)}"
        assert "class" not in asked, f"c-{name}: wrap it in a <div>, class can't be added"


@pytest.mark.parametrize("page", PAGES, ids=[str(path.relative_to(SOURCE)) for path in PAGES])
def test_a_page_carries_no_style_and_no_script_of_its_own(page):
    source = quiet(page.read_text(encoding="utf-8"))
    assert not re.search(r"\sstyle=", source)
    assert "<style" not in source
    assert not re.search(r"\son[a-z]+=", source)
    assert not re.search(r"hx-on|\"js:|'js:", source)
    for opening in re.findall(r"<script[^>]*>", source):
        assert "src=" in opening or 'type="application/json"' in opening


STYLES = set(
    re.findall(r"\.([A-Za-z][\w-]*)", "".join(path.read_text(encoding="utf-8") for path in FRONTEND.rglob("*.css")))
)


@pytest.mark.parametrize("page", PAGES, ids=[str(path.relative_to(SOURCE)) for path in PAGES])
def test_a_page_uses_only_classes_that_the_styles_know(page):
    source = NO_TAGS.sub("\0", page.read_text(encoding="utf-8"))
    unknown = set()
    for names in re.findall(r'class="([^"]*)"', source):
        for name in names.split():
            beginning = name.split("\0")[0]
            if (
                beginning
                and beginning not in STYLES
                and not ("\0" in name and any(style.startswith(beginning) for style in STYLES))
            ):
                unknown.add(name)
    assert not unknown


def test_every_component_is_in_the_guide():
    guide = (SOURCE.parents[1] / "docs/pages.md").read_text(encoding="utf-8")
    inner = {"bar-drawing", "mini-wheel"}
    assert {name for name in COMPONENTS if f"`c-{name}`" not in guide} == inner
