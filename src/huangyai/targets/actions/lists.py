"""Criteria cards, and the lists that they draw."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from huangyai.assembly.models import Problem
from huangyai.kernel import Actor, Refusal
from huangyai.ledger.actions import record
from huangyai.people.models import Person
from huangyai.targets.access import (
    require_deciding,
    require_target_work,
)
from huangyai.targets.models import (
    Candidate,
    Criterion,
    TargetList,
)
from huangyai.targets.queries import facts_of_everyone
from huangyai.targets.rules.criteria import check_definition, judge
from huangyai.targets.rules.decisions import require_meeting_reason


def write_criterion(*, actor: Actor, name: str, sentence: str, definition: Mapping[str, Any]) -> Criterion:
    """Write a criteria card."""
    require_target_work(actor)
    check_definition(definition)
    with transaction.atomic():
        version = Criterion.objects.filter(name=name).count() + 1
        criterion = Criterion.objects.create(
            municipality_id=actor.municipality_id,
            name=name,
            sentence=sentence,
            definition=dict(definition),
            version=version,
        )
        record(actor=actor, verb="criterion.written", subject=criterion, version=version)
    return criterion


def draw_target_list(
    *, actor: Actor, name: str, criterion: Criterion, fiscal_year: int, problem: Problem | None = None
) -> TargetList:
    """Draw the candidates whom a card takes, each with the reasons; the joint meeting decides on every name."""
    require_target_work(actor)
    reasons = {pk: judge(criterion.definition, facts) for pk, facts in facts_of_everyone().items()}
    with transaction.atomic():
        drawn = TargetList.objects.create(
            municipality_id=actor.municipality_id,
            name=name,
            criterion=criterion,
            problem=problem,
            fiscal_year=fiscal_year,
        )
        Candidate.objects.bulk_create(
            (
                Candidate(
                    municipality_id=actor.municipality_id,
                    target_list=drawn,
                    person_id=pk,
                    reasons=[words.as_dict() for words in found],
                )
                for pk, found in reasons.items()
                if found
            ),
            batch_size=2000,
        )
        record(
            actor=actor,
            verb="target-list.drawn",
            subject=drawn,
            names=sum(1 for found in reasons.values() if found),
        )
    return drawn


def add_candidate(*, actor: Actor, target_list: TargetList, person: Person, reason: str) -> Candidate:
    """The meeting adds somebody whom no register named."""
    require_deciding(actor)
    require_meeting_reason(reason)
    with transaction.atomic():
        candidate, made = Candidate.objects.get_or_create(
            municipality_id=actor.municipality_id,
            target_list=target_list,
            person=person,
            defaults={"reasons": [{"th": reason, "en": reason}], "added_by_meeting": True},
        )
        if not made:
            raise Refusal("already-on-list", th="คนนี้อยู่ในบัญชีนี้แล้ว", en="This person is already on the list.")
        record(actor=actor, verb="candidate.added", subject=candidate, person=person.pk)
    return candidate
