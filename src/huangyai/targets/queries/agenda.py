"""Which decided names a meeting should look at again, and why."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from django.utils import timezone

from huangyai.kernel import BuddhistDate, Words
from huangyai.targets.models import Candidate, Decision, Reconsideration, TargetList
from huangyai.targets.queries.facts import facts_of_everyone, gone, read_as
from huangyai.targets.queries.meetings import decided_names
from huangyai.targets.rules.criteria import PersonFacts, takes

_OTHERWISE = Words(
    th="ข้อมูลในทะเบียนเปลี่ยนไป ไม่เข้าเกณฑ์เดิมแล้ว",
    en="the registers say otherwise now: the card would not take them any more",
)


@dataclass(frozen=True, slots=True)
class ToLookAtAgain:
    """A decided name whose day has come, or of whom a register says otherwise now."""

    candidate: Candidate
    cause: str
    words: Words


def names_to_look_at_again(target_list: TargetList, *, today: dt.date | None = None) -> list[ToLookAtAgain]:
    """Decided names that the next meeting should have on its agenda and that are not there yet."""
    today = today or timezone.localdate()
    decided = list(
        Decision.objects.filter(candidate__target_list=target_list)
        .select_related("candidate__person", "candidate__target_list")
        .order_by("candidate__person__sort_key", "pk")
    )
    standing = decided_names([decision.candidate for decision in decided])
    taken = takes(target_list.criterion.definition)
    facts, aliases, left = (facts_of_everyone(), read_as(), gone()) if standing else ({}, {}, {})
    told = set(
        Reconsideration.objects.filter(
            candidate__target_list=target_list, cause=Reconsideration.Cause.CHANGED
        ).values_list("candidate_id", flat=True)
    )
    found = []
    for decision in decided:
        name = decision.candidate
        if name.pk not in standing:
            continue
        who = aliases.get(name.person_id, name.person_id)
        now = facts.get(who)
        if decision.look_again_on and decision.look_again_on <= today:
            day = BuddhistDate(decision.look_again_on)
            words = Words(th=f"ครบกำหนดทบทวน {day.short('th')}", en=f"to be looked at again by {day.short('en')}")
            found.append(ToLookAtAgain(name, Reconsideration.Cause.DUE, words))
        elif _otherwise_now(decision, told=name.pk in told, still=now is not None and taken(now)):
            found.append(ToLookAtAgain(name, Reconsideration.Cause.CHANGED, left.get(who, _OTHERWISE)))
    return found


def newly_taken(target_list: TargetList) -> dict[uuid.UUID, PersonFacts]:
    """People whom the card takes today and who are not on the list that it drew."""
    aliases = read_as()
    names = Candidate.objects.filter(target_list=target_list).values_list("person_id", flat=True)
    there = {aliases.get(pk, pk) for pk in names}
    taken = takes(target_list.criterion.definition)
    return {pk: facts for pk, facts in facts_of_everyone().items() if pk not in there and taken(facts)}


def _otherwise_now(decision: Decision, *, told: bool, still: bool) -> bool:
    # A meeting that knew of the change and confirmed all the same is not asked again.
    return decision.outcome == Decision.Outcome.CONFIRMED and not (decision.candidate.added_by_meeting or told or still)
