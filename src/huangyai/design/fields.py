"""Form fields that speak Thai."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from huangyai.kernel import BadInput, BuddhistDate, read_date


class ThaiDateInput(forms.TextInput):
    """One line to type a date in, the era written beside it; works with a keyboard and without a script."""

    template_name = "design/widgets/thai_date.html"

    def format_value(self, value: Any) -> str | None:
        """A stored day is shown as 22 พ.ย. 2569 or 22 Nov 2026 CE; what was typed wrongly stays as it was typed."""
        if isinstance(value, dt.date):
            return BuddhistDate(value).short(get_language() or "th")
        return str(value) if value else None

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Adds what the template says beside the line."""
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"].setdefault("autocomplete", "off")
        return context


class ThaiDateField(forms.Field):
    """A day, typed and shown in the Buddhist era; a year that could be either era is asked about."""

    widget = ThaiDateInput

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("Day, month and year, for example 22 Nov 2569 or 22 Nov 2026 CE"))
        super().__init__(**options)

    def to_python(self, value: Any) -> dt.date | None:
        """The day, or a plain sentence that says what to type."""
        if value in self.empty_values:
            return None
        if isinstance(value, dt.date):
            return value
        try:
            return read_date(str(value))
        except BadInput as unread:
            sentence = unread.faults[0].words.say(get_language() or "th")
            raise ValidationError(sentence, code="invalid") from unread

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compares days, not the way they are written."""
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True


if TYPE_CHECKING:
    _AnyRowChoiceField = forms.ModelChoiceField[Any]
else:
    _AnyRowChoiceField = forms.ModelChoiceField


class LabelledChoiceField(_AnyRowChoiceField):
    """A choice among rows; `say` writes how each is shown."""

    def __init__(self, *, say: Callable[[Any], str], **kwargs: Any) -> None:
        kwargs.setdefault("queryset", None)
        super().__init__(**kwargs)
        self.say = say

    def label_from_instance(self, obj: Any) -> str:
        """How one row is shown."""
        return self.say(obj)
