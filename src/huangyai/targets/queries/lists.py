from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypedDict

from django.db import models
from django.db.models import Count, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import get_language

from huangyai.kernel import Actor, NotFound, Words
from huangyai.people.models import Person
from huangyai.people.rules import age_on
from huangyai.targets.access import (
    visible_candidates,
    visible_meetings,
    visible_target_lists,
)
from huangyai.targets.models import (
    Candidate,
    Decision,
    JointMeeting,
    TargetList,
)
from huangyai.targets.queries.meetings import on_agenda, open_again
from huangyai.targets.queries.told_otherwise import ToldOtherwise
from huangyai.targets.rules.minimising import hidden_count, shown_reasons

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


class NameCounts(TypedDict):
    """What a list counts beside each row; `again` are decided names that are on the agenda again."""

    names: int
    confirmed: int
    declined: int
    again: int


@dataclass(frozen=True, slots=True)
class CandidateLine:
    """A name on a list, with why it is there, in the language of the page.

    `hidden` counts reasons from registers that this party may not see; `again` says that it is to be decided anew;
    `told` is what registers say otherwise since it was decided.
    """

    candidate: Candidate
    age: int | None
    reasons: list[str]
    hidden: int
    decision: Decision | None
    again: bool
    told: list[tuple[str, dt.datetime]] = field(default_factory=list)


def candidate_lines(
    found: Iterable[Candidate],
    *,
    allowed: frozenset[str] | None = None,
    told: Mapping[uuid.UUID, Sequence[ToldOtherwise]] | None = None,
) -> list[CandidateLine]:
    """Names that were read by `candidates`, ready to show; `allowed` names the registers whose facts may be shown."""
    language, today = get_language() or "th", timezone.localdate()
    return [
        CandidateLine(
            each,
            age_on(each.person.birth_date, today),
            [Words.of(reason).say(language) for reason in shown_reasons(each.reasons, allowed)],
            hidden_count(each.reasons, allowed),
            getattr(each, "decision", None),
            getattr(each, "again", False),
            [(one.words.say(language), one.made_at) for one in (told or {}).get(each.pk, ())],
        )
        for each in found
    ]


def target_lists(actor: Actor) -> models.QuerySet[WithAnnotations[TargetList, NameCounts]]:
    """Target lists with how many names are confirmed, declined and waiting."""
    again = Candidate.objects.filter(open_again(), target_list=models.OuterRef("pk")).order_by()
    return (
        visible_target_lists(actor)
        .select_related("criterion", "problem")
        .annotate(
            names=Count("candidates"),
            confirmed=Count("candidates", filter=Q(candidates__decision__outcome=Decision.Outcome.CONFIRMED)),
            declined=Count("candidates", filter=Q(candidates__decision__outcome=Decision.Outcome.DECLINED)),
            again=Coalesce(models.Subquery(again.values("target_list").annotate(n=Count("pk")).values("n")), 0),
        )
        .order_by("-made_at", "-pk")
    )


def target_list(actor: Actor, list_id: uuid.UUID) -> WithAnnotations[TargetList, NameCounts]:
    """One target list, or NotFound."""
    found = target_lists(actor).filter(pk=list_id).first()
    if found is None:
        raise NotFound
    return found


def candidates(
    actor: Actor, target_list: TargetList, *, outcome: str | None = None, only: Collection[uuid.UUID] | None = None
) -> models.QuerySet[Candidate]:
    """Names on a list: waiting first, then in Thai order. `outcome` picks those decided so, "" those that wait."""
    found = visible_candidates(actor).filter(target_list=target_list).annotate(again=open_again())
    if only is not None:
        found = found.filter(pk__in=only)
    if outcome is not None:
        found = found.filter(decision__outcome=outcome) if outcome else found.filter(on_agenda())
    return found.select_related("person__household__village", "decision").order_by(
        models.F("decision__outcome").asc(nulls_first=True), "person__sort_key", "pk"
    )


def waiting_names(target_list: TargetList) -> int:
    """How many names the meeting has not decided on; the list was read by `target_lists`."""
    names, confirmed, declined, again = (
        getattr(target_list, key, 0) for key in ("names", "confirmed", "declined", "again")
    )
    return int(names - confirmed - declined + again)


def names_for_meeting(
    actor: Actor, target_list: TargetList, *, only: Sequence[str] | None, most: int
) -> list[CandidateLine]:
    """The next names that wait, or those that the page had when it was sent: what others decided meanwhile stays."""
    if only is None:
        return candidate_lines(candidates(actor, target_list, outcome="")[:most])
    wanted = [key for key in only[:most] if _is_id(key)]
    return candidate_lines(candidates(actor, target_list).filter(pk__in=wanted))


def _is_id(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True


def candidate(actor: Actor, candidate_id: uuid.UUID) -> Candidate:
    """One name on a list, or NotFound."""
    found = visible_candidates(actor).select_related("person", "target_list").filter(pk=candidate_id).first()
    if found is None:
        raise NotFound
    return found


def confirmed_people(target_list: TargetList) -> models.QuerySet[Person]:
    """Whom the joint meeting confirmed."""
    confirmed = Decision.objects.filter(candidate__target_list=target_list, outcome=Decision.Outcome.CONFIRMED)
    return Person.objects.filter(pk__in=confirmed.values("candidate__person_id")).select_related("household__village")


def count_confirmed() -> int:
    """How many different people the joint meetings confirmed; public."""
    return Decision.objects.filter(outcome=Decision.Outcome.CONFIRMED).values("candidate__person_id").distinct().count()


def confirmed_by_village() -> Mapping[uuid.UUID, int]:
    """Confirmed people by village, for coverage."""
    rows = (
        Decision.objects.filter(outcome=Decision.Outcome.CONFIRMED)
        .values_list("candidate__person__household__village_id")
        .annotate(n=Count("candidate__person_id", distinct=True))
    )
    return {village: n for village, n in rows if village}


def latest_meeting(actor: Actor, target_list: TargetList) -> JointMeeting | None:
    """The joint meeting that decides this list now."""
    found = visible_meetings(actor).filter(target_list=target_list).select_related("closure")
    return found.prefetch_related("parties").order_by("-held_on", "-made_at").first()


def confirmed_person_ids() -> set[uuid.UUID]:
    """Everybody whom a joint meeting confirmed."""
    confirmed = Decision.objects.filter(outcome=Decision.Outcome.CONFIRMED)
    return set(confirmed.values_list("candidate__person_id", flat=True))
