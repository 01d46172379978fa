"""What came of occupation activities, and whom to ask again."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from huangyai.activities.access import visible_livelihoods
from huangyai.activities.models import Activity, Enrolment, Livelihood
from huangyai.activities.rules import Due, LivelihoodStep, next_due
from huangyai.kernel import Actor
from huangyai.people.models import Person


@dataclass(frozen=True, slots=True)
class LivelihoodLine:
    """Somebody who came to an occupation activity: the last step reached, and the one to ask about now."""

    person: Person
    last: Livelihood | None
    due: Due | None

    @property
    def due_word(self) -> str:
        """The step to ask about now, as people call it."""
        return str(Livelihood.Step(self.due.step.value).label) if self.due else ""


def learners(activity: Activity) -> QuerySet[Person]:
    """Who came to an activity at least once, in Thai order."""
    came = Enrolment.objects.filter(session__activity=activity, attendance__isnull=False)
    return Person.objects.filter(pk__in=came.values("person_id")).order_by("sort_key", "pk")


def livelihood_lines(
    actor: Actor, activity: Activity, people: Sequence[Person], today: dt.date
) -> list[LivelihoodLine]:
    """How far each of these people has come, and what is due; one query."""
    reached: dict[uuid.UUID, list[Livelihood]] = defaultdict(list)
    for row in visible_livelihoods(actor).filter(activity=activity, person__in=people):
        reached[row.person_id].append(row)
    return [
        LivelihoodLine(
            person,
            reached[person.pk][-1] if reached[person.pk] else None,
            next_due({LivelihoodStep(row.step): row.day for row in reached[person.pk]}, today),
        )
        for person in people
    ]


def follow_ups_due(actor: Actor, today: dt.date) -> dict[Activity, int]:
    """In which activities how many people are to be asked again; one query. Who stopped earning is known only by asking."""
    reached: dict[tuple[Activity, uuid.UUID], dict[LivelihoodStep, dt.date]] = defaultdict(dict)
    for row in visible_livelihoods(actor).select_related("activity"):
        reached[row.activity, row.person_id][LivelihoodStep(row.step)] = row.day
    due: dict[Activity, int] = defaultdict(int)
    for (activity, _), days in reached.items():
        due[activity] += next_due(days, today) is not None
    return {activity: count for activity, count in due.items() if count}
