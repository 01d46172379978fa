"""What has to be found out before the meeting can decide."""

from __future__ import annotations

from django.db import transaction

from huangyai.kernel import Actor, Refusal
from huangyai.ledger.actions import record
from huangyai.targets.access import (
    require_deciding,
)
from huangyai.targets.actions.meeting.deciding import require_names_of
from huangyai.targets.models import (
    Candidate,
    JointMeeting,
    OpenQuestion,
    QuestionAnswer,
)
from huangyai.targets.rules.decisions import require_question


def ask_question(
    *, actor: Actor, meeting: JointMeeting, question: str, candidate: Candidate | None = None, falls_to: str = ""
) -> OpenQuestion:
    """Write down what has to be found out before the meeting can decide, and whom it falls to."""
    require_deciding(actor, meeting)
    require_question(question)
    if candidate is not None:
        require_names_of(meeting, [candidate])
    with transaction.atomic():
        asked = OpenQuestion.objects.create(
            municipality_id=actor.municipality_id,
            meeting=meeting,
            candidate=candidate,
            question=question.strip()[:300],
            falls_to=falls_to.strip()[:200],
            asked_by_id=actor.user_id,
        )
        record(actor=actor, verb="question.asked", subject=asked, meeting=meeting.pk)
    return asked


def answer_question(*, actor: Actor, question: OpenQuestion, answer: str) -> QuestionAnswer:
    """Write down what was found out."""
    require_deciding(actor, question.meeting)
    require_question(answer)
    if QuestionAnswer.objects.filter(question=question).exists():
        raise Refusal(
            "question-answered",
            th="มีผู้ตอบข้อนี้แล้ว โปรดเปิดหน้าประชุมใหม่เพื่อดูคำตอบ",
            en="Somebody has answered this already; open the meeting again to see.",
        )
    with transaction.atomic():
        found = QuestionAnswer.objects.create(
            municipality_id=actor.municipality_id,
            question=question,
            answer=answer.strip()[:300],
            answered_by_id=actor.user_id,
        )
        record(actor=actor, verb="question.answered", subject=found, question=question.pk)
    return found
