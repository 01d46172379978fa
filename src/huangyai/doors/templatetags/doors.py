from __future__ import annotations

import uuid

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def request_key() -> SafeString:
    """The hidden field that makes a form count once, however often it is sent."""
    return format_html('<input type="hidden" name="request_key" value="{}">', uuid.uuid4())


@register.simple_tag
def passage(slot: str, *arguments: object) -> str:
    """The address behind a slot that a room's page offers, such as ``thread.problem``; empty where nothing fills it.

    A room may not know the rooms above it, so it names the slot and `config` says what is behind (`PASSAGES`).
    """
    name = settings.PASSAGES.get(slot, "")
    return reverse(name, args=arguments) if name else ""
