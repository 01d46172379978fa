from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huangyai.assembly.rules import (
    read_ballots,
    require_choices,
    require_minutes,
    require_payable,
    require_reason,
    require_sentence,
)
from huangyai.kernel import BadInput, Fault, Refusal

NUMBERS = set(range(1, 7))
BALLOT = st.lists(st.sampled_from(sorted(NUMBERS)), min_size=1, unique=True)


@given(st.lists(BALLOT, max_size=30), st.sampled_from([" ", ",", ", ", "  "]))
def test_keyed_ballots_are_read_as_they_were_marked(ballots: list[list[int]], between: str) -> None:
    text = "\n".join(between.join(str(choice) for choice in ballot) for ballot in ballots)
    assert read_ballots(text, NUMBERS) == ballots


@given(st.text(max_size=80))
def test_any_text_gives_ballots_or_faults_with_their_line(text: str) -> None:
    ballots: list[list[int]] = []
    faults: tuple[Fault, ...] = ()
    try:
        ballots = read_ballots(text, NUMBERS)
    except BadInput as bad:
        faults = bad.faults
    assert not (ballots and faults)
    assert all(1 <= fault.row <= len(text.splitlines()) for fault in faults)
    assert all(require_choices(ballot, NUMBERS) == sorted(ballot) for ballot in ballots)


def test_every_wrong_ballot_is_named_by_its_line() -> None:
    with pytest.raises(BadInput) as bad:
        read_ballots("1 2\n9\n\n3 3\nสอง\n๑ ๒", NUMBERS)
    assert [fault.row for fault in bad.value.faults] == [2, 4, 5]


def test_thai_digits_are_digits() -> None:
    assert read_ballots("๑ ๓", NUMBERS) == [[1, 3]]


@pytest.mark.parametrize("choices", [[], [7], [1, 1], [0]])
def test_a_ballot_names_proposals_once(choices: list[int]) -> None:
    with pytest.raises(Refusal) as refused:
        require_choices(choices, NUMBERS)
    assert refused.value.code == "ballot-invalid"


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
