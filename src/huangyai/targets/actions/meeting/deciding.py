"""The meeting's word on names, and the words that it replaces."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from huangyai.kernel import Actor, Refusal
from huangyai.ledger.actions import record
from huangyai.targets.access import (
    require_secretary,
)
from huangyai.targets.models import (
    Candidate,
    Decision,
    JointMeeting,
    MeetingClosure,
    Outcome,
    PastDecision,
)
from huangyai.targets.queries.meetings import decided_names
from huangyai.targets.rules.agreement import TOGETHER
from huangyai.targets.rules.decisions import look_again_day, require_meeting_reason, require_open
from huangyai.walls.statistics import refresh_statistics


@dataclass(frozen=True, slots=True)
class Verdict:
    """The meeting's word on one name."""

    candidate: Candidate
    confirmed: bool
    reason: str


def decide_names(*, actor: Actor, meeting: JointMeeting, verdicts: Sequence[Verdict]) -> int:
    """Confirm or decline names as the meeting agreed aloud, each with a reason.

    A name is decided once; only one that is on the agenda again is decided anew, and its former word is kept.
    """
    require_secretary(actor)
    require_open(closed=MeetingClosure.objects.filter(meeting=meeting).exists())
    if meeting.rule != TOGETHER:
        raise Refusal(
            "parties-decide",
            th="การประชุมนี้ให้แต่ละฝ่ายลงความเห็นรายชื่อ โปรดบันทึกความเห็นของแต่ละฝ่าย",
            en="In this meeting every party says its word on each name; write those down.",
        )
    require_names_of(meeting, [verdict.candidate for verdict in verdicts])
    for verdict in verdicts:
        require_meeting_reason(verdict.reason)
    with transaction.atomic():
        decide(actor, meeting, verdicts)
    return len(verdicts)


def decide(actor: Actor, meeting: JointMeeting, verdicts: Sequence[Verdict]) -> None:
    """Write the words down; whoever calls this has asked whether the meeting may say them."""
    names = [verdict.candidate for verdict in verdicts]
    require_undecided(names)
    _keep_past_words(actor, names)
    Decision.objects.bulk_create(
        Decision(
            municipality_id=actor.municipality_id,
            meeting=meeting,
            candidate=verdict.candidate,
            outcome=Outcome.CONFIRMED if verdict.confirmed else Outcome.DECLINED,
            reason=verdict.reason.strip()[:300],
            look_again_on=look_again_day(meeting.held_on, meeting.look_again_months) if verdict.confirmed else None,
            decided_by_id=actor.user_id,
        )
        for verdict in verdicts
    )
    if not verdicts:
        return
    refresh_statistics(Candidate, Decision)
    record(
        actor=actor,
        verb="names.decided",
        subject=meeting,
        confirmed=sum(1 for verdict in verdicts if verdict.confirmed),
        declined=sum(1 for verdict in verdicts if not verdict.confirmed),
    )


def _keep_past_words(actor: Actor, names: Sequence[Candidate]) -> None:
    """What was in force of names that are decided anew moves to the past, with the id that it had."""
    former = list(Decision.objects.filter(candidate__in=[name.pk for name in names]))
    PastDecision.objects.bulk_create(
        PastDecision(
            id=decision.pk,
            municipality_id=actor.municipality_id,
            meeting_id=decision.meeting_id,
            candidate_id=decision.candidate_id,
            outcome=decision.outcome,
            reason=decision.reason,
            decided_at=decision.made_at,
            decided_by_id=decision.decided_by_id,
        )
        for decision in former
    )
    Decision.objects.filter(pk__in=[decision.pk for decision in former]).delete()


def require_names_of(meeting: JointMeeting, names: Iterable[Candidate]) -> None:
    """Refuse names of another list."""
    if any(name.target_list_id != meeting.target_list_id for name in names):
        raise Refusal("other-list", th="ชื่อนี้อยู่ในบัญชีอื่น", en="This name is on another list.")


def require_undecided(names: Sequence[Candidate]) -> None:
    """Refuse names that are decided, or that stand twice in one breath."""
    twice: dict[uuid.UUID, int] = defaultdict(int)
    for name in names:
        twice[name.pk] += 1
    if decided_names(names) or any(times > 1 for times in twice.values()):
        raise Refusal(
            "already-decided",
            th="มีบางชื่อที่ที่ประชุมลงมติแล้ว โปรดเปิดบัญชีใหม่อีกครั้งเพื่อดูผลล่าสุด",
            en="Some of these names are already decided; open the list again to see.",
        )
