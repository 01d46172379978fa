from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from huangyai.targets.models import Register

LARGEST_FILE = 20 * 1024 * 1024


class RegisterForm(forms.Form):
    """An office's list that is brought in."""

    kind = forms.ChoiceField(label=_("Which list"), choices=[("", "—"), *Register.Kind.choices])
    file = forms.FileField(
        label=_("File"),
        max_length=200,
        help_text=_("CSV with the headings in the first row, as the office sent it. The file is kept sealed."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def clean_file(self) -> UploadedFile[bytes]:
        """A file that can be read in one go."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_FILE:
            raise forms.ValidationError(_("The file is larger than 20 MB; bring it in parts."))
        return file


class RowPersonForm(forms.Form):
    """Who a waiting row is."""

    person = forms.UUIDField(widget=forms.HiddenInput)
