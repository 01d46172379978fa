from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huangyai.assembly.forms.villages import offer_villages
from huangyai.assembly.models import Answer, Assembly, Attendance, Group, Problem
from huangyai.assembly.rules import SHORTEST_REASON
from huangyai.kernel.words import arabic_digits
from huangyai.places.models import Village

if TYPE_CHECKING:
    _OneProblem = forms.ModelChoiceField[Problem]
else:
    _OneProblem = forms.ModelChoiceField


class ProblemForm(forms.Form):
    """A problem or need, in the words in which it was said."""

    sentence = forms.CharField(
        label=_("In the words in which it was said"),
        min_length=5,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Do not name anybody: the sentence will be public."),
    )
    kind = forms.ChoiceField(label=_("Problem or need"), choices=Problem.Kind.choices, widget=forms.RadioSelect)
    category = forms.ChoiceField(label=_("What it is about"), choices=[("", "—"), *Problem.Category.choices])
    village = forms.ModelChoiceField(
        Village.objects.none(), label=_("Village"), required=False, empty_label=_("The whole municipality")
    )
    voices = forms.IntegerField(label=_("How many people said so"), min_value=1, max_value=100_000, initial=1)

    group = forms.ChoiceField(label=_("Said for"), required=False, choices=[("", "—"), *Group.choices])
    place = forms.CharField(
        label=_("Where it is"),
        required=False,
        max_length=200,
        help_text=_("A road, a bridge, a school; not somebody's house."),
    )
    coordinates = forms.CharField(
        label=_("Place on the map"),
        required=False,
        max_length=60,
        help_text=_("Latitude and longitude as a map application copies them, for example 12.6113, 102.1038"),
    )
    speaker = forms.ModelChoiceField(
        Attendance.objects.none(),
        label=_("Who said it"),
        required=False,
        empty_label=_("not written down"),
        help_text=_("Nobody else reads this; we need it to tell them the answer."),
    )
    said_openly = forms.BooleanField(label=_("They wish to be named beside it"), required=False)

    def __init__(self, *args: Any, assembly: Assembly | None = None, speakers: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("kind", Problem.Kind.PROBLEM)
        if speakers is None:
            del self.fields["speaker"], self.fields["said_openly"]
        elif isinstance(field := self.fields["speaker"], forms.ModelChoiceField):
            field.queryset = speakers
        if assembly and assembly.village:
            del self.fields["village"]
        else:
            offer_villages(self)

    def clean_coordinates(self) -> tuple[float, float] | None:
        """Latitude and longitude, in Thailand's part of the world; swapped ones are said so."""
        text = arabic_digits(str(self.cleaned_data["coordinates"]))
        if not text.strip():
            return None
        parts = text.replace(",", " ").split()
        try:
            latitude, longitude = (float(part) for part in parts)
        except ValueError:
            raise forms.ValidationError(_("Two numbers are needed: latitude, then longitude.")) from None
        if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
            raise forms.ValidationError(_("These are no coordinates; perhaps the two numbers changed places."))
        return latitude, longitude

    @property
    def facts(self) -> dict[str, Any]:
        """What the action needs."""
        asked = dict(self.cleaned_data)
        where, speaker = asked.pop("coordinates", None), asked.pop("speaker", None)
        if where:
            asked["latitude"], asked["longitude"] = where
        if speaker:
            asked["said_by"] = speaker.person
        return asked


class OwnProblemForm(ProblemForm):
    """What somebody says through the website: one voice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["voices"], self.fields["group"]
        self.fields["sentence"].label = _("What is the problem, or what is needed?")


class ProblemFilter(forms.Form):
    """What the list of problems is narrowed to."""

    category = forms.ChoiceField(
        label=_("About"), required=False, choices=[("", _("Everything")), *Problem.Category.choices]
    )
    village = forms.ModelChoiceField(
        Village.objects.none(), label=_("Village"), required=False, empty_label=_("All villages")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_villages(self)


class AnswerForm(forms.Form):
    """What becomes of a problem."""

    state = forms.ChoiceField(label=_("What becomes of it"), choices=Answer.State.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        min_length=10,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Those who said it read this at once on the public page."),
    )


class SentenceChoice(_OneProblem):
    """Problems to choose from, by their words."""

    def label_from_instance(self, obj: Problem) -> str:
        """The beginning of the sentence."""
        return obj.sentence[:120]


class JoinForm(forms.Form):
    """The problem that this one is the same as."""

    into = SentenceChoice(Problem.objects.none(), label=_("It is the same as"))

    def __init__(self, *args: Any, alike: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["into"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = alike


class RewordingForm(forms.Form):
    """The sentence in other words."""

    sentence = forms.CharField(
        label=_("What everybody reads from now on"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Keep what was meant; leave out names, house numbers and whatever tells who somebody is."),
    )
    reason = forms.CharField(
        label=_("Why"), min_length=SHORTEST_REASON, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
