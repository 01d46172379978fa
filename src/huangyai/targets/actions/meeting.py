"""The joint meeting's word on each name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from huangyai.kernel import Actor, Refusal
from huangyai.ledger.actions import record
from huangyai.targets.access import (
    require_deciding,
    require_target_work,
)
from huangyai.targets.models import (
    Candidate,
    Decision,
    JointMeeting,
    TargetList,
)
from huangyai.targets.rules.decisions import require_meeting_reason
from huangyai.walls.statistics import refresh_statistics


def hold_joint_meeting(
    *, actor: Actor, target_list: TargetList, held_on: dt.date, venue: str, parties: Sequence[str]
) -> JointMeeting:
    """Begin the joint meeting of all parties on a list."""
    require_target_work(actor)
    if len(parties) < 2:
        raise Refusal(
            "one-party-only",
            th="การประชุมร่วมต้องมีอย่างน้อยสองฝ่าย โปรดระบุหน่วยงานที่มาร่วม",
            en="A joint meeting needs at least two parties.",
        )
    with transaction.atomic():
        meeting = JointMeeting.objects.create(
            municipality_id=actor.municipality_id,
            target_list=target_list,
            held_on=held_on,
            venue=venue,
            parties=list(parties),
        )
        record(actor=actor, verb="joint-meeting.held", subject=meeting, parties=len(parties))
    return meeting


@dataclass(frozen=True, slots=True)
class Verdict:
    """The meeting's word on one name."""

    candidate: Candidate
    confirmed: bool
    reason: str


def decide_names(*, actor: Actor, meeting: JointMeeting, verdicts: Sequence[Verdict]) -> int:
    """Confirm or decline names, each with a reason. A name is decided once; a changed mind is a new meeting's matter."""
    require_deciding(actor)
    for verdict in verdicts:
        require_meeting_reason(verdict.reason)
        if verdict.candidate.target_list_id != meeting.target_list_id:
            raise Refusal("other-list", th="ชื่อนี้อยู่ในบัญชีอื่น", en="This name is on another list.")
    decided = set(
        Decision.objects.filter(candidate__in=[v.candidate.pk for v in verdicts]).values_list("candidate_id", flat=True)
    )
    if decided:
        raise Refusal(
            "already-decided",
            th="มีบางชื่อที่ที่ประชุมลงมติแล้ว โปรดเปิดบัญชีใหม่อีกครั้งเพื่อดูผลล่าสุด",
            en="Some of these names are already decided; open the list again to see.",
        )
    with transaction.atomic():
        made = Decision.objects.bulk_create(
            Decision(
                municipality_id=actor.municipality_id,
                meeting=meeting,
                candidate=verdict.candidate,
                outcome=Decision.Outcome.CONFIRMED if verdict.confirmed else Decision.Outcome.DECLINED,
                reason=verdict.reason.strip(),
                decided_by_id=actor.user_id,
            )
            for verdict in verdicts
        )
        refresh_statistics(Candidate, Decision)
        record(
            actor=actor,
            verb="names.decided",
            subject=meeting,
            confirmed=sum(1 for v in verdicts if v.confirmed),
            declined=sum(1 for v in verdicts if not v.confirmed),
        )
    return len(made)
