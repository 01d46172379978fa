"""The lists that criteria cards draw."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.db import transaction

from huangyai.assembly.models import Problem
from huangyai.kernel import Actor, Refusal
from huangyai.ledger.actions import record, record_look
from huangyai.people.models import Person
from huangyai.targets.access import require_adding, require_target_work
from huangyai.targets.models import Candidate, Criterion, TargetList
from huangyai.targets.queries.agenda import newly_taken
from huangyai.targets.queries.cards import is_adopted
from huangyai.targets.queries.facts import facts_of_everyone
from huangyai.targets.rules.criteria import Reason, judge
from huangyai.targets.rules.decisions import require_meeting_reason


def draw_target_list(
    *, actor: Actor, name: str, criterion: Criterion, fiscal_year: int, problem: Problem | None = None
) -> TargetList:
    """Draw the candidates whom a card takes, each with the reasons; the joint meeting decides on every name."""
    require_target_work(actor)
    if not is_adopted(criterion):
        raise Refusal(
            "card-not-adopted",
            th="บัตรเกณฑ์นี้ยังเป็นร่าง โปรดตรวจเทียบกับทะเบียนและประกาศใช้ก่อน",
            en="This card is still a draft; compare it with the registers and take it into use first.",
        )
    name = " ".join(name.split())
    reasons = {pk: judge(criterion.definition, facts) for pk, facts in facts_of_everyone().items()}
    with transaction.atomic():
        drawn, made = TargetList.objects.get_or_create(
            municipality_id=actor.municipality_id,
            name=name,
            fiscal_year=fiscal_year,
            defaults={"criterion": criterion, "problem": problem},
        )
        if not made:
            raise Refusal(
                "list-of-that-name",
                th=f"ปีงบประมาณ {fiscal_year} มีบัญชีชื่อ “{name}” อยู่แล้ว โปรดเปิดบัญชีนั้น หรือตั้งชื่ออื่นให้ต่างกัน",
                en=f"There is a list “{name}” for the fiscal year {fiscal_year} already; open that one, or choose another name.",
            )
        names = _enter(drawn, ((pk, found) for pk, found in reasons.items() if found))
        record(actor=actor, verb="target-list.drawn", subject=drawn, names=names)
    return drawn


def draw_newcomers(*, actor: Actor, target_list: TargetList) -> int:
    """Add those whom the card takes today and did not when the list was drawn; the next meeting decides on them."""
    require_target_work(actor)
    definition = target_list.criterion.definition
    found = {pk: judge(definition, facts) for pk, facts in newly_taken(target_list).items()}
    with transaction.atomic():
        names = _enter(target_list, ((pk, reasons) for pk, reasons in found.items() if reasons))
        record(actor=actor, verb="target-list.drawn-again", subject=target_list, names=names)
    return names


def add_candidate(*, actor: Actor, target_list: TargetList, person: Person, reason: str) -> Candidate:
    """The meeting adds somebody whom no register named."""
    require_adding(actor, target_list)
    require_meeting_reason(reason)
    with transaction.atomic():
        candidate, made = Candidate.objects.get_or_create(
            municipality_id=actor.municipality_id,
            target_list=target_list,
            person=person,
            defaults={"reasons": [{"th": reason, "en": reason, "from": "meeting"}], "added_by_meeting": True},
        )
        if not made:
            raise Refusal("already-on-list", th="คนนี้อยู่ในบัญชีนี้แล้ว", en="This person is already on the list.")
        record(actor=actor, verb="candidate.added", subject=candidate, person=person.pk)
    return candidate


def look_at_list(*, actor: Actor, target_list: TargetList) -> None:
    """Somebody makes a file of all names on a list: the ledger keeps who."""
    require_target_work(actor)
    record_look(actor=actor, subject=target_list, reason="file")


def _enter(target_list: TargetList, names: Iterable[tuple[uuid.UUID, list[Reason]]]) -> int:
    made = Candidate.objects.bulk_create(
        (
            Candidate(
                municipality_id=target_list.municipality_id,
                target_list=target_list,
                person_id=pk,
                reasons=[reason.as_dict() for reason in reasons],
            )
            for pk, reasons in names
        ),
        batch_size=2000,
    )
    return len(made)
