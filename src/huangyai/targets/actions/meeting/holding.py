"""A joint meeting begins and ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from huangyai.accounts.models import User
from huangyai.kernel import Actor, Refusal
from huangyai.ledger.actions import record
from huangyai.targets.access import (
    require_secretary,
    require_target_work,
)
from huangyai.targets.actions.reconsidering import bring_back_names
from huangyai.targets.models import (
    JointMeeting,
    MeetingClosure,
    Party,
    PartyMember,
    TargetList,
)
from huangyai.targets.rules.agreement import TOGETHER, Seat, require_agreement
from huangyai.targets.rules.decisions import require_open


@dataclass(frozen=True, slots=True)
class PartyFacts:
    """A party at the table: its name, which registers' facts it may see, and who speaks for it at a screen."""

    name: str
    sees: Sequence[str] = ()
    chairs: bool = False
    members: Sequence[User] = ()


def hold_joint_meeting(
    *,
    actor: Actor,
    target_list: TargetList,
    held_on: dt.date,
    venue: str,
    parties: Sequence[PartyFacts | str],
    rule: str = TOGETHER,
    least: int | None = None,
    look_again_months: int | None = 12,
) -> JointMeeting:
    """Begin the joint meeting of all parties on a list, under the rule of agreement that they set.

    A party given by its name alone sees only name, age and village. Names whose time has come to be looked at again,
    or of whom a register says otherwise now, are on the agenda by themselves.
    """
    require_target_work(actor)
    seated = [PartyFacts(party) if isinstance(party, str) else party for party in parties]
    if len({party.name for party in seated}) < 2:
        raise Refusal(
            "one-party-only",
            th="การประชุมร่วมต้องมีอย่างน้อยสองฝ่าย โปรดระบุหน่วยงานที่มาร่วม",
            en="A joint meeting needs at least two parties.",
        )
    require_agreement(rule, least, [Seat(party.name, party.chairs) for party in seated])
    with transaction.atomic():
        meeting = JointMeeting.objects.create(
            municipality_id=actor.municipality_id,
            target_list=target_list,
            held_on=held_on,
            venue=venue,
            rule=rule,
            least=least,
            look_again_months=look_again_months,
        )
        _seat(actor, meeting, seated)
        bring_back_names(actor=actor, target_list=target_list)
        record(actor=actor, verb="joint-meeting.held", subject=meeting, parties=len(seated), rule=rule)
    return meeting


def close_meeting(*, actor: Actor, meeting: JointMeeting, resolution: str = "") -> MeetingClosure:
    """End the meeting: what was decided stands, what waits goes to the next one, and the minutes can be signed."""
    require_secretary(actor)
    require_open(closed=MeetingClosure.objects.filter(meeting=meeting).exists())
    with transaction.atomic():
        closure = MeetingClosure.objects.create(
            municipality_id=actor.municipality_id,
            meeting=meeting,
            closed_by_id=actor.user_id,
            resolution=resolution.strip(),
        )
        record(actor=actor, verb="joint-meeting.closed", subject=meeting)
    return closure


def _seat(actor: Actor, meeting: JointMeeting, seated: Sequence[PartyFacts]) -> None:
    rows = [
        Party(
            municipality_id=actor.municipality_id,
            meeting=meeting,
            name=party.name.strip()[:200],
            place=place,
            chairs=party.chairs,
            sees=list(party.sees),
        )
        for place, party in enumerate(seated, start=1)
    ]
    Party.objects.bulk_create(rows)
    PartyMember.objects.bulk_create(
        PartyMember(municipality_id=actor.municipality_id, party=row, user=user)
        for row, party in zip(rows, seated, strict=True)
        for user in party.members
    )
