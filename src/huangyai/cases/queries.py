from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db import models
from django.utils import timezone

from huangyai.accounts.models import Membership, User
from huangyai.cases.access import may_lead_case, visible_cases, visible_steps
from huangyai.cases.models import PERSON_PURPOSE, Case, Closure, Share, Step
from huangyai.cases.rules import ToldCounts, told_counts
from huangyai.kernel import Actor, NotFound, Role
from huangyai.people.models import Person
from huangyai.vault.sealing import keyed_hash, unseal
from huangyai.watch.models import Signal
from huangyai.watch.queries import about_whom

NARRATIVE_PURPOSE = "case.narrative"
STEP_PURPOSE = "case.step"
SUMMARY_PURPOSE = "case.summary"
SIGNAL_LINK_PURPOSE = "case.signal"


@dataclass(frozen=True, slots=True)
class OpenedCase:
    """A case file, opened for somebody who may read it."""

    case: Case
    person: Person | None
    narrative: str
    steps: list[tuple[Step, str]]
    shares: list[Share]
    summary: str
    closure: Closure | None
    leads: bool


def cases(actor: Actor) -> models.QuerySet[Case]:
    """The actor's cases: open ones by their clock, then closed ones."""
    return (
        visible_cases(actor)
        .select_related("closure")
        .annotate(is_closed=models.Case(models.When(closure__isnull=True, then=0), default=1))
        .order_by("is_closed", "due_at")
    )


def open_count(actor: Actor) -> int:
    """How many of the actor's cases are not closed."""
    return visible_cases(actor).filter(closure__isnull=True).count()


def late_cases(actor: Actor) -> models.QuerySet[Case]:
    """Cases whose clock has run out."""
    return visible_cases(actor).filter(closure__isnull=True, due_at__lt=timezone.now())


def case(actor: Actor, case_id: uuid.UUID) -> Case:
    """One case, or NotFound: somebody else may not even learn that it exists."""
    found = visible_cases(actor).filter(pk=case_id).first()
    if found is None:
        raise NotFound
    return found


def opened(actor: Actor, case_id: uuid.UUID) -> OpenedCase:
    """The case file with its seals opened. The view records the look."""
    found = case(actor, case_id)
    here = found.municipality_id
    person = None
    if found.person_sealed:
        person = (
            Person.objects.filter(pk=unseal(here, found.person_sealed, purpose=PERSON_PURPOSE))
            .select_related("household__village")
            .first()
        )
    closure: Closure | None = getattr(found, "closure", None)
    leads = may_lead_case(actor, found)
    return OpenedCase(
        case=found,
        person=person,
        narrative=unseal(here, found.narrative_sealed, purpose=NARRATIVE_PURPOSE),
        steps=[
            (step, unseal(here, step.words_sealed, purpose=STEP_PURPOSE))
            for step in visible_steps(actor, found).select_related("done_by")
        ],
        shares=list(Share.objects.filter(case=found, ended_at__isnull=True).select_related("user")),
        summary=unseal(here, closure.summary_sealed, purpose=SUMMARY_PURPOSE) if closure and leads else "",
        closure=closure,
        leads=leads,
    )


def has_case(actor: Actor, person: Person) -> bool:
    """Whether one of the actor's own cases is about this person; nobody else's question is answered."""
    wanted = keyed_hash(person.municipality_id, str(person.pk), purpose=PERSON_PURPOSE)
    return visible_cases(actor).filter(person_hash=wanted).exists()


def case_counts() -> ToldCounts:
    """Counts for reports and the public, small numbers suppressed."""
    return told_counts(
        Case.objects.count(),
        Case.objects.filter(closure__isnull=False).count(),
        Case.objects.filter(closure__outcome="safe").count(),
    )


def colleagues_for_sharing(actor: Actor) -> models.QuerySet[User]:
    """Case workers of this municipality other than the actor."""
    here = Membership.objects.filter(role=Role.CASE_WORKER.value)
    others = here.exclude(user_id=actor.user_id) if actor.user_id else here.none()
    return User.objects.filter(pk__in=others.values("user_id")).order_by("display_name")


def person_of_signal(signal: Signal) -> Person | None:
    """Whom a signal is about, if the reporter knew."""
    about = about_whom(signal)
    return Person.objects.filter(pk=about).select_related("household__village").first() if about else None
