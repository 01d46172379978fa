"""Two entries of the register that are one person: merged only when two members of staff say so."""

from __future__ import annotations

from django.db import transaction

from huangyai.kernel import Actor
from huangyai.people.actions import approve_merge, decline_change, propose_merge, take_back_merge, withdraw_change
from huangyai.people.models import ChangeRequest, Merge, Person
from huangyai.people.queries import open_merge_between
from huangyai.targets.models import Pair, PairDecision, PairReturn
from huangyai.targets.queries import review

Word = PairDecision.Word
_SAME = "ตรวจเทียบสองรายการแล้ว เป็นคนเดียวกัน"
_NOT_SAME = "ตรวจเทียบสองรายการแล้ว เป็นคนละคน"
_SHORTEST_REASON = 5
_TAKEN_BACK = "ถอนคำตัดสินในคิวตรวจคู่"


def settle_entries(actor: Actor, said: PairDecision) -> None:
    """The first who says “the same” proposes the merge, the second carries it out; “two people” ends the proposal."""
    one, other = _entries(said.pair)
    waiting = open_merge_between(actor, one, other)
    if said.word == Word.SAME:
        if waiting is None:
            propose_merge(actor=actor, alias=other, canonical=one, reason=_reason(said, _SAME))
        else:
            approve_merge(actor=actor, request=waiting, reason=_reason(said, _SAME))
        return
    _give_back(actor, said.pair)
    if waiting is not None:
        _end_proposal(actor, waiting, _reason(said, _NOT_SAME))


def part_entries(actor: Actor, taken_back: PairDecision) -> None:
    """A decision on two entries was taken back: they stand as before anybody said that they are one."""
    if taken_back.word != Word.SAME:
        return
    one, other = _entries(taken_back.pair)
    merge = Merge.objects.filter(alias=other, canonical=one, taken_back_at__isnull=True).first()
    _give_back(actor, taken_back.pair)
    if merge is not None:
        take_back_merge(actor=actor, merge=merge, reason=_TAKEN_BACK)
        return
    waiting = open_merge_between(actor, one, other)
    if waiting is not None:
        _end_proposal(actor, waiting, _TAKEN_BACK)


def _end_proposal(actor: Actor, request: ChangeRequest, reason: str) -> None:
    with transaction.atomic():
        if request.proposed_by_id == actor.user_id:
            withdraw_change(actor=actor, request=request)
        else:
            decline_change(actor=actor, request=request, reason=reason)


def _give_back(actor: Actor, pair: Pair) -> None:
    """A merge has two keys: without the one, the other opens nothing and is given back too."""
    for key in review.standing(pair=pair, word=Word.SAME):
        PairReturn.objects.create(municipality_id=actor.municipality_id, decision=key, taken_back_by_id=actor.user_id)


def _reason(said: PairDecision, otherwise: str) -> str:
    """What was noted, where that says more than a word."""
    return said.note if len(said.note) >= _SHORTEST_REASON else otherwise


def _entries(pair: Pair) -> tuple[Person, Person]:
    if pair.other is None:
        raise RuntimeError("a pair of entries has two entries")
    return pair.person, pair.other
