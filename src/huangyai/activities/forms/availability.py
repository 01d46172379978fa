"""When somebody, or a group, can come; which days are off."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext_lazy as _

from huangyai.activities.models import CalendarSpan, ComingTimes
from huangyai.activities.rules import EVERY_CELL, Cell, Life, PartOfDay, Week, read_cells, write_cells
from huangyai.design.fields import ThaiDateField

LIVES = [
    (Life.SCHOOL.value, _("pupil or student")),
    (Life.WORK.value, _("working person")),
    (Life.FARM.value, _("farmer")),
    (Life.CARE.value, _("looks after somebody at home")),
    (Life.ELDER.value, _("older person")),
    (Life.HOME.value, _("mostly at home")),
]
PARTS = [
    (PartOfDay.MORNING.value, _("morning")),
    (PartOfDay.AFTERNOON.value, _("afternoon")),
    (PartOfDay.EVENING.value, _("evening")),
]


class WeekForm(forms.Form):
    """A week to tick, and what takes time away from it."""

    cells = forms.MultipleChoiceField(
        label=_("When in an ordinary week?"),
        choices=[(f"{day}-{part}", "") for day, part in EVERY_CELL],
        required=False,
    )
    off_parts = forms.MultipleChoiceField(
        label=_("On days off, and pupils in school breaks"),
        choices=PARTS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    caring = forms.MultipleChoiceField(
        label=_("Every day busy looking after somebody"),
        choices=PARTS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    harvest = forms.MultipleChoiceField(
        label=_("Months of the harvest (only evenings are left)"),
        choices=[(str(number), name) for number, name in MONTHS.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    @property
    def rows(self) -> list[tuple[str, list[tuple[str, str, bool]]]]:
        """The days with their parts: the value to send, the word, and whether it is ticked."""
        ticked = set(self["cells"].value() or ())
        return [
            (str(WEEKDAYS[day]), [(f"{day}-{part}", str(word), f"{day}-{part}" in ticked) for part, word in PARTS])
            for day in range(7)
        ]

    @property
    def ticked_cells(self) -> frozenset[Cell]:
        """The parts of the week that were ticked."""
        return read_cells(self.cleaned_data["cells"])


class PersonWeekForm(WeekForm):
    """When one person can come."""

    life = forms.ChoiceField(label=_("Which life is nearest to theirs?"), choices=LIVES)
    like_others = forms.BooleanField(
        label=_("Their week is like that of others of this life; the ticks do not count"), required=False
    )
    furthest_km = forms.FloatField(
        label=_("How many kilometres do they get by themselves?"),
        min_value=0,
        max_value=100,
        required=False,
        help_text=_("Empty: anywhere here."),
    )


class DaysForm(forms.Form):
    """A school term or break, or a local holiday."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=CalendarSpan.Kind.choices)
    name = forms.CharField(label=_("What is it called?"), max_length=120)
    first = ThaiDateField(label=_("First day"))
    last = ThaiDateField(label=_("Last day"))
    source = forms.CharField(
        label=_("Which paper says so?"), max_length=200, help_text=_("A clause, an announcement, or the school.")
    )
    verified_on = ThaiDateField(label=_("Laid beside that paper on"), required=False)

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        found = super().clean() or {}
        if found.get("first") and found.get("last") and found["last"] < found["first"]:
            self.add_error("last", _("The last day is before the first; please swap them."))
        return found


def show_week(week: Week) -> dict[str, Any]:
    """A week as the form shows it."""
    return {
        "cells": write_cells(week.cells),
        "off_parts": [part.value for part in week.off_parts],
        "caring": [part.value for part in week.caring],
        "harvest": [str(month) for month in week.harvest],
        "furthest_km": week.furthest_km,
    }


def show_answer(answer: ComingTimes, group: Week) -> dict[str, Any]:
    """What somebody answered as the form shows it."""
    own = answer.cells is not None
    return show_week(group) | {
        "life": answer.life,
        "like_others": not own,
        "cells": answer.cells if own else write_cells(group.cells),
        "off_parts": answer.off_parts if own else [part.value for part in group.off_parts],
        "caring": answer.caring,
        "harvest": [str(month) for month in answer.harvest],
        "furthest_km": answer.furthest_km,
    }
