from __future__ import annotations

from django import forms

from huangyai.places.queries import villages


def offer_villages(form: forms.Form) -> None:
    """Offer the villages of this municipality in a form's field."""
    field = form.fields["village"]
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = villages()
