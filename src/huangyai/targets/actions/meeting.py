"""The joint meeting: it begins, every party says its word on each name, and it ends."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from huangyai.accounts.models import User
from huangyai.kernel import Actor, Refusal
from huangyai.ledger.actions import record
from huangyai.targets.access import (
    require_deciding,
    require_seat,
    require_secretary,
    require_target_work,
)
from huangyai.targets.actions.reconsidering import bring_back_names
from huangyai.targets.models import (
    Candidate,
    Decision,
    JointMeeting,
    MeetingClosure,
    OpenQuestion,
    Outcome,
    Party,
    PartyMember,
    PartyWord,
    PastDecision,
    QuestionAnswer,
    TargetList,
)
from huangyai.targets.queries.meetings import decided_names, words_on
from huangyai.targets.rules.agreement import AT_LEAST, TOGETHER, Seat, Word, require_agreement, settle
from huangyai.targets.rules.decisions import look_again_day, require_meeting_reason, require_open, require_question
from huangyai.walls.statistics import refresh_statistics


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
    _require_names_of(meeting, [verdict.candidate for verdict in verdicts])
    for verdict in verdicts:
        require_meeting_reason(verdict.reason)
    with transaction.atomic():
        _decide(actor, meeting, verdicts)
    return len(verdicts)


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one party says of one name."""

    candidate: Candidate
    confirms: bool
    reason: str


def say_words(*, actor: Actor, party: Party, opinions: Sequence[Opinion]) -> int:
    """A party says of names whether it confirms them, and why. Once every party has spoken, the name is settled.

    The secretary may write for every party at one screen; everybody else speaks only for their own. Returns how many
    names were settled by it.
    """
    return say_all_words(actor=actor, words=[(party, opinions)])


def say_all_words(*, actor: Actor, words: Sequence[tuple[Party, Sequence[Opinion]]]) -> int:
    """Several parties say their words at one screen; all are kept or none. Returns how many names were settled.

    A name is settled only after the last of these words, so that a party can change its word in the same breath.
    """
    with transaction.atomic():
        for party, opinions in words:
            _keep_words(actor, party, opinions)
        return sum(
            _settle(actor, meeting, list({name.pk: name for name in names}.values()))
            for meeting, names in _by_meeting(words).items()
        )


def _keep_words(actor: Actor, party: Party, opinions: Sequence[Opinion]) -> None:
    require_seat(actor, party)
    meeting = party.meeting
    require_open(closed=MeetingClosure.objects.filter(meeting=meeting).exists())
    names = [opinion.candidate for opinion in opinions]
    _require_names_of(meeting, names)
    _require_undecided(names)
    for opinion in opinions:
        require_meeting_reason(opinion.reason)
    PartyWord.objects.bulk_create(
        PartyWord(
            municipality_id=actor.municipality_id,
            party=party,
            candidate=opinion.candidate,
            outcome=Outcome.CONFIRMED if opinion.confirms else Outcome.DECLINED,
            reason=opinion.reason.strip()[:300],
            said_by_id=actor.user_id,
        )
        for opinion in opinions
    )
    record(
        actor=actor,
        verb="party.spoke",
        subject=party,
        names=[name.pk for name in names],
        confirms=sum(opinion.confirms for opinion in opinions),
    )


def _by_meeting(words: Sequence[tuple[Party, Sequence[Opinion]]]) -> dict[JointMeeting, list[Candidate]]:
    found: dict[JointMeeting, list[Candidate]] = {}
    for party, opinions in words:
        found.setdefault(party.meeting, []).extend(opinion.candidate for opinion in opinions)
    return found


def settle_names(*, actor: Actor, meeting: JointMeeting, candidates: Sequence[Candidate]) -> int:
    """Close names by the rule as it stands now; a party that stayed silent has left it to the others.

    Returns how many could be settled; the rest wait for another word.
    """
    require_secretary(actor)
    require_open(closed=MeetingClosure.objects.filter(meeting=meeting).exists())
    _require_names_of(meeting, candidates)
    _require_undecided(candidates)
    with transaction.atomic():
        return _settle(actor, meeting, candidates, only_those_who_spoke=True)


def ask_question(
    *, actor: Actor, meeting: JointMeeting, question: str, candidate: Candidate | None = None, falls_to: str = ""
) -> OpenQuestion:
    """Write down what has to be found out before the meeting can decide, and whom it falls to."""
    require_deciding(actor, meeting)
    require_question(question)
    if candidate is not None:
        _require_names_of(meeting, [candidate])
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


def _settle(
    actor: Actor, meeting: JointMeeting, names: Sequence[Candidate], *, only_those_who_spoke: bool = False
) -> int:
    seats = [Seat(party.name, party.chairs) for party in meeting.parties.all()]
    words = words_on(meeting, names)
    verdicts = []
    for name in names:
        said = {told.party: Word(told.confirms, told.reason) for told in words.get(name.pk, ())}
        # A name waits until everybody who sits here has spoken, even where the outcome is clear before.
        if not said or (len(said) < len(seats) and not only_those_who_spoke):
            continue
        # Where a number of parties must confirm, one that was silent still counts among those who could have.
        here = seats if meeting.rule == AT_LEAST else [seat for seat in seats if seat.name in said]
        settled = settle(meeting.rule, meeting.least, here, said)
        if settled:
            verdicts.append(Verdict(name, settled.confirmed, settled.reason(said)))
    _decide(actor, meeting, verdicts)
    return len(verdicts)


def _decide(actor: Actor, meeting: JointMeeting, verdicts: Sequence[Verdict]) -> None:
    names = [verdict.candidate for verdict in verdicts]
    _require_undecided(names)
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


def _require_names_of(meeting: JointMeeting, names: Iterable[Candidate]) -> None:
    if any(name.target_list_id != meeting.target_list_id for name in names):
        raise Refusal("other-list", th="ชื่อนี้อยู่ในบัญชีอื่น", en="This name is on another list.")


def _require_undecided(names: Sequence[Candidate]) -> None:
    twice: dict[uuid.UUID, int] = defaultdict(int)
    for name in names:
        twice[name.pk] += 1
    if decided_names(names) or any(times > 1 for times in twice.values()):
        raise Refusal(
            "already-decided",
            th="มีบางชื่อที่ที่ประชุมลงมติแล้ว โปรดเปิดบัญชีใหม่อีกครั้งเพื่อดูผลล่าสุด",
            en="Some of these names are already decided; open the list again to see.",
        )
