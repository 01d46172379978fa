from __future__ import annotations

import random
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from huangyai.assembly.access import require_assembly_work
from huangyai.assembly.actions.assemblies import require_open
from huangyai.assembly.actions.attendance import CODE_PURPOSE
from huangyai.assembly.bridge import count
from huangyai.assembly.models import (
    Assembly,
    Attendance,
    Ballot,
    BallotPaper,
    Count,
    HandCount,
    Problem,
    Proposal,
    Vote,
    VoterMark,
    VoteWithdrawal,
    VotingCode,
)
from huangyai.assembly.queries import may_vote, present_at, rule_of, sheet_of, standing_attendances, voters
from huangyai.assembly.rules import (
    CODE_LETTERS,
    Mark,
    require_ballot,
    require_choice_of,
    require_payable,
    require_points,
    require_quorum,
    require_reason,
    require_voters,
    tidy_code,
)
from huangyai.kernel import Actor, Refusal
from huangyai.ledger.actions import record
from huangyai.vault.sealing import keyed_hash

MOST_PAPERS = 1000
# The only rule for a vote without money.
MOST_VOTES = "greedy"


@dataclass(frozen=True, slots=True)
class ProposalFacts:
    """Something that could be done, before the vote; without money it costs nothing."""

    name: str
    cost: Decimal = Decimal(1)
    problem: Problem | None = None


def open_vote(
    *,
    actor: Actor,
    assembly: Assembly,
    question: str,
    budget: Decimal,
    proposals: Sequence[ProposalFacts],
    rule: str = "equal-shares",
    kind: str = Vote.Kind.APPROVAL,
    points: int = 0,
    with_money: bool = True,
) -> Vote:
    """Put proposals to the vote, with the kind of ballot and the counting rule said beforehand.

    `budget` is the money that is voted on. Without money every proposal costs one and `budget` is how many are chosen:
    the three most pressing problems, or one of “we agree” and “we don’t”. Those with most votes are.
    """
    require_assembly_work(actor)
    require_open(assembly)
    if len(proposals) < 2:
        raise Refusal(
            "too-few-proposals",
            th="ต้องมีอย่างน้อยสองข้อเสนอจึงจะลงคะแนนได้",
            en="A vote needs at least two proposals.",
        )
    if with_money:
        require_payable(budget, [facts.cost for facts in proposals])
    else:
        require_choice_of(int(budget), kind, len(proposals))
        rule = MOST_VOTES
    require_points(kind, points)
    _require_quorum(assembly)
    with transaction.atomic():
        vote = Vote.objects.create(
            municipality_id=actor.municipality_id,
            assembly=assembly,
            question=question,
            kind=kind,
            points=points if kind == Vote.Kind.POINTS else 0,
            with_money=with_money,
            budget=budget,
            rule=rule,
        )
        Proposal.objects.bulk_create(
            Proposal(
                municipality_id=actor.municipality_id,
                vote=vote,
                number=number,
                name=facts.name,
                cost=facts.cost if with_money else 1,
                problem=facts.problem,
            )
            for number, facts in enumerate(proposals, start=1)
        )
        record(actor=actor, verb="vote.opened", subject=vote, proposals=len(proposals), rule=rule, ballot=str(kind))
    return vote


def withdraw_vote(*, actor: Actor, vote: Vote, reason: str) -> VoteWithdrawal:
    """Call off a vote that was opened wrongly, while it isn't counted. Its ballots stay closed; a new vote may be opened."""
    require_assembly_work(actor)
    reason = require_reason(reason)
    with transaction.atomic():
        _require_uncounted(vote)
        withdrawal = VoteWithdrawal.objects.create(
            municipality_id=actor.municipality_id, vote=vote, reason=reason, withdrawn_by_id=actor.user_id
        )
        record(actor=actor, verb="vote.withdrawn", subject=vote, ballots=Ballot.objects.filter(vote=vote).count())
    return withdrawal


def cast_ballots(*, actor: Actor, vote: Vote, ballots: Sequence[Sequence[int] | Mark]) -> int:
    """Enter paper ballots, each as the numbers marked on it. Nothing says whose they are."""
    require_assembly_work(actor)
    marks = [ballot if isinstance(ballot, Mark) else Mark(tuple(ballot)) for ballot in ballots]
    with transaction.atomic():
        put_into_box(vote, marks)
        record(actor=actor, verb="ballots.entered", subject=vote, ballots=len(marks))
    return len(marks)


def give_paper(*, actor: Actor, vote: Vote, attendance: Attendance) -> VoterMark:
    """Somebody who came takes a ballot paper; from now on they don't vote on a phone as well."""
    require_assembly_work(actor)
    with transaction.atomic():
        _require_uncounted(vote)
        mark = _mark_roll(vote, attendance, VoterMark.Way.PAPER)
        record(actor=actor, verb="ballot-paper.given", subject=vote)
    return mark


def print_papers(*, actor: Actor, vote: Vote, number: int) -> int:
    """Make codes for ballot papers, so that each is entered once. Returns how many there are now."""
    require_assembly_work(actor)
    with transaction.atomic():
        _require_uncounted(vote)
        before = BallotPaper.objects.filter(vote=vote).count()
        if not 1 <= number <= MOST_PAPERS - before:
            raise Refusal(
                "papers-too-many",
                th=f"พิมพ์บัตรได้รวมไม่เกิน {MOST_PAPERS} ใบ (มีแล้ว {before} ใบ)",
                en=f"At most {MOST_PAPERS} papers can be printed ({before} are).",
            )
        BallotPaper.objects.bulk_create(
            BallotPaper(
                municipality_id=actor.municipality_id,
                vote=vote,
                code="".join(secrets.choice(CODE_LETTERS) for _ in range(10)),
            )
            for _ in range(number)
        )
        record(actor=actor, verb="ballot-papers.made", subject=vote, papers=number)
    return before + number


def enter_paper(*, actor: Actor, paper: BallotPaper, mark: Mark) -> Vote:
    """Enter one scanned ballot paper. A paper goes into the box once; what stands in the box doesn't name the paper."""
    require_assembly_work(actor)
    with transaction.atomic():
        paper = BallotPaper.objects.select_for_update(of=("self",)).select_related("vote__assembly").get(pk=paper.pk)
        if paper.entered:
            raise Refusal(
                "paper-entered",
                th="บัตรใบนี้กรอกแล้ว โปรดวางรวมกับบัตรที่กรอกแล้ว",
                en="This paper has been entered; put it with those that are done.",
            )
        put_into_box(paper.vote, [mark])
        paper.entered = True
        paper.save(update_fields=["entered"])
        record(actor=actor, verb="ballots.entered", subject=paper.vote, ballots=1)
    return paper.vote


def cast_own_ballot(*, actor: Actor, vote: Vote, code: str, mark: Mark) -> None:
    """Vote with the code from the check-in, on a phone or the shared tablet; no account, and nobody can tell the ballot's voter."""
    with transaction.atomic():
        # An unusable ballot must not use up the voter's one chance: it is looked at before the roll.
        mark = require_ballot(sheet_of(vote), mark)
        hashed = keyed_hash(vote.municipality_id, tidy_code(code), purpose=CODE_PURPOSE)
        known = (
            VotingCode.objects.filter(code_hash=hashed, ended_at__isnull=True, attendance__assembly=vote.assembly_id)
            .select_related("attendance__person")
            .first()
        )
        if known is None:
            raise Refusal(
                "voting-code-unknown",
                th="รหัสนี้ใช้กับการลงคะแนนครั้งนี้ไม่ได้ โปรดดูตัวอักษรอีกครั้ง หรือขอรหัสใหม่ที่โต๊ะเช็กชื่อ",
                en="This code is not good for this vote. Look at the letters again, or ask for a new one at the check-in desk.",
            )
        _mark_roll(vote, known.attendance, VoterMark.Way.TABLET if actor.is_staff else VoterMark.Way.PHONE)
        put_into_box(vote, [mark])
        # Whoever is signed in on the phone is not written down: the hour of the entry would stand beside the account.
        record(actor=Actor.public(actor.municipality_id), verb="ballot.cast", subject=vote)


def note_hands(*, actor: Actor, vote: Vote, hands: Mapping[int, int]) -> Vote:
    """Write down how many hands were raised for each proposal; counted again, the new numbers hold."""
    require_assembly_work(actor)
    if vote.kind != Vote.Kind.HANDS:
        raise Refusal(
            "not-by-hands",
            th="การลงคะแนนครั้งนี้ใช้บัตร ไม่ใช่การยกมือ",
            en="This vote is held with ballots, not with hands.",
        )
    proposals = {proposal.number: proposal for proposal in Proposal.objects.filter(vote=vote)}
    with transaction.atomic():
        _require_uncounted(vote)
        if set(hands) - set(proposals) or any(number < 0 for number in hands.values()):
            raise Refusal(
                "hands-invalid",
                th="จำนวนมือของแต่ละข้อต้องเป็นตัวเลขตั้งแต่ 0 ขึ้นไป",
                en="The hands of each proposal are a number from 0 up.",
            )
        _require_voters(vote.assembly, sum(hands.values()))
        HandCount.objects.bulk_create(
            HandCount(
                municipality_id=actor.municipality_id,
                vote=vote,
                proposal=proposals[number],
                hands=raised,
                counted_by_id=actor.user_id,
            )
            for number, raised in hands.items()
        )
        record(actor=actor, verb="hands.counted", subject=vote, hands={str(n): h for n, h in hands.items()})
    return vote


def count_vote(*, actor: Actor, vote: Vote) -> Count:
    """Count the vote exactly and publish the ballots, the winners and every reason."""
    require_assembly_work(actor)
    with transaction.atomic():
        _require_uncounted(vote)
        if not (Ballot.objects.filter(vote=vote).exists() or HandCount.objects.filter(vote=vote, hands__gt=0).exists()):
            raise Refusal(
                "no-ballots",
                th="ยังไม่มีบัตรลงคะแนน โปรดกรอกบัตรก่อนนับ",
                en="There are no ballots yet; enter them before counting.",
            )
        _require_quorum(vote.assembly)
        counted = count(vote)
        result = Count.objects.create(
            municipality_id=actor.municipality_id,
            vote=vote,
            pabulib=counted.pabulib,
            winners=counted.winners,
            reasons=counted.reasons,
            spent=counted.spent,
            represented=counted.represented,
            represented_by_greedy=counted.represented_by_greedy,
            ties=counted.ties,
            command=counted.command,
        )
        record(actor=actor, verb="vote.counted", subject=vote, winners=counted.winners)
    return result


def put_into_box(vote: Vote, marks: Sequence[Mark]) -> None:
    """Add ballots and shake the box: all its ballots are written again in an order of chance, so that neither ids, nor
    places on the disk, nor the transaction that wrote them tell which came last.
    """
    _require_uncounted(vote)
    sheet = sheet_of(vote)
    kept = [Mark(tuple(row.choices), tuple(row.points)) for row in Ballot.objects.filter(vote=vote)]
    kept += [require_ballot(sheet, mark) for mark in marks]
    _require_voters(vote.assembly, len(kept), vote)
    random.SystemRandom().shuffle(kept)
    Ballot.objects.filter(vote=vote).delete()
    Ballot.objects.bulk_create(
        Ballot(municipality_id=vote.municipality_id, vote=vote, choices=list(mark.choices), points=list(mark.points))
        for mark in kept
    )


def _mark_roll(vote: Vote, attendance: Attendance, way: str) -> VoterMark:
    if attendance.assembly_id != vote.assembly_id or attendance.taken_back_at is not None:
        raise _no_vote()
    if not may_vote(vote.assembly, rule_of(vote.assembly.level), attendance):
        raise _no_vote()
    mark, fresh = VoterMark.objects.get_or_create(
        vote=vote, attendance=attendance, defaults={"municipality_id": vote.municipality_id, "way": way}
    )
    if not fresh:
        raise Refusal(
            "has-voted",
            th="ผู้นี้รับบัตรหรือลงคะแนนครั้งนี้แล้ว ลงได้คนละครั้งเดียว",
            en="This person has had their ballot for this vote; everybody has one.",
        )
    return mark


def _no_vote() -> Refusal:
    return Refusal(
        "no-vote-here",
        th="ตามสัดส่วนประชาคมที่ประกาศไว้ ผู้นี้ร่วมประชุมได้แต่ไม่มีสิทธิลงคะแนนครั้งนี้",
        en="By the announced composition this person may attend but has no vote here.",
    )


def _require_uncounted(vote: Vote) -> None:
    # Whoever casts and whoever counts wait for each other here.
    Vote.objects.select_for_update(of=("self",), no_key=True).get(pk=vote.pk)
    if Count.objects.filter(vote=vote).exists():
        raise Refusal(
            "vote-counted",
            th="การลงคะแนนนี้นับแล้ว เพิ่มบัตรไม่ได้ ดูผลได้ในหน้าเดียวกัน",
            en="This vote has been counted and no ballot can be added; see its result.",
        )
    if VoteWithdrawal.objects.filter(vote=vote).exists():
        raise Refusal(
            "vote-withdrawn",
            th="การลงคะแนนนี้ถูกยกเลิกแล้ว โปรดลงคะแนนในครั้งใหม่",
            en="This vote was called off; use the new one.",
        )


def _require_quorum(assembly: Assembly) -> None:
    rule = rule_of(assembly.level)
    if rule is not None and rule.quorum:
        require_quorum(present_at(assembly), rule.quorum)


def _require_voters(assembly: Assembly, ballots: int, vote: Vote | None = None) -> None:
    """Never more ballots than people: those with a vote among the checked in, or the heads that were counted."""
    if standing_attendances(assembly).exists():
        most = len(voters(assembly))
        # Heads that were counted beyond those on the list voted too, unless a roll is kept.
        kept = vote is not None and VoterMark.objects.filter(vote=vote, way=VoterMark.Way.PAPER).exists()
        require_voters(ballots, VoterMark.objects.filter(vote=vote).count() if kept else max(most, assembly.present))
    else:
        require_voters(ballots, assembly.present)
