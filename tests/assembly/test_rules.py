from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huangyai.assembly.rules import (
    Mark,
    Sheet,
    agenda_points,
    read_ballots,
    require_ballot,
    require_level,
    require_minutes,
    require_payable,
    require_points,
    require_quorum,
    require_reason,
    require_resolution,
    require_sentence,
    require_voters,
    shares_of,
    tidy_code,
)
from huangyai.kernel import BadInput, Fault, Refusal

COSTS = {number: Decimal(10_000 * number) for number in range(1, 7)}
NUMBERS = set(COSTS)
APPROVAL = Sheet("approval", COSTS)
BALLOT = st.lists(st.sampled_from(sorted(NUMBERS)), min_size=1, unique=True)


@given(st.lists(BALLOT, max_size=30), st.sampled_from([" ", ",", ", ", "  "]), st.sampled_from(["approval", "ranking"]))
def test_keyed_ballots_are_read_as_they_were_marked(ballots: list[list[int]], between: str, kind: str) -> None:
    text = "\n".join(between.join(str(choice) for choice in ballot) for ballot in ballots)
    kept = ballots if kind == "ranking" else [sorted(ballot) for ballot in ballots]
    assert [list(mark.choices) for mark in read_ballots(text, Sheet(kind, COSTS))] == kept


@given(
    st.text(alphabet="0123456789๑๒๓ :=,;ก\n-", max_size=80),
    st.sampled_from(["approval", "points", "ranking", "knapsack"]),
)
def test_any_text_gives_ballots_or_faults_with_their_line(text: str, kind: str) -> None:
    sheet = Sheet(kind, COSTS, Decimal(50_000), 5)
    ballots: list[Mark] = []
    faults: tuple[Fault, ...] = ()
    try:
        ballots = read_ballots(text, sheet)
    except BadInput as bad:
        faults = bad.faults
    assert not (ballots and faults)
    assert all(1 <= fault.row <= len(text.splitlines()) for fault in faults)
    assert all(require_ballot(sheet, ballot) == ballot for ballot in ballots)
    assert all(sum(COSTS[n] for n in mark.choices) <= 50_000 for mark in ballots if kind == "knapsack")
    assert all(0 < sum(mark.points) <= 5 for mark in ballots if kind == "points")


def test_every_wrong_ballot_is_named_by_its_line() -> None:
    with pytest.raises(BadInput) as bad:
        read_ballots("1 2\n9\n\n3 3\nสอง\n๑ ๒\n1:2", APPROVAL)
    assert [fault.row for fault in bad.value.faults] == [2, 4, 5, 7]


def test_thai_digits_and_points_are_read() -> None:
    assert read_ballots("๑ ๓", APPROVAL) == [Mark((1, 3))]
    assert read_ballots("๓:๒ 1=3", Sheet("points", COSTS, points=5)) == [Mark((1, 3), (3, 2))]


@pytest.mark.parametrize(
    ("kind", "mark"),
    [
        ("approval", Mark(())),
        ("approval", Mark((7,))),
        ("approval", Mark((1, 1))),
        ("approval", Mark((1,), (2,))),
        ("hands", Mark((1, 2))),
        ("knapsack", Mark((1, 5))),
        ("points", Mark((1,))),
        ("points", Mark((1, 2), (3, 3))),
        ("points", Mark((1,), (0,))),
    ],
)
def test_a_ballot_that_cannot_be_counted_is_refused(kind: str, mark: Mark) -> None:
    with pytest.raises(Refusal) as refused:
        require_ballot(Sheet(kind, COSTS, Decimal(50_000), 5), mark)
    assert refused.value.code == "ballot-invalid"


@given(st.dictionaries(st.sampled_from("abcd"), st.integers(1, 300), min_size=1), st.integers(1, 100))
def test_shares_are_exact_and_whole(came: dict[str, int], least: int) -> None:
    shares = shares_of(came, {"a": least, "z": least})
    assert sum(share.came for share in shares) == sum(came.values())
    assert {share.group for share in shares} == {*came, "a", "z"}
    everybody = sum(came.values())
    for share in shares:
        if share.least:
            assert share.enough == (share.came / everybody >= least / 100 or share.came * 100 == least * everybody)


def test_quorum_and_voters() -> None:
    require_quorum(0, None)
    require_quorum(10, 10)
    require_voters(10, 10)
    for attempt, code in (
        (lambda: require_quorum(9, 10), "quorum-missing"),
        (lambda: require_voters(11, 10), "more-ballots-than-voters"),
        (lambda: require_points("points", 0), "points-missing"),
        (lambda: require_level("village", has_village=False), "level-village-differ"),
        (lambda: require_level("joint", has_village=True), "level-village-differ"),
        (lambda: require_resolution("ก"), "resolution-missing"),
    ):
        with pytest.raises(Refusal) as refused:
            attempt()
        assert refused.value.code == code


@pytest.mark.parametrize(
    "typed", ["AB2C-d4ef", " ab2cd4ef ", "https://x.example/check-in/AB2CD4EF/", "http://h/p/ab2cd4ef"]
)
def test_a_code_is_known_however_it_arrives(typed: str) -> None:
    assert tidy_code(typed) == "AB2CD4EF"


def test_an_agenda_is_read_line_by_line() -> None:
    assert agenda_points("- รับฟังปัญหา\n2. เตรียมแผน\n\n  ๓) เรื่องอื่น\n2570 ทำอะไร") == [
        "รับฟังปัญหา", "เตรียมแผน", "เรื่องอื่น", "2570 ทำอะไร"
    ]  # fmt: skip
    assert agenda_points(" \n") == []


@pytest.mark.parametrize(
    ("rule", "code"),
    [(require_reason, "reason-missing"), (require_sentence, "sentence-missing"), (require_minutes, "minutes-missing")],
)
def test_words_are_compulsory(rule: object, code: str) -> None:
    assert callable(rule)
    assert rule("  คำอธิบายที่ยาวพอสมควร  ") == "คำอธิบายที่ยาวพอสมควร"
    with pytest.raises(Refusal) as refused:
        rule("  ก \n ")
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("budget", "costs", "code"),
    [("0", ["1"], "cost-impossible"), ("10", ["0"], "cost-impossible"), ("10", ["11"], "cost-over-budget")],
)
def test_a_vote_can_be_paid(budget: str, costs: list[str], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        require_payable(Decimal(budget), [Decimal(cost) for cost in costs])
    assert refused.value.code == code
    require_payable(Decimal(10), [Decimal(10), Decimal("0.5")])
