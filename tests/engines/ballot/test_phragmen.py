"""Sequential Phragmén: the book's example and the moments when it ends."""

from __future__ import annotations

from ballot_elections import abc_book

from huangyai.engines.ballot import count_votes, hold_election


def test_the_book_example() -> None:
    # Loads 1/8, then b and c tie at 11/32, c at 55/128, d at 5/8.
    tally = count_votes(abc_book(), "phragmen")
    assert tally.order == ("a", "b", "c", "d")
    assert [(tie.projects, tie.taken) for tie in tally.ties] == [(("b", "c"), "b")]


def test_ends_when_the_next_purchase_would_break_the_budget() -> None:
    election = hold_election(10, {"a": 6, "b": 5, "c": 3, "d": 11}, [["a"], ["a"], ["b", "d"], ["c"]])
    tally = count_votes(election, "phragmen")
    # At 3 per head a and c are paid together; a comes first, c fits; b would come at 5 and costs more than the 1 left.
    assert tally.order == ("a", "c")
    assert tally.reasons["b"].en == (
        "Not chosen: its supporters had gathered its cost of 5 baht, but only 1 baht of the budget was left, "
        "so counting ended."
    )
    assert "เกินงบทั้งหมด" in tally.reasons["d"].th


def test_says_how_much_had_been_gathered() -> None:
    election = hold_election(10, {"a": 8, "b": 4, "c": 9}, [["a"], ["a"], ["b"], ["c"]])
    assert "4 baht" in count_votes(election, "phragmen").reasons["c"].en


def test_money_left_for_what_nobody_wanted_comes_last() -> None:
    election = hold_election(10, {"a": 2, "z": 3}, [["a"]])
    assert count_votes(election, "phragmen").order == ("a", "z")
