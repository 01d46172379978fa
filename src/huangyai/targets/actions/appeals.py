"""A resident does not agree: the appeal is written down, answered with a reason, and may go back to the meeting."""

from __future__ import annotations

from django.db import transaction

from huangyai.kernel import Actor, Refusal, Words
from huangyai.ledger.actions import record
from huangyai.people.models import Person
from huangyai.targets.access import is_secretary, require_appeal, require_secretary
from huangyai.targets.actions.reconsidering import put_on_agenda
from huangyai.targets.models import Appeal, AppealAnswer, Candidate, Decision, Reconsideration, TargetList
from huangyai.targets.queries.appeals import APPEAL_PURPOSE
from huangyai.targets.queries.meetings import decided_names
from huangyai.targets.rules.decisions import require_meeting_reason
from huangyai.vault.sealing import seal

LONGEST_APPEAL = 2000


def file_appeal(*, actor: Actor, target_list: TargetList, person: Person, words: str) -> Appeal:
    """Somebody does not agree with what was decided about them, or that they are on no list. One appeal waits at a time."""
    require_appeal(actor, person)
    if len(words.strip()) < 5:
        raise Refusal(
            "appeal-empty",
            th="โปรดเล่าว่าไม่เห็นด้วยเรื่องใด และอยากให้พิจารณาอะไรใหม่",
            en="Please say what you do not agree with, and what should be looked at again.",
        )
    if Appeal.objects.filter(target_list=target_list, person=person, answer__isnull=True).exists():
        raise Refusal(
            "appeal-waiting",
            th="มีคำอุทธรณ์ของท่านรอคำตอบอยู่แล้ว เทศบาลจะแจ้งผลให้ทราบ",
            en="Your appeal is waiting for its answer already; you will be told.",
        )
    with transaction.atomic():
        appeal = Appeal.objects.create(
            municipality_id=actor.municipality_id,
            target_list=target_list,
            person=person,
            channel=Appeal.Channel.COUNTER if is_secretary(actor) else Appeal.Channel.OWN_PAGE,
            words_sealed=seal(actor.municipality_id, words.strip()[:LONGEST_APPEAL], purpose=APPEAL_PURPOSE),
            filed_by_id=actor.user_id,
        )
        record(actor=actor, verb="appeal.filed", subject=appeal, channel=appeal.channel)
    return appeal


def answer_appeal(*, actor: Actor, appeal: Appeal, to_meeting: bool, reason: str) -> AppealAnswer:
    """Answer an appeal with the reason. It goes back to the next meeting, or it stays as it is and why is explained."""
    require_secretary(actor)
    require_meeting_reason(reason)
    if AppealAnswer.objects.filter(appeal=appeal).exists():
        raise Refusal("appeal-answered", th="คำอุทธรณ์นี้มีผู้ตอบแล้ว", en="This appeal has been answered already.")
    outcome = AppealAnswer.Outcome.TO_MEETING if to_meeting else AppealAnswer.Outcome.EXPLAINED
    with transaction.atomic():
        answer = AppealAnswer.objects.create(
            municipality_id=actor.municipality_id,
            appeal=appeal,
            outcome=outcome,
            reason=reason.strip()[:500],
            answered_by_id=actor.user_id,
        )
        if to_meeting:
            _take_to_meeting(actor, appeal)
        record(actor=actor, verb="appeal.answered", subject=appeal, outcome=outcome)
    return answer


def _take_to_meeting(actor: Actor, appeal: Appeal) -> None:
    name, _ = Candidate.objects.get_or_create(
        municipality_id=actor.municipality_id,
        target_list=appeal.target_list,
        person=appeal.person,
        defaults={
            "reasons": [{**_APPEALED.as_dict(), "from": "meeting"}],
            "added_by_meeting": True,
        },
    )
    if Decision.objects.filter(candidate=name).exists() and name.pk in decided_names([name]):
        put_on_agenda(actor=actor, names=[name], causes={name.pk: (Reconsideration.Cause.APPEAL, _APPEALED)})


_APPEALED = Words(th="ผู้เกี่ยวข้องขอให้ทบทวน", en="the person concerned asked for a review")
