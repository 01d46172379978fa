"""Tags that draw: built files, icons, the wheel, the thread, bars."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.forms import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from huangyai.design.assets import AssetsMissing, asset_url
from huangyai.design.icons import LINES, SHAPES
from huangyai.design.month import Month
from huangyai.design.wheel import Sector, Thread, lay_out_thread, sectors
from huangyai.kernel import thai_digits

register = template.Library()

STEP_NAMES = {
    1: _("Assembly"),
    2: _("Finding people"),
    3: _("Plan and money"),
    4: _("Doing"),
    5: _("Watching over"),
    6: _("The model"),
}
# Short enough for a sixth of the wheel.
STEP_WORDS = {
    1: pgettext_lazy("wheel", "Assembly"),
    2: pgettext_lazy("wheel", "Find"),
    3: pgettext_lazy("wheel", "Plan"),
    4: pgettext_lazy("wheel", "Act"),
    5: pgettext_lazy("wheel", "Watch"),
    6: pgettext_lazy("wheel", "Model"),
}
RISK_WORDS = {"red": _("Urgent"), "gold": _("Soon"), "green": _("On time")}
STATE_ICONS = {"good": "check", "waiting": "waiting", "bad": "close", "info": "info", "none": "stopped"}


@register.simple_tag
def asset(name: str) -> str:
    """`{% asset "main.css" %}`: the address of a built style or script."""
    return asset_url(name)


@register.simple_tag
def asset_if_built(name: str) -> str:
    """The same for the page of faults, which must appear even where nothing was built."""
    try:
        return asset_url(name)
    except AssetsMissing:
        return ""


@register.simple_tag
def icon(name: str) -> SafeString:
    """`{% icon "phone" %}`: a line drawing beside words; screen readers skip it."""
    if not name:
        return SafeString("")
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="{}"/></svg>',
        LINES[name],
    )


@register.simple_tag
def shape(level: str) -> SafeString:
    """`{% shape "red" %}`: the triangle, diamond or circle of a risk; the word stands beside it."""
    return format_html(
        '<svg class="shape shape-{}" viewBox="0 0 24 24" aria-hidden="true"><path d="{}"/></svg>',
        level,
        SHAPES[level],
    )


@register.simple_tag
def button_class(kind: str, size: str, wide: str) -> str:
    """The class names of a button."""
    chosen = (kind, size, "wide" if wide else "")
    return " ".join(["button", *(f"button-{name}" for name in chosen if name)])


@register.filter
def notice_icon(kind: str) -> str:
    """The icon of a kind of notice."""
    return {"good": "check", "info": "info"}.get(kind, "warning")


@register.filter
def risk_word(level: str) -> str:
    """The word that belongs to a risk when the page gives none."""
    return str(RISK_WORDS[level])


@register.filter
def state_icon(kind: str) -> str:
    """The icon of a kind of state."""
    return STATE_ICONS[kind or "none"]


@register.filter
def step_name(step: int | str) -> str:
    """The name of a step of the cycle."""
    return str(STEP_NAMES[int(step)])


@register.filter
def step_digit(step: int | str) -> str:
    """The step's number: ๑ to ๖ in Thai, 1 to 6 in English."""
    return thai_digits(str(step)) if (get_language() or "th").startswith("th") else str(step)


@register.simple_tag
def wheel_sectors(steps: Iterable[Mapping[str, Any]] | None = None) -> list[dict[str, Any]]:
    """The wheel's sectors with what the page says of each step (`label`, `figure`, `url`)."""
    said = {int(step["step"]): step for step in steps or ()}
    drawn = []
    for sector in sectors(size=400, outer=196, inner=112):
        words = said.get(sector.step, {})
        # Two lines of words or three; a little higher in the lower half, where the rim curves inwards.
        top = sector.y - (13 if words.get("figure") else 4) - (5 if sector.y > 200 else 0)
        drawn.append(
            {
                "step": sector.step,
                "outline": sector.outline,
                "label": words.get("label") or STEP_WORDS[sector.step],
                "figure": words.get("figure", ""),
                "url": words.get("url", ""),
                # Text, so that no language puts a comma into a coordinate.
                "x": f"{sector.x:g}",
                "number_y": f"{top:g}",
                "label_y": f"{top + 22:g}",
                "figure_y": f"{top + 40:g}",
            }
        )
    return drawn


@register.simple_tag
def mini_sectors() -> tuple[Sector, ...]:
    """The small wheel that says where in the cycle a page stands."""
    return sectors(size=40, outer=19, inner=8.5)


@register.simple_tag
def thread_layout(nodes: Sequence[Mapping[str, Any]], links: Sequence[Sequence[str]] | None = None) -> Thread:
    """The golden thread on its grid."""
    return lay_out_thread(nodes, links or ())


def percent_of(part: Any, whole: Any) -> float:
    """A share as a percentage between 0 and 100; nothing of nothing is 0."""
    try:
        whole_number, part_number = float(whole), float(part)
    except (TypeError, ValueError):
        return 0.0
    if whole_number <= 0:
        return 0.0
    return round(max(0.0, min(100.0, 100 * part_number / whole_number)), 2)


@register.simple_tag
def share(part: Any, whole: Any = 100) -> str:
    """`{% share 41 44 as width %}`: 93.18, ready for the width of a bar (a dot in every language)."""
    return f"{percent_of(part, whole):g}"


@register.simple_tag
def stack_parts(parts: Sequence[Mapping[str, Any]], whole: Any = None) -> list[dict[str, Any]]:
    """Parts of one bar, each with where it begins and how wide it is, in per cent."""
    total = float(whole) if whole not in (None, "") else sum(float(part["value"]) for part in parts)
    begins, laid = 0.0, []
    for number, part in enumerate(parts, start=1):
        width = percent_of(part["value"], total)
        laid.append({**part, "number": number, "begins": f"{begins:g}", "width": f"{width:g}", "share": round(width)})
        begins = round(begins + width, 2)
    return laid


@register.filter
def plain_errors(field: BoundField) -> list[str]:
    """What is wrong with a field, one plain sentence each; an empty field is asked for kindly."""
    sentences = []
    for error in field.errors.as_data():
        usual = error.message == forms.Field.default_error_messages["required"]
        if error.code == "required" and usual:
            choosing = field_kind(field) != "line" or isinstance(field.field.widget, forms.Select)
            sentences.append(gettext("Please choose here.") if choosing else gettext("Please fill this in."))
        else:
            sentences.extend(str(message) for message in error.messages)
    return sentences


@register.filter
def month_name(month: Month) -> str:
    """พฤศจิกายน 2569, above a calendar."""
    return month.name(get_language() or "th")


@register.filter
def field_kind(field: BoundField) -> str:
    """How a form field is laid out: check, group or line."""
    widget = field.field.widget
    kind = getattr(widget, "input_type", "")
    if kind in {"radio", "checkbox"} and getattr(widget, "choices", None) is not None:
        return "group"
    return "check" if kind == "checkbox" else "line"


@register.simple_tag
def page_window(page: Page[Any]) -> list[int | None]:
    """The page numbers to offer: the first, the last, those around this one; None where some are left out."""
    return [
        number if isinstance(number, int) else None
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
