"""Whatever is decided and taken back, in whatever order: only what stands at the end counts."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.targets.review_cast import DOUBTFUL, NAMESAKE, SURE, join, pairs_of, row_at

from huangyai.kernel import Actor, Refusal
from huangyai.people.models import Person
from huangyai.targets.actions import decide_pair, doubt_join, take_back_pair_decision
from huangyai.targets.models import Pair, PairDecision, Register, RegisterRow, TakenFact
from huangyai.targets.queries import review
from huangyai.walls.entry import acting

Word = PairDecision.Word
# Which pair, which word; or which of the decisions so far is taken back.
steps = st.lists(
    st.tuples(st.integers(0, 4), st.sampled_from([Word.SAME, Word.DIFFERENT, Word.UNSURE]))
    | st.tuples(st.integers(0, 5), st.just("back")),
    max_size=7,
)


def state() -> tuple[object, ...]:
    """Everything that decisions can change, apart from the decisions themselves."""
    return (
        list(RegisterRow.objects.order_by("pk").values_list("pk", "person_id", "probability", "why")),
        list(Person.objects.order_by("pk").values_list("pk", "nickname", "phone", "wheelchair")),
        sorted(TakenFact.objects.values_list("person_id", "fact", "row_id")),
        sorted(review.standing().values_list("pair__row_id", "pair__person_id", "word")),
    )


def carry_out(officer: Actor, places: Sequence[tuple[uuid.UUID, uuid.UUID]], plan: Sequence[tuple[int, str]]) -> None:
    """Do what the plan says, as far as it is allowed."""
    said: list[PairDecision] = []
    for at, what in plan:
        try:
            with transaction.atomic():
                if what == "back":
                    if at < len(said):
                        take_back_pair_decision(actor=officer, decision=said[at])
                else:
                    said.append(decide(officer, *places[at], what))
        except Refusal:
            continue


def decide(officer: Actor, row_id: uuid.UUID, person_id: uuid.UUID, word: str) -> PairDecision:
    """A word on a pair of the queue, or on a join that somebody doubts."""
    pair = Pair.objects.filter(row_id=row_id, person_id=person_id).first()
    if pair is None:
        row = RegisterRow.objects.get(pk=row_id)
        return doubt_join(actor=officer, row=row)
    return decide_pair(actor=officer, pair=review.pair(officer, pair.pk), word=word)


def places_of(visits: Register) -> list[tuple[uuid.UUID, uuid.UUID]]:
    """The four pairs of the queue and the join that was sure."""
    found = [
        (pair.row_id, pair.person_id) for number in (DOUBTFUL, NAMESAKE) for pair in pairs_of(row_at(visits, number))
    ]
    sure = row_at(visits, SURE)
    return [(row, person) for row, person in (*found, (sure.pk, sure.person_id)) if row and person]


class _Enough(Exception):
    """Takes what was tried back."""


def outcome(
    officer: Actor, places: Sequence[tuple[uuid.UUID, uuid.UUID]], plan: Sequence[tuple[int, str]]
) -> tuple[tuple[object, ...], list[tuple[int, str]]]:
    """The state after a plan, and the decisions that stand then; afterwards all is as before."""
    kept: list[tuple[tuple[object, ...], list[tuple[int, str]]]] = []
    try:
        with transaction.atomic():
            carry_out(officer, places, plan)
            net = [
                (places.index((one.pair.row_id, one.pair.person_id)), str(one.word))
                for one in review.standing().select_related("pair").order_by("made_at", "pk")
            ]
            kept.append((state(), net))
            raise _Enough
    except _Enough:
        return kept[0]


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plan=steps)
def _decisions_and_returns_leave_the_net(
    plan: list[tuple[int, str]], *, officer: Actor, places: list[tuple[uuid.UUID, uuid.UUID]]
) -> None:
    after, net = outcome(officer, places, plan)
    assert outcome(officer, places, net)[0] == after
    # The other way round, but for "can't tell": it settles nothing, and nobody says it of what is settled.
    settling = [said for said in net if said[1] != Word.UNSURE]
    unsure = [said for said in net if said[1] == Word.UNSURE]
    assert outcome(officer, places, [*unsure, *settling[::-1]])[0] == after


def test_decisions_and_returns_leave_the_same_as_what_stands(officer: Actor) -> None:
    with acting(officer):
        places = places_of(join(officer))
        assert len(places) == 5
        _decisions_and_returns_leave_the_net(officer=officer, places=places)


def test_everything_taken_back_is_as_if_nobody_had_looked(officer: Actor) -> None:
    with acting(officer):
        places = places_of(join(officer))
        before = state()
        carry_out(officer, places, [(0, Word.SAME), (4, Word.DIFFERENT), (2, Word.DIFFERENT), (3, Word.UNSURE)])
        assert state() != before
        for said in review.standing():
            take_back_pair_decision(actor=officer, decision=said)
        assert state() == before
