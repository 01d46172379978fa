"""Names that were decided come back on the agenda."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction

from huangyai.kernel import Actor, Refusal, Words
from huangyai.ledger.actions import record
from huangyai.targets.access import require_target_work
from huangyai.targets.actions.lists import draw_newcomers
from huangyai.targets.models import Candidate, Decision, KeptDecision, Reconsideration, TargetList
from huangyai.targets.queries.agenda import names_to_look_at_again
from huangyai.targets.queries.meetings import decided_names
from huangyai.targets.rules.decisions import require_meeting_reason


def bring_back_names(*, actor: Actor, target_list: TargetList) -> int:
    """Put names on the agenda again whose day has come, or of whom a register says otherwise now. Returns how many."""
    require_target_work(actor)
    found = names_to_look_at_again(target_list)
    if not found:
        return 0
    with transaction.atomic():
        put_on_agenda(
            actor=actor,
            names=[one.candidate for one in found],
            causes={one.candidate.pk: (one.cause, one.words) for one in found},
        )
        record(actor=actor, verb="names.brought-back", subject=target_list, names=len(found))
    return len(found)


def renew_agenda(*, actor: Actor, target_list: TargetList) -> tuple[int, int]:
    """Bring the next meeting's agenda up to date. Returns how many names came back, and how many are new."""
    with transaction.atomic():
        back = bring_back_names(actor=actor, target_list=target_list)
        return back, draw_newcomers(actor=actor, target_list=target_list)


def reopen_name(*, actor: Actor, candidate: Candidate, reason: str) -> Reconsideration:
    """Somebody asks that a decided name be looked at again at the next meeting."""
    require_target_work(actor)
    require_meeting_reason(reason)
    if not Decision.objects.filter(candidate=candidate).exists() or candidate.pk not in decided_names([candidate]):
        raise Refusal(
            "on-agenda-already",
            th="ชื่อนี้อยู่ในระเบียบวาระอยู่แล้ว",
            en="This name is on the agenda already.",
        )
    with transaction.atomic():
        words = Words(th=reason.strip(), en=reason.strip())
        (made,) = put_on_agenda(
            actor=actor, names=[candidate], causes={candidate.pk: (Reconsideration.Cause.ASKED, words)}
        )
        record(actor=actor, verb="name.reopened", subject=candidate)
    return made


def keep_decision(*, actor: Actor, candidate: Candidate, reason: str) -> KeptDecision:
    """Staff looked at what registers say otherwise since a name was decided, and say why the meeting's word stays.

    A name that the card would not take any more comes before the next meeting all the same.
    """
    require_target_work(actor)
    require_meeting_reason(reason)
    if candidate.pk not in decided_names([candidate]):
        raise Refusal(
            "not-decided",
            th="ชื่อนี้ยังไม่มีมติที่ใช้อยู่ ที่ประชุมครั้งถัดไปจะพิจารณา",
            en="No word on this name is in force; the next meeting decides on it.",
        )
    with transaction.atomic():
        kept = KeptDecision.objects.create(
            municipality_id=actor.municipality_id,
            candidate=candidate,
            reason=reason.strip()[:300],
            kept_by_id=actor.user_id,
        )
        record(actor=actor, verb="decision.kept", subject=candidate)
    return kept


def put_on_agenda(
    *, actor: Actor, names: Sequence[Candidate], causes: Mapping[object, tuple[str, Words]]
) -> list[Reconsideration]:
    """Write the rows; whoever calls this has asked whether the actor may, and records why."""
    return Reconsideration.objects.bulk_create(
        Reconsideration(
            municipality_id=actor.municipality_id,
            candidate=name,
            cause=causes[name.pk][0],
            reason=causes[name.pk][1].as_dict(),
            asked_by_id=actor.user_id,
        )
        for name in names
    )
