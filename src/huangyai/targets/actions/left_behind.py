"""What is done about people whom the work list of forgotten people names."""

from __future__ import annotations

from django.db import transaction

from huangyai.kernel import Actor
from huangyai.ledger.actions import record
from huangyai.people.models import Person
from huangyai.targets.access import require_target_work
from huangyai.targets.actions.lists import add_candidate
from huangyai.targets.actions.reconsidering import reopen_name
from huangyai.targets.models import Candidate, LeftBehindStep, TargetList
from huangyai.targets.queries.meetings import decided_names
from huangyai.targets.rules.decisions import require_meeting_reason
from huangyai.targets.rules.left_behind import rule_called


def note_left_behind(*, actor: Actor, person: Person, rule: str, kind: str, note: str = "") -> LeftBehindStep:
    """Write down what was done about somebody, or why it is right as it is; they leave the work list for this rule,
    and come back if it still names them when the step no longer stands (`STANDS_FOR`).
    """
    require_target_work(actor)
    found = rule_called(rule)
    if kind == LeftBehindStep.Kind.AS_IT_IS:
        require_meeting_reason(note)
    with transaction.atomic():
        step = LeftBehindStep.objects.create(
            municipality_id=actor.municipality_id,
            person=person,
            rule=found.key,
            kind=kind,
            note=note.strip()[:300],
            taken_by_id=actor.user_id,
        )
        record(actor=actor, verb="left-behind.step", subject=step, person=person.pk, rule=found.key, kind=kind)
    return step


def take_list_along(*, actor: Actor, names: int, rule: str, village: str) -> None:
    """Somebody makes a file of the work list: the ledger keeps who, how many names, and which part of it."""
    require_target_work(actor)
    record(actor=actor, verb="left-behind.taken-along", names=names, rule=rule, village=village)


def take_to_meeting(*, actor: Actor, person: Person, rule: str, target_list: TargetList) -> LeftBehindStep:
    """Put somebody on a list, so that the next joint meeting decides on them."""
    found = rule_called(rule)
    with transaction.atomic():
        name = Candidate.objects.filter(target_list=target_list, person=person).first()
        if name is None:
            add_candidate(actor=actor, target_list=target_list, person=person, reason=found.words.th)
        elif name.pk in decided_names([name]):
            # A meeting has spoken on this name before; it speaks again.
            reopen_name(actor=actor, candidate=name, reason=found.words.th)
        return note_left_behind(actor=actor, person=person, rule=rule, kind=LeftBehindStep.Kind.MEETING)
