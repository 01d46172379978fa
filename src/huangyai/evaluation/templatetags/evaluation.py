"""How a measured value is written on a page."""

from __future__ import annotations

from decimal import Decimal

from django import template

from huangyai.evaluation.rules import written_value

register = template.Library()


@register.filter
def measured(value: Decimal | None) -> str:
    """6,800 or 12.50; nothing for nothing."""
    return "" if value is None else written_value(value)
