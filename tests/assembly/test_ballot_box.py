"""A ballot can't be tied to its voter once cast, everybody has one, and anybody can count again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from tests.assembly.hall import Hall

from huangyai.assembly import queries
from huangyai.assembly.actions import (
    GroupFacts,
    cast_ballots,
    cast_own_ballot,
    check_in,
    count_vote,
    enter_paper,
    give_paper,
    issue_voting_code,
    note_hands,
    note_presence,
    print_papers,
    set_composition,
    take_back_check_in,
)
from huangyai.assembly.models import Ballot, BallotPaper, Vote, VoterMark
from huangyai.assembly.rules import Mark
from huangyai.engines.ballot import count_votes, read_pabulib
from huangyai.kernel import Actor, NotAllowed, Refusal, Role
from huangyai.ledger.models import Entry
from huangyai.places.models import Municipality
from huangyai.walls.entry import acting


def refused(code: str, attempt: Callable[[], object]) -> None:
    with pytest.raises(Refusal) as answer:
        attempt()
    assert answer.value.code == code


def codes(officer: Actor, hall: Hall, people: slice) -> list[str]:
    found = [check_in(actor=officer, assembly=hall.assembly, person=person) for person in hall.people[people]]
    return [issue_voting_code(actor=officer, attendance=attendance) for attendance in found]


def in_box(vote: Vote) -> Counter[tuple[int, ...]]:
    return Counter(tuple(ballot.choices) for ballot in Ballot.objects.filter(vote=vote))


def test_paper_and_phone_meet_in_one_box_and_nothing_leads_back(
    officer: Actor, hall: Hall, municipality: Municipality
) -> None:
    phone = Actor.public(officer.municipality_id)
    with acting(officer):
        keys = codes(officer, hall, slice(0, 5))
        paper_voters = [check_in(actor=officer, assembly=hall.assembly, person=p) for p in hall.people[5:8]]
        vote = hall.vote(officer)
        for attendance in paper_voters:
            give_paper(actor=officer, vote=vote, attendance=attendance)
        print_papers(actor=officer, vote=vote, number=3)
        for paper, choice in zip(queries.papers(officer, vote), (1, 1, 2), strict=True):
            enter_paper(actor=officer, paper=paper, mark=Mark((choice,)))
        for at, key in enumerate(keys):
            cast_own_ballot(actor=phone, vote=vote, code=f"{key[:4]}-{key[4:].lower()}", mark=Mark((1 + at % 3,)))
        assert in_box(vote) == {(1,): 4, (2,): 3, (3,): 1}
        ways = Counter(VoterMark.objects.values_list("way", flat=True))
        assert ways == {"paper": 3, "phone": 5}
        fields = {field.name for model in (Ballot, VoterMark, BallotPaper) for field in model._meta.get_fields()}
        assert not fields & {"made_at", "at", "position"}
        assert {field.name for field in Ballot._meta.get_fields()} == {
            "id",
            "municipality",
            "vote",
            "choices",
            "points",
        }
        # Ids are chance, not time; and the box was written again as a whole, so the writing transaction tells nothing.
        assert {row.pk.version for row in Ballot.objects.all()} == {4}
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(DISTINCT xmin::text || cmin::text) FROM assembly_ballot")
            assert cursor.fetchone() == (1,)
        entries = Entry.objects.filter(municipality_id=municipality.pk, verb="ballot.cast")
        assert {(entry.account_id, str(entry.facts)) for entry in entries} == {(None, "{}")}
        assert not any(key in str(entry.facts) for key in keys for entry in Entry.objects.all())


def test_the_order_of_the_box_is_not_the_order_of_casting(officer: Actor, hall: Hall) -> None:
    with acting(officer):
        note_presence(actor=officer, assembly=hall.assembly, present=40)
        vote = hall.vote(officer, kind="ranking")
        # Two kinds of ballots, cast one after the other: in order they would stand in two blocks.
        for order in ((1, 2), (2, 1)):
            cast_ballots(actor=officer, vote=vote, ballots=[order] * 20)
        for ordering in ("pk", None):
            rows = Ballot.objects.filter(vote=vote)
            found = [tuple(row.choices) for row in (rows.order_by(ordering) if ordering else rows)]
            assert found not in ([(1, 2)] * 20 + [(2, 1)] * 20, [(2, 1)] * 20 + [(1, 2)] * 20)


def test_a_code_votes_once_in_each_vote_and_only_here(officer: Actor, hall: Hall) -> None:
    phone = Actor.public(officer.municipality_id)
    with acting(officer):
        first, second = codes(officer, hall, slice(0, 2))
        one, two = hall.vote(officer), hall.vote(officer)
        bad = Mark((9,))
        refused("ballot-invalid", lambda: cast_own_ballot(actor=phone, vote=one, code=first, mark=bad))
        cast_own_ballot(actor=phone, vote=one, code=first, mark=Mark((1,)))
        refused("has-voted", lambda: cast_own_ballot(actor=phone, vote=one, code=first, mark=Mark((2,))))
        cast_own_ballot(actor=phone, vote=two, code=first, mark=Mark((2,)))
        refused("voting-code-unknown", lambda: cast_own_ballot(actor=phone, vote=one, code="AAAA2222", mark=Mark((1,))))
        # A new code ends the old one, and who has had paper has no phone.
        other = queries.who_came(hall.people[1], hall.assembly)
        assert other is not None
        newer = issue_voting_code(actor=officer, attendance=other)
        refused("voting-code-unknown", lambda: cast_own_ballot(actor=phone, vote=one, code=second, mark=Mark((1,))))
        give_paper(actor=officer, vote=one, attendance=other)
        refused("has-voted", lambda: cast_own_ballot(actor=phone, vote=one, code=newer, mark=Mark((1,))))
        assert in_box(one) == {(1,): 1}


def test_who_was_checked_in_by_mistake_does_not_vote(officer: Actor, hall: Hall) -> None:
    with acting(officer):
        (key,) = codes(officer, hall, slice(0, 1))
        vote = hall.vote(officer)
        came = queries.who_came(hall.people[0], hall.assembly)
        assert came is not None
        take_back_check_in(actor=officer, attendance=came)
        phone = Actor.public(officer.municipality_id)
        refused("voting-code-unknown", lambda: cast_own_ballot(actor=phone, vote=vote, code=key, mark=Mark((1,))))


def test_eligibility_is_what_was_announced(officer: Actor, hall: Hall) -> None:
    with acting(officer):
        set_composition(
            actor=officer, level="village", youngest_voter=18, own_village_votes=True,
            groups=[GroupFacts("agency", votes=False)],
        )  # fmt: skip
        child = check_in(actor=officer, assembly=hall.assembly, person=hall.people[11])
        guest = check_in(actor=officer, assembly=hall.assembly, name="ผู้มาเยือน")
        agency = check_in(actor=officer, assembly=hall.assembly, person=hall.people[1], group="agency")
        voter = check_in(actor=officer, assembly=hall.assembly, person=hall.people[2])
        vote = hall.vote(officer)
        for attendance in (child, guest, agency):
            refused("no-vote-here", lambda who=attendance: give_paper(actor=officer, vote=vote, attendance=who))
        give_paper(actor=officer, vote=vote, attendance=voter)
        assert queries.voters(hall.assembly) == [voter]
        refused("more-ballots-than-voters", lambda: cast_ballots(actor=officer, vote=vote, ballots=[[1], [2]]))
        assert not Ballot.objects.exists()
        cast_ballots(actor=officer, vote=vote, ballots=[[1]])


def test_a_paper_is_entered_once(officer: Actor, hall: Hall) -> None:
    with acting(officer):
        note_presence(actor=officer, assembly=hall.assembly, present=40)
        vote = hall.vote(officer)
        assert print_papers(actor=officer, vote=vote, number=2) == 2
        paper = queries.papers(officer, vote)[0]
        refused("ballot-invalid", lambda: enter_paper(actor=officer, paper=paper, mark=Mark(())))
        enter_paper(actor=officer, paper=paper, mark=Mark((1, 2)))
        refused("paper-entered", lambda: enter_paper(actor=officer, paper=paper, mark=Mark((1,))))
        assert queries.papers_out(officer, vote) == (2, 1)
        refused("papers-too-many", lambda: print_papers(actor=officer, vote=vote, number=1000))


@pytest.mark.parametrize(
    ("kind", "ballots", "winners"),
    [
        ("approval", [Mark((1, 2)), Mark((1,)), Mark((2,))], [1, 2]),
        ("knapsack", [Mark((1, 2)), Mark((3,)), Mark((3,))], [1, 3]),
        ("points", [Mark((1, 2), (1, 4)), Mark((2, 3), (3, 2)), Mark((3,), (4,))], [1, 2]),
        ("ranking", [Mark((2, 1, 3)), Mark((2, 3, 1)), Mark((1, 2))], [1, 2]),
    ],
)
@pytest.mark.parametrize("rule", ["greedy", "equal-shares"])
def test_every_kind_is_counted_and_anybody_counts_the_same(
    officer: Actor, hall: Hall, kind: str, ballots: list[Mark], winners: list[int], rule: str
) -> None:
    with acting(officer):
        note_presence(actor=officer, assembly=hall.assembly, present=40)
        vote = hall.vote(officer, kind=kind, points=5, rule=rule)
        cast_ballots(actor=officer, vote=vote, ballots=ballots)
        counted = count_vote(actor=officer, vote=vote)
        election = read_pabulib(counted.pabulib)
        announced: Any = election.meta_value("rule")
        again = count_votes(
            election, announced, utility="score" if kind in ("points", "ranking") else "cost", completion="add1u"
        )
        assert counted.winners == [int(winner) for winner in again.winners]
        if rule == "greedy":
            assert sorted(counted.winners) == winners
        assert election.ballots.count == 3
        (shown,) = queries.vote_results(officer, queries.votes(officer, hall.assembly))
        assert shown.marks_label
        assert all(line.reason for line in shown.proposals)


def test_hands_are_counted_as_ballots_with_one_number(officer: Actor, hall: Hall) -> None:
    with acting(officer):
        for person in hall.people[:9]:
            check_in(actor=officer, assembly=hall.assembly, person=person)
        vote = hall.vote(officer, kind="hands", rule="greedy")
        refused("no-ballots", lambda: count_vote(actor=officer, vote=vote))
        too_many = {1: 5, 2: 3, 3: 2}
        refused("more-ballots-than-voters", lambda: note_hands(actor=officer, vote=vote, hands=too_many))
        refused("hands-invalid", lambda: note_hands(actor=officer, vote=vote, hands={4: 1}))
        note_hands(actor=officer, vote=vote, hands={1: 2, 2: 3, 3: 1})
        note_hands(actor=officer, vote=vote, hands={1: 5, 2: 3, 3: 1})
        counted = count_vote(actor=officer, vote=vote)
        assert counted.winners == [1, 2]
        assert read_pabulib(counted.pabulib).ballots.count == 9
        refused("vote-counted", lambda: note_hands(actor=officer, vote=vote, hands={1: 1}))
        by_paper = hall.vote(officer)
        refused("not-by-hands", lambda: note_hands(actor=officer, vote=by_paper, hands={1: 1}))
        refused("points-missing", lambda: hall.vote(officer, kind="points"))


def test_a_phone_votes_without_an_account(
    officer: Actor, hall: Hall, municipality: Municipality, neighbour: Municipality, browser_of: Callable[..., Client]
) -> None:
    with acting(officer):
        keys = codes(officer, hall, slice(0, 3))
        vote = hall.vote(officer, kind="knapsack")
    address = reverse("assembly:vote_booth", args=[municipality.slug, vote.pk])
    visitor = Client()
    assert "ค่ายปิดเทอม" in visitor.get(address).text
    over = visitor.post(address, {"mark_2": "on", "mark_3": "on", "code": keys[0]})
    assert over.status_code == 422
    assert "5,000" in over.text
    assert visitor.post(address, {"mark_1": "on", "mark_2": "on", "code": keys[0]}).status_code == 302
    unknown = visitor.post(
        address, {"mark_1": "on", "code": "ZZZZ9999"}, headers={"referer": f"http://testserver{address}"}
    )
    assert unknown.status_code == 409
    assert "โต๊ะเช็กชื่อ" in unknown.text
    # The officer's tablet goes round for those without a phone.
    assert browser_of(Role.OFFICER).post(address, {"mark_3": "on", "code": keys[1]}).status_code == 302
    # A resident's phone that is signed in leaves no trace of the account.
    assert browser_of(Role.RESIDENT).post(address, {"mark_3": "on", "code": keys[2]}).status_code == 302
    elsewhere = reverse("assembly:vote_booth", args=[neighbour.slug, vote.pk])
    assert visitor.get(elsewhere).status_code == 404
    with acting(officer):
        assert in_box(vote) == {(1, 2): 1, (3,): 2}
        assert Counter(VoterMark.objects.values_list("way", flat=True)) == {"phone": 2, "tablet": 1}
        accounts = Entry.objects.filter(municipality_id=municipality.pk, verb="ballot.cast").values("account_id")
        assert {row["account_id"] for row in accounts} == {None}
        count_vote(actor=officer, vote=vote)
    assert "mark_1" not in visitor.get(address).text


def test_scanned_papers_roll_and_hands_by_page(
    officer: Actor, hall: Hall, browser_of: Callable[..., Client], municipality: Municipality
) -> None:
    browser = browser_of(Role.OFFICER)
    with acting(officer):
        vote, hands = hall.vote(officer, kind="ranking"), hall.vote(officer, kind="hands")
        came = check_in(actor=officer, assembly=hall.assembly, person=hall.people[0])
    roll = reverse("assembly:vote_roll", args=[vote.pk])
    assert browser.post(reverse("assembly:vote_paper_given", args=[vote.pk, came.pk]))["Location"] == roll
    papers = reverse("assembly:vote_papers", args=[vote.pk])
    assert browser.post(papers, {"number": "0"}).status_code == 422
    assert browser.post(papers, {"number": "2"})["Location"] == papers
    file = browser.get(reverse("assembly:vote_papers_file", args=[vote.pk]))
    assert file.content.startswith(b"%PDF")
    with acting(officer):
        code = BallotPaper.objects.first().code
    entry = reverse("assembly:paper_entry", args=[code])
    twice = browser.post(entry, {"mark_1": "1", "mark_2": "1"})
    assert twice.status_code == 422
    assert browser.post(entry, {"mark_1": "2", "mark_2": "1", "mark_3": ""})["Location"] == papers
    raised = reverse("assembly:vote_hands", args=[hands.pk])
    assert browser.post(raised, {"hands_1": "-1", "hands_2": "0", "hands_3": "0"}).status_code == 422
    assert browser.post(raised, {"hands_1": "1", "hands_2": "0", "hands_3": "0"}).status_code == 302
    code_page = browser.post(reverse("assembly:attendance_voting_code", args=[came.pk]))
    assert code_page.status_code == 200
    with acting(officer):
        assert in_box(vote) == {(2, 1): 1}


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.OFFICER, Role.PLANNER}])
def test_who_does_not_hold_assemblies_touches_no_ballot(
    role: Role, officer: Actor, hall: Hall, actor_of: Callable[[Role], Actor]
) -> None:
    actor = actor_of(role)
    with acting(officer):
        vote = hall.vote(officer)
        came = check_in(actor=officer, assembly=hall.assembly, person=hall.people[0])
        print_papers(actor=officer, vote=vote, number=1)
        paper = BallotPaper.objects.get()
        for attempt in (
            lambda: give_paper(actor=actor, vote=vote, attendance=came),
            lambda: issue_voting_code(actor=actor, attendance=came),
            lambda: print_papers(actor=actor, vote=vote, number=1),
            lambda: enter_paper(actor=actor, paper=paper, mark=Mark((1,))),
            lambda: note_hands(actor=actor, vote=vote, hands={1: 1}),
            lambda: queries.have_voted(actor, vote.pk),
            lambda: queries.papers(actor, vote),
        ):
            with pytest.raises(NotAllowed):
                attempt()


def test_the_published_file_carries_the_cost_and_money_of_the_vote(officer: Actor, hall: Hall) -> None:
    with acting(officer):
        note_presence(actor=officer, assembly=hall.assembly, present=40)
        vote = hall.vote(officer, kind="points", points=3)
        cast_ballots(actor=officer, vote=vote, ballots=[Mark((3, 1), (1, 2))])
        election = read_pabulib(count_vote(actor=officer, vote=vote).pabulib)
        assert election.budget == Decimal(100_000)
        assert election.meta_value("max_sum_points") == "3"
