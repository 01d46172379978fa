from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huangyai.targets.models import PairDecision


class PairDecisionForm(forms.Form):
    """What somebody says of two records."""

    word = forms.ChoiceField(choices=PairDecision.Word.choices)
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=300,
        help_text=_("What you know that the lists don’t say. Others who keep the registers can read it."),
        # The answers stay in sight at the foot of the screen; the note stands among what is read.
        widget=forms.TextInput(attrs={"form": "pair-answer"}),
    )


class DoubtForm(forms.Form):
    """Why a row that was joined by itself is somebody else."""

    note = forms.CharField(label=_("Note"), required=False, max_length=300)


class TermsForm(forms.Form):
    """From how sure on the computer joins by itself, and from how sure on it asks."""

    join_from = forms.DecimalField(
        label=_("Join at once from (%)"),
        min_value=50,
        max_value=100,
        decimal_places=1,
        help_text=_("Rows that are less sure wait for somebody’s eye."),
    )
    ask_from = forms.IntegerField(
        label=_("Ask somebody from (%)"),
        min_value=10,
        max_value=95,
        help_text=_("Rows that are less sure stay without a person; they can be named by hand."),
    )

    def clean(self) -> dict[str, Any]:
        """Asked must be less than joined."""
        found = super().clean() or self.cleaned_data
        join_from, ask_from = found.get("join_from"), found.get("ask_from")
        if join_from is not None and ask_from is not None and ask_from >= join_from:
            self.add_error("ask_from", _("This must be less than what is joined at once."))
        return found
