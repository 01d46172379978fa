"""A meeting and its parties, as far as somebody may see them."""

from __future__ import annotations

import uuid

from huangyai.kernel import Actor, NotFound
from huangyai.targets.access import visible_meetings
from huangyai.targets.models import (
    JointMeeting,
    OpenQuestion,
    Party,
    TargetList,
)


def meeting(actor: Actor, meeting_id: uuid.UUID) -> JointMeeting:
    """One joint meeting, or NotFound."""
    found = (
        visible_meetings(actor)
        .select_related("target_list__criterion", "target_list__problem", "closure")
        .filter(pk=meeting_id)
        .first()
    )
    if found is None:
        raise NotFound
    return found


def meetings_on(actor: Actor, target_list: TargetList) -> list[JointMeeting]:
    """The joint meetings on a list, newest first, with their parties."""
    return list(
        visible_meetings(actor)
        .filter(target_list=target_list)
        .select_related("closure")
        .prefetch_related("parties")
        .order_by("-held_on", "-made_at")
    )


def is_closed(meeting: JointMeeting) -> bool:
    """The meeting has ended."""
    return hasattr(meeting, "closure")


def questions(meeting: JointMeeting) -> list[OpenQuestion]:
    """What has to be found out: the unanswered first."""
    found = OpenQuestion.objects.filter(meeting=meeting).select_related("candidate__person", "answer")
    return sorted(found, key=lambda question: (hasattr(question, "answer"), question.made_at))


def question(actor: Actor, question_id: uuid.UUID) -> OpenQuestion:
    """One question of a meeting that the actor sits at, or NotFound."""
    found = (
        OpenQuestion.objects.filter(meeting__in=visible_meetings(actor), pk=question_id)
        .select_related("meeting")
        .first()
    )
    if found is None:
        raise NotFound
    return found


def party(actor: Actor, meeting: JointMeeting, party_id: uuid.UUID) -> Party:
    """One party of a meeting, or NotFound."""
    found = Party.objects.filter(meeting=meeting, pk=party_id).select_related("meeting").first()
    if found is None or meeting.pk not in set(
        visible_meetings(actor).filter(pk=meeting.pk).values_list("pk", flat=True)
    ):
        raise NotFound
    return found
