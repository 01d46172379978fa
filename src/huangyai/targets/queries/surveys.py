"""Household surveys and what households lack."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Q

from huangyai.kernel import Words
from huangyai.people.models import Household
from huangyai.targets.models import HouseholdAnswers, Survey


@dataclass(frozen=True, slots=True)
class SurveyLine:
    """A survey with how many households are poor by it, and how many lack each thing."""

    survey: Survey
    poor: int
    wants: list[tuple[str, int]]


def survey_houses() -> list[tuple[str, str, str]]:
    """Every house: the code and the name of its village, and its number, as people walk through the village."""
    houses = Household.objects.select_related("village").order_by("village__number", "place_key", "pk")
    return [(house.village.code, str(house.village), house.house_no) for house in houses]


def survey_lines(language: str, *, most: int = 5) -> list[SurveyLine]:
    """The newest surveys; two queries each."""
    found = Survey.objects.select_related("brought_by").annotate(poor=Count("answers", filter=Q(answers__poor=True)))
    lines = []
    for survey in found.order_by("-surveyed_on", "-made_at")[:most]:
        lacking = Counter[str]()
        for deprived in HouseholdAnswers.objects.filter(survey=survey).values_list("deprived", flat=True):
            lacking.update(deprived)
        wants = [(Words.of(words).say(language), lacking[column]) for column, words in survey.wants.items()]
        lines.append(SurveyLine(survey, survey.poor, wants))
    return lines
