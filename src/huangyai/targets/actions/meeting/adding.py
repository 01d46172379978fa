"""A party at its own screen names somebody whom no register named, without reading the register."""

from __future__ import annotations

from huangyai.kernel import Actor
from huangyai.people.queries import called_exactly
from huangyai.places.models import Village
from huangyai.targets.access import require_deciding
from huangyai.targets.actions.lists import add_candidate
from huangyai.targets.actions.meeting.asking import ask_question
from huangyai.targets.models import Candidate, JointMeeting, OpenQuestion
from huangyai.targets.rules.decisions import require_meeting_reason


def name_somebody(
    *, actor: Actor, meeting: JointMeeting, full_name: str, village: Village, reason: str
) -> Candidate | OpenQuestion:
    """Who bears this name in this village comes on the list, if it is one person; else the secretary finds out who it is.

    The party hears no more than that: it learns nothing of people whom it does not know already.
    """
    require_deciding(actor, meeting)
    require_meeting_reason(reason)
    meant = called_exactly(full_name, village.pk)
    if len(meant) == 1:
        return add_candidate(actor=actor, target_list=meeting.target_list, person=meant[0], reason=reason)
    name = " ".join(full_name.split())
    return ask_question(
        actor=actor,
        meeting=meeting,
        question=f"เสนอเพิ่มชื่อ: {name} · {village} — {reason.strip()}",
        falls_to="เลขานุการที่ประชุม",
    )
