from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from huangyai.kernel.tables.opened_file import LARGEST_FILE, too_large
from huangyai.people.rules import thai_sort_key
from huangyai.targets.models import RegisterKind, Source
from huangyai.targets.rules.checking import Keep
from huangyai.targets.rules.columns import FORM_COLUMNS, MEANINGS, NAME_COLUMNS, meaning_words
from huangyai.targets.rules.layout import Column

ACCEPTED = ".csv,.txt,.tsv,.xlsx,.xlsm,text/csv,text/plain"
# A pasted list is a page of a spreadsheet; a longer one is better sent as a file.
_LONGEST_PASTE = 15_000_000


class SourceForm(forms.Form):
    """Which office's list it is."""

    kind = forms.ChoiceField(label=_("Which list"), choices=[("", "—"), *RegisterKind.choices])
    list_name = forms.CharField(
        label=_("Name of the list"),
        required=False,
        max_length=80,
        help_text=_("Only for another list, such as “Orphans of the school”."),
    )
    office = forms.CharField(
        label=_("Office that keeps it"),
        required=False,
        max_length=120,
        help_text=_("The next file of the same office is read like this one, and compared with it."),
        widget=forms.TextInput(attrs={"list": "known-offices", "autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        """A list that is none of the usual kinds has a name."""
        cleaned = super().clean() or {}
        if cleaned.get("kind") == RegisterKind.OTHER and not cleaned.get("list_name"):
            self.add_error("list_name", _("Give the list a name, so that everybody knows what it is."))
        return cleaned


class RegisterForm(SourceForm):
    """An office's list that is brought in, as a file or pasted from a spreadsheet."""

    file = forms.FileField(
        label=_("File"),
        max_length=200,
        required=False,
        allow_empty_file=True,
        help_text=_("Excel (.xlsx), CSV or TXT, as the office sent it. The file is kept sealed."),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
    )
    pasted = forms.CharField(
        label=_("Or paste from a spreadsheet"),
        required=False,
        strip=False,
        max_length=_LONGEST_PASTE,
        help_text=_("Select the table in Excel with its headings, copy it, and paste it here."),
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false", "wrap": "off"}),
    )
    field_order = ["kind", "list_name", "office", "file", "pasted"]

    def clean_file(self) -> UploadedFile[bytes] | None:
        """A file that is not too large."""
        file: UploadedFile[bytes] | None = self.cleaned_data.get("file")
        if file and (file.size or 0) > LARGEST_FILE:
            raise forms.ValidationError(too_large(file.size or 0).faults[0].words.say(get_language() or "th"))
        return file

    def clean(self) -> dict[str, Any]:
        """Either a file or what was pasted."""
        cleaned = super().clean()
        if not cleaned.get("file") and not (cleaned.get("pasted") or "").strip() and "file" not in self.errors:
            self.add_error("file", _("Choose a file, or paste the table below."))
        return cleaned

    def sent(self) -> tuple[str, bytes]:
        """The file's name and its content."""
        file = self.cleaned_data.get("file")
        if file:
            return file.name, file.read()
        return "pasted.txt", self.cleaned_data["pasted"].encode()


class PlaceForm(forms.Form):
    """Where in the file the list stands."""

    sheet = forms.TypedChoiceField(label=_("Sheet"), coerce=int)
    header_row = forms.IntegerField(label=_("Row of the headings"), min_value=1, max_value=100)

    def __init__(self, *args: Any, sheets: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["sheet"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(str(at), title or "–") for at, title in enumerate(sheets)]
        if len(sheets) == 1:
            field.widget = forms.HiddenInput()


class ColumnsForm(forms.Form):
    """What each column of the file means."""

    sheet = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    header_row = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, columns: Sequence[Column], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "th"
        choices = [("", _("not used")), *((meaning, meaning_words(meaning).say(language)) for meaning in MEANINGS)]
        self.columns = columns
        for column in columns:
            label = f"{column.letter} {column.heading}".strip()
            self.fields[f"column_{column.at}"] = forms.ChoiceField(
                label=label, choices=choices, required=False, initial=column.meaning
            )

    def meanings(self) -> dict[int, str]:
        """Column → what it means."""
        return {column.at: self.cleaned_data[f"column_{column.at}"] for column in self.columns}


class KeepForm(forms.Form):
    """What is kept of a list that has faults."""

    keep = forms.ChoiceField(
        label=_("When some rows have faults"),
        choices=[
            (Keep.GOOD_ROWS.value, _("Keep the good rows")),
            (Keep.NOTHING.value, _("Keep nothing; the office mends the file first")),
        ],
        initial=Keep.GOOD_ROWS.value,
        widget=forms.RadioSelect,
    )


class KeyedRowForm(forms.Form):
    """One row of a printed form, keyed in."""

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "th"
        for at, meaning in enumerate(FORM_COLUMNS[kind]):
            attributes = {"autocomplete": "off"}
            if meaning in {"national_id", "phone", "moo", "allowance", "income", "adl"}:
                attributes["inputmode"] = "numeric"
            if not at:
                attributes["autofocus"] = ""
            self.fields[meaning] = forms.CharField(
                label=meaning_words(meaning).say(language),
                required=meaning in NAME_COLUMNS,
                error_messages={"required": _("Write the name of the person in this row.")},
                max_length=200,
                widget=forms.TextInput(attrs=attributes),
            )

    def values(self) -> dict[str, str]:
        """Meaning → what was typed."""
        return {meaning: str(text) for meaning, text in self.cleaned_data.items()}


class RowPersonForm(forms.Form):
    """Who a waiting row is."""

    person = forms.UUIDField(widget=forms.HiddenInput)


class WithdrawalForm(forms.Form):
    """A list that was brought in by mistake."""

    reason = forms.CharField(
        label=_("Why it is withdrawn"),
        min_length=3,
        max_length=300,
        help_text=_("For example: the office sent the file of another month."),
    )


def known_offices(sources: Sequence[Source]) -> list[str]:
    """Offices to choose again, each once."""
    return sorted({source.office for source in sources if source.office}, key=thai_sort_key)
