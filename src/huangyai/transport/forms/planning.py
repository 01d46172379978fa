from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huangyai.activities.models import Session
from huangyai.design.fields import LabelledChoiceField
from huangyai.kernel import BuddhistDate


def _say_session(session: Session) -> str:
    return f"{BuddhistDate(session.starts_at.date()).short()} · {session.activity.name}"


class RidePlanForm(forms.Form):
    """For which session cars are planned."""

    session = LabelledChoiceField(label=_("Session"), say=_say_session)

    def __init__(self, *args: Any, sessions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["session"]
        if isinstance(choice, LabelledChoiceField):
            choice.queryset = sessions
