"""What is said about a plan book on its way in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from huangyai.kernel.tables import LARGEST_FILE, too_large
from huangyai.plan.models import BookDraft
from huangyai.plan.queries.books import BookLayout
from huangyai.plan.sheets.columns import CHOSEN_FIELDS, field_words
from huangyai.plan.sheets.outlook import FileOutlook, SeenColumn

ACCEPTED = ".xlsx,.xlsm,.csv,.txt,.tsv,text/csv,text/plain"


class BookForm(forms.Form):
    """A plan book is sent."""

    file = forms.FileField(
        label=_("File of the plan"),
        max_length=200,
        allow_empty_file=True,
        help_text=_("Excel (.xlsx) or CSV: the plan book itself, or what another system such as e-Plan gives out."),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
    )
    first_year = forms.TypedChoiceField(label=_("Plan"), coerce=int)
    source = forms.CharField(
        label=_("Where the file comes from"),
        max_length=120,
        help_text=_(
            "Such as e-Plan, or the planning unit's workbook. What its columns mean is remembered for the next file."
        ),
        widget=forms.TextInput(attrs={"list": "known-sources", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, periods: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["first_year"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(str(first), f"{first}–{first + 4}") for first in periods]

    def clean_file(self) -> UploadedFile[bytes]:
        """A file that is not too large."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_FILE:
            raise forms.ValidationError(too_large(file.size or 0).faults[0].words.say(get_language() or "th"))
        return file


class BookHeadingForm(forms.Form):
    """In which row of the file the headings stand."""

    header_row = forms.IntegerField(
        label=_("Row of the headings"),
        min_value=0,
        max_value=100,
        help_text=_("As the spreadsheet numbers its rows; 0 lets the program look for it."),
    )


class BookColumnsForm(forms.Form):
    """What each column of the book is."""

    header_row = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=100)

    def __init__(self, *args: Any, draft: BookDraft, seen: FileOutlook, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns: Sequence[SeenColumn] = seen.columns
        language = get_language() or "th"
        years = [f"b{year}" for year in range(draft.first_year, draft.last_year + 1)]
        years += [f"ord{field[1:]}" for field in years]
        offered = [*CHOSEN_FIELDS[:1], *years, *CHOSEN_FIELDS[1:]]
        offered += [column.field for column in seen.columns if column.field and column.field not in offered]
        choices = [
            ("", _("not used")),
            *((field, field_words(field).say(language)) for field in dict.fromkeys(offered)),
        ]
        for at, column in enumerate(self.columns):
            self.fields[f"column_{at}"] = forms.ChoiceField(
                label=f"{column.letters} {column.label}", choices=choices, required=False, initial=column.field
            )
        if len(seen.sheets) > 1:
            layout = BookLayout.of(draft.layout)
            self.fields["sheets"] = forms.MultipleChoiceField(
                label=_("Sheets to read"),
                choices=[(sheet.title, sheet.title) for sheet in seen.sheets],
                initial=layout.sheets,
                widget=forms.CheckboxSelectMultiple,
                help_text=_("Leave out summaries and copies, or their projects count twice."),
            )
        self.fields["join"] = forms.BooleanField(
            label=_("A row without number, name and money goes on from the row above"),
            required=False,
            help_text=_("Printed plans break long texts into several rows; tick this to put them together again."),
        )

    def meanings(self) -> dict[str, str]:
        """Heading → field."""
        return {column.label: self.cleaned_data[f"column_{at}"] for at, column in enumerate(self.columns)}

    def sheets(self) -> list[str]:
        """Worksheets to read; none named: all."""
        return list(self.cleaned_data.get("sheets") or [])


class BringBookForm(forms.Form):
    """Somebody says yes."""

    def __init__(self, *args: Any, announced: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if announced:
            self.fields["already_announced"] = forms.BooleanField(
                label=_("These projects were announced in the printed plan already"),
                help_text=_("The plan is public: whatever comes in is seen by everybody at once."),
            )
