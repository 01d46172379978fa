from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from huangyai.evaluation.models import Report
from huangyai.evaluation.queries import projects_to_evaluate, reports
from huangyai.kernel import Actor, FiscalYear
from huangyai.plan.models import Project
from huangyai.playbook.documents import LARGEST_FILE
from huangyai.playbook.queries import plans_to_adopt_into


class ModelForm(forms.Form):
    """A way of working is written down."""

    title = forms.CharField(label=_("Title of the model"), max_length=200)
    projects = forms.ModelMultipleChoiceField(
        Project.objects.none(), label=_("Projects that are part of it"), widget=forms.CheckboxSelectMultiple
    )
    report = forms.ModelChoiceField(
        Report.objects.none(), label=_("Report that shows its results"), required=False, empty_label=_("None")
    )
    coordinator_unit = forms.CharField(
        label=_("Unit that answers questions about it"),
        max_length=200,
        help_text=_("The unit, not a person: officers move, the unit stays."),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, found in (("projects", projects_to_evaluate(actor)), ("report", reports(actor))):
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = found


class ModelFileForm(forms.Form):
    """Another community's model comes in."""

    file = forms.FileField(
        label=_("Model file"),
        help_text=_("The .json file that was downloaded from the other community's page of its model."),
        widget=forms.ClearableFileInput(attrs={"accept": ".json,application/json"}),
    )

    def clean_file(self) -> bytes:
        """The content, if it is of a size that a model can have."""
        file = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_FILE:
            raise forms.ValidationError(_("The file is too large to be a model; download it again from its page."))
        return bytes(file.read())


class AdoptionForm(forms.Form):
    """Where it goes, and what will be different here."""

    document = forms.CharField(widget=forms.HiddenInput, max_length=LARGEST_FILE)
    changes = forms.CharField(
        label=_("What will be different here"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One thing a line. Everybody can read it, so that others learn from it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = plans_to_adopt_into(FiscalYear.of(timezone.localdate()).be)
        self.fields["first_year"] = forms.TypedChoiceField(
            label=_("Into which plan"),
            coerce=int,
            widget=forms.RadioSelect,
            initial=offered[0][0],
            choices=[
                (
                    first,
                    (_("the draft %(first)s–%(last)s") if there else _("a new plan %(first)s–%(last)s"))
                    % {"first": first, "last": last},
                )
                for first, last, there in offered
            ],
        )

    def clean_changes(self) -> list[str]:
        """One sentence a line."""
        lines = (line.strip().lstrip("-•").strip() for line in str(self.cleaned_data["changes"]).splitlines())
        return [line for line in lines if line]
