from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from tests.assembly.conftest import BALLOTS, Meeting

from huangyai.accounts.models import User
from huangyai.assembly import queries
from huangyai.assembly.actions import (
    ProposalFacts,
    answer_problem,
    call_assembly,
    cast_ballots,
    close_assembly,
    count_vote,
    note_presence,
    open_vote,
    raise_problem,
)
from huangyai.assembly.bridge import pabulib_of
from huangyai.assembly.models import Answer, AssemblyClosure, Ballot, Count, Problem
from huangyai.engines.ballot import count_votes, read_pabulib
from huangyai.kernel import Actor, FiscalYear, NotAllowed, Refusal, Role
from huangyai.ledger.models import Entry
from huangyai.people.actions import HouseholdFacts, PersonFacts, admit_households, tie_account
from huangyai.places.models import Village
from huangyai.walls.entry import acting


def verbs(actor: Actor) -> list[str]:
    entries = Entry.objects.filter(municipality_id=actor.municipality_id).order_by("position")
    return list(entries.values_list("verb", flat=True))


def refused(code: str, attempt: Callable[[], object]) -> None:
    with pytest.raises(Refusal) as answer:
        attempt()
    assert answer.value.code == code


def test_calling_noting_and_closing_leave_rows_and_entries(officer: Actor, meeting: Meeting) -> None:
    with acting(officer):
        assert meeting.assembly.fiscal_year == FiscalYear.of(meeting.assembly.starts_at.date()).be == 2569
        note_presence(actor=officer, assembly=meeting.assembly, present=61)
        closure = close_assembly(actor=officer, assembly=meeting.assembly, minutes="ที่ประชุมรับฟังและมีมติ")
        assert AssemblyClosure.objects.get() == closure
        assert queries.assembly(officer, meeting.assembly.pk).present == 61
        assert verbs(officer)[-8:] == [
            "assembly.called", "problem.raised", "problem.raised", "assembly.presence-noted", "vote.opened",
            "ballots.entered",
            "assembly.presence-noted", "assembly.closed",
        ]  # fmt: skip


def test_a_closed_assembly_takes_nothing_more(officer: Actor, meeting: Meeting) -> None:
    with acting(officer):
        close_assembly(actor=officer, assembly=meeting.assembly, minutes="ที่ประชุมรับฟังและมีมติ")
        refused("assembly-closed", lambda: note_presence(actor=officer, assembly=meeting.assembly, present=1))
        refused(
            "assembly-closed",
            lambda: raise_problem(actor=officer, assembly=meeting.assembly, sentence="เรื่องใหม่", category="health"),
        )
        refused(
            "assembly-closed",
            lambda: close_assembly(actor=officer, assembly=meeting.assembly, minutes="ที่ประชุมรับฟังและมีมติ"),
        )
        refused(
            "assembly-closed",
            lambda: open_vote(actor=officer, assembly=meeting.assembly, question="?", budget=Decimal(1), proposals=[]),
        )


def test_minutes_are_compulsory(officer: Actor, meeting: Meeting) -> None:
    with acting(officer):
        refused("minutes-missing", lambda: close_assembly(actor=officer, assembly=meeting.assembly, minutes=" "))


def test_an_answer_carries_its_reason_and_publishes_the_problem(
    officer: Actor, meeting: Meeting, actor_of: Callable[[Role], Actor]
) -> None:
    public = Actor.public(officer.municipality_id)
    with acting(officer):
        told = raise_problem(actor=actor_of(Role.VOLUNTEER), sentence="น้ำท่วมซอยวัด", category="infrastructure")
        assert not told.published
        assert told not in queries.problems(public)
        refused("reason-missing", lambda: answer_problem(actor=officer, problem=told, state="studying", reason="รอ"))
        answer_problem(actor=actor_of(Role.LEADER), problem=told, state="studying", reason="กองช่างจะสำรวจภายในเดือนนี้")
        assert told in queries.problems(public)
        assert verbs(officer)[-1] == "problem.answered"


def test_the_newest_answer_is_the_state(officer: Actor, meeting: Meeting) -> None:
    with acting(officer):
        for state, reason in (("studying", "กำลังสำรวจพื้นที่จริง"), ("in_plan", "อยู่ในแผนปี 2570 แล้ว")):
            answer_problem(actor=officer, problem=meeting.heard, state=state, reason=reason)
        (shown,) = [s for s in queries.answered(queries.problems(officer)) if s.problem == meeting.heard]
        assert (shown.state, shown.reason, shown.waiting) == (Answer.State.IN_PLAN, "อยู่ในแผนปี 2570 แล้ว", False)
        assert [answer.state for answer in queries.answers_to(officer, meeting.heard)] == ["in_plan", "studying"]
        assert list(queries.problems(officer, waiting=True)) == [meeting.need]
        assert queries.count_problems(officer) == (2, 1)


def test_what_a_resident_says_carries_their_village_and_they_see_it_before_it_is_public(
    officer: Actor, user_of: Callable[[Role], User], actor_of: Callable[[Role], Actor]
) -> None:
    resident = actor_of(Role.RESIDENT)
    with acting(officer):
        village = Village.objects.get(number=2)
        home = HouseholdFacts(village, "9", [PersonFacts(given_name="มะลิ"), PersonFacts(given_name="แก้ว")])
        person, _ = admit_households(actor=officer, households=[home], source="test")
        tie_account(actor=officer, person=person, user=user_of(Role.RESIDENT))
        told = raise_problem(actor=resident, sentence="ไฟทางดับทั้งซอย", category="safety")
        assert (told.said_by, told.village, told.voices) == (person, village, 1)
        assert list(queries.problems(resident)) == [told]
        assert list(queries.problems(actor_of(Role.DRIVER))) == []


def test_the_count_is_the_engines_own(officer: Actor, meeting: Meeting) -> None:
    with acting(officer):
        counted = count_vote(actor=officer, vote=meeting.vote)
        again = count_votes(read_pabulib(counted.pabulib), "equal-shares", utility="cost", completion="add1u")
        assert counted.winners == [int(winner) for winner in again.winners]
        assert counted.spent == Decimal(again.spent.numerator) / Decimal(again.spent.denominator)
        assert set(counted.reasons) == {"1", "2", "3"}
        assert all(pair["th"] and pair["en"] for pair in counted.reasons.values())
        assert verbs(officer)[-1] == "vote.counted"


def test_the_greedy_rule_is_counted_too(officer: Actor, meeting: Meeting) -> None:
    with acting(officer):
        meeting.vote.rule = "greedy"
        meeting.vote.save()
        assert count_vote(actor=officer, vote=meeting.vote).winners == [1, 2]


def test_published_ballots_are_all_ballots_in_an_order_that_tells_nothing(officer: Actor, meeting: Meeting) -> None:
    with acting(officer):
        before = pabulib_of(meeting.vote)
        lines = before.split("VOTES\n")[1].splitlines()[1:]
        assert [sorted(int(mark) for mark in line.split(";")[1].split(",")) for line in lines] == sorted(BALLOTS)
        Ballot.objects.all().delete()
        cast_ballots(actor=officer, vote=meeting.vote, ballots=BALLOTS[::-1])
        assert pabulib_of(meeting.vote) == before


def test_a_vote_is_counted_once_and_only_with_ballots(officer: Actor, meeting: Meeting) -> None:
    with acting(officer):
        empty = open_vote(
            actor=officer,
            assembly=meeting.assembly,
            question="?",
            budget=Decimal(10),
            proposals=[ProposalFacts("ก", Decimal(5)), ProposalFacts("ข", Decimal(5))],
        )
        refused("no-ballots", lambda: count_vote(actor=officer, vote=empty))
        count_vote(actor=officer, vote=meeting.vote)
        refused("vote-counted", lambda: count_vote(actor=officer, vote=meeting.vote))
        refused("vote-counted", lambda: cast_ballots(actor=officer, vote=meeting.vote, ballots=[[1]]))
        assert Count.objects.count() == 1


def test_bad_ballots_and_unpayable_votes_leave_nothing(officer: Actor, meeting: Meeting) -> None:
    with acting(officer):
        before = Ballot.objects.count()
        refused("ballot-invalid", lambda: cast_ballots(actor=officer, vote=meeting.vote, ballots=[[1], [8]]))
        assert Ballot.objects.count() == before
        one = ProposalFacts("ก", Decimal(5))
        dear = ProposalFacts("ข", Decimal(50))
        for proposals, code in (([one], "too-few-proposals"), ([one, dear], "cost-over-budget")):
            refused(
                code,
                lambda proposals=proposals: open_vote(
                    actor=officer, assembly=meeting.assembly, question="?", budget=Decimal(10), proposals=proposals
                ),
            )


@pytest.mark.parametrize("role", list(Role))
def test_who_may_do_what(role: Role, officer: Actor, meeting: Meeting, actor_of: Callable[[Role], Actor]) -> None:
    actor = actor_of(role)
    holds = role in {Role.OFFICER, Role.PLANNER}
    answers = holds or role is Role.LEADER
    attempts: list[tuple[bool, Callable[[], object]]] = [
        (holds, lambda: note_presence(actor=actor, assembly=meeting.assembly, present=50)),
        (holds, lambda: cast_ballots(actor=actor, vote=meeting.vote, ballots=[[2]])),
        (
            holds,
            lambda: call_assembly(actor=actor, title="ก", starts_at=meeting.assembly.starts_at, venue="ข"),
        ),
        (answers, lambda: answer_problem(actor=actor, problem=meeting.heard, state="studying", reason="กำลังสำรวจอยู่")),
        (holds, lambda: count_vote(actor=actor, vote=meeting.vote)),
        (holds, lambda: close_assembly(actor=actor, assembly=meeting.assembly, minutes="ที่ประชุมรับฟังและมีมติ")),
        (True, lambda: raise_problem(actor=actor, sentence="ไฟทางดับ", category="safety")),
    ]
    with acting(officer):
        for allowed, attempt in attempts:
            if allowed:
                attempt()
            else:
                with pytest.raises(NotAllowed):
                    attempt()


def test_a_visitor_and_the_neighbours_account_do_not_speak_here(
    officer: Actor, neighbour_user_of: Callable[[Role], User]
) -> None:
    stranger = Actor(municipality_id=officer.municipality_id, user_id=neighbour_user_of(Role.OFFICER).pk)
    with acting(officer):
        for actor in (stranger, Actor.public(officer.municipality_id)):
            with pytest.raises(NotAllowed):
                raise_problem(actor=actor, sentence="ไฟทางดับ", category="safety")
        assert not Problem.objects.exists()
