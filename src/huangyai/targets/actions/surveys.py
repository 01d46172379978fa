"""A household survey is brought in and scored, so that cards may ask what households lack."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from huangyai.kernel import Actor, BadInput, Fault, Words
from huangyai.ledger.actions import record
from huangyai.people.models import Household
from huangyai.targets.access import require_register_work
from huangyai.targets.bridge.deprivation import HouseholdScore, score_survey, wants_of
from huangyai.targets.models import HouseholdAnswers, Survey
from huangyai.targets.queries.bringing import known_villages
from huangyai.targets.rules.survey_table import survey_answers
from huangyai.walls.statistics import refresh_statistics

HOUSEHOLD_SET = Path(__file__).resolve().parents[1] / "indicator_sets" / "household.toml"
MOST_FAULTS = 200


@dataclass(frozen=True, slots=True)
class BroughtSurvey:
    """A survey that was brought in, and lines of it whose house nobody knows here (they were left out)."""

    survey: Survey
    faults: tuple[Fault, ...]


def bring_survey(
    *, actor: Actor, name: str, surveyed_on: dt.date, answers: bytes | str, indicators: str = ""
) -> BroughtSurvey:
    """Bring a household survey in: one line a house with its village, house number and a column for each want, as a
    workbook or a table of text.

    Without a set of its own the survey is read by the product's five sides of life. A house that stands in the survey
    twice keeps its last line.
    """
    require_register_work(actor)
    chosen = indicators or HOUSEHOLD_SET.read_text(encoding="utf-8")
    content = answers.encode() if isinstance(answers, str) else answers
    scored = score_survey(chosen, survey_answers(content, wants_of(chosen), known_villages()))
    homes = {
        (code, house_no): pk
        for pk, code, house_no in Household.objects.order_by("-made_at", "-pk").values_list(
            "pk", "village__code", "house_no"
        )
    }
    known: dict[uuid.UUID, HouseholdScore] = {}
    faults = []
    for line in scored.households:
        home = homes.get((line.village_code, line.house_no))
        if home is None:
            faults.append(_no_such_house(line))
        else:
            known[home] = line
    if not known:
        raise BadInput(faults[:MOST_FAULTS])
    with transaction.atomic():
        survey = Survey.objects.create(
            municipality_id=actor.municipality_id,
            name=name,
            surveyed_on=surveyed_on,
            indicators=chosen,
            wants={column: words.as_dict() for column, words in scored.wants.items()},
            households=len(known),
            brought_by_id=actor.user_id,
        )
        HouseholdAnswers.objects.bulk_create(
            (
                HouseholdAnswers(
                    municipality_id=actor.municipality_id,
                    survey=survey,
                    household_id=home,
                    deprived=line.deprived,
                    dimensions=line.dimensions,
                    poor=line.poor,
                    why=line.why.as_dict(),
                )
                for home, line in known.items()
            ),
            batch_size=2000,
        )
        refresh_statistics(HouseholdAnswers)
        record(actor=actor, verb="survey.brought", subject=survey, households=len(known), faults=len(faults))
    return BroughtSurvey(survey, tuple(faults[:MOST_FAULTS]))


def _no_such_house(line: HouseholdScore) -> Fault:
    words = Words(
        th=f"ไม่มีบ้านเลขที่ {line.house_no or '–'} ในหมู่บ้าน {line.village_code or '–'} โปรดตรวจบ้านเลขที่และหมู่บ้าน",
        en=f"there is no house {line.house_no or '–'} in village {line.village_code or '–'}; check both",
    )
    return Fault(line.row, "house_no", words)
