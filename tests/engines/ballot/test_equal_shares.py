"""Equal Shares and its completions: published and hand-counted elections."""

from __future__ import annotations

from fractions import Fraction

from ballot_elections import abc_book, canal_road

from huangyai.engines.ballot import count_votes, hold_election


def test_the_book_example_buys_one_project_for_an_eighth_each() -> None:
    tally = count_votes(abc_book(), "equal-shares")
    assert tally.winners == ("a",)
    assert tally.payments == {"a": Fraction(1, 8)}
    assert tally.share == Fraction(1, 3)


def test_a_village_counted_by_hand() -> None:
    tally = count_votes(canal_road(), "equal-shares", utility="cardinality")
    # Everyone has 10. lamp: 10/3 each of three. canal: 40/6 = 6.67 each; the two who bought the lamp have 6.67 too.
    # field: 30/3 = 10 each of three. road: 4 × 3.33 + 6.67 = 20 < 60. well: nobody has money left.
    assert tally.order == ("lamp", "canal", "field")
    assert tally.payments == {"lamp": Fraction(10, 3), "canal": Fraction(20, 3), "field": 10}
    assert tally.reasons["road"].th == (
        "ไม่ได้รับเลือก: ผู้สนับสนุนโครงการนี้ 5 คนเหลือเงินรวม 20 บาท แต่ต้องใช้ 60 บาท (ทุกคนเริ่มด้วยคนละ 10 บาท)"
    )
    assert tally.reasons["well"].en.startswith("Not chosen: its 2 supporters still had 0 baht together; it costs 25")


def test_those_who_have_less_pay_all_and_the_others_share_the_rest() -> None:
    election = hold_election(30, {"a": 8, "b": 15, "c": 99}, [["a", "b"], ["b"], ["c"]])
    tally = count_votes(election, "equal-shares", utility="cardinality")
    # b first: 7.50 each is less than 8 by one alone; then a can't be paid (2.50 left).
    assert tally.order == ("b",)
    cheap = hold_election(30, {"a": 6, "b": 14, "c": 99}, [["a", "b"], ["b"], ["c"]])
    bought = count_votes(cheap, "equal-shares", utility="cardinality")
    # a for 6; then b: the first voter gives the last 4, the second 10.
    assert bought.order == ("a", "b")
    assert bought.payments["b"] == 10


def test_points_weigh_what_each_pays() -> None:
    election = hold_election(20, {"a": 9}, [{"a": 1}, {"a": 2}], "scoring")
    tally = count_votes(election, "equal-shares", utility="score")
    assert tally.payments["a"] == 6


def test_free_projects_that_someone_wants_come_first() -> None:
    election = hold_election(10, {"b": 0, "a": 0, "c": 10}, [["a", "c"], ["c"]])
    tally = count_votes(election, "equal-shares")
    assert tally.order == ("a", "c")
    assert "0 คน" in tally.reasons["b"].th


def test_add1_raises_shares_until_nothing_more_fits() -> None:
    # Two groups want one project each; neither can pay from its own share of 10.
    election = hold_election(40, {"a": 22, "b": 25}, [["a"], ["a"], ["b"], ["b"]])
    assert count_votes(election, "equal-shares").winners == ()
    raised = count_votes(election, "equal-shares", completion="add1")
    assert raised.winners == ("a",)
    assert raised.share == 11


def test_add1_takes_the_last_count_within_the_budget() -> None:
    # At 30 each both would be bought at once, for 60: the count before it stands, with nothing.
    election = hold_election(50, {"a": 30, "b": 30, "c": 51}, [["a"], ["b"], ["c"]])
    raised = count_votes(election, "equal-shares", completion="add1")
    assert raised.winners == ()
    filled = count_votes(election, "equal-shares", completion="add1u")
    assert filled.winners == ("a",)
    assert filled.ties[0].taken == "a"


def test_comparison_lets_the_majority_choose_greedy() -> None:
    # Equal Shares gives each of three villages its well; greedy a road that most want more of.
    election = hold_election(90, {"r1": 45, "r2": 45, "w": 30}, [["r1", "r2"], ["r1", "r2"], ["w"]])
    plain = count_votes(election, "equal-shares")
    assert plain.winners == ("r1", "w")
    compared = count_votes(election, "equal-shares", comparison=True)
    assert compared.comparison is not None
    assert (compared.comparison.prefer_shares, compared.comparison.prefer_greedy) == (1, 2)
    assert compared.winners == ("r1", "r2")
    assert (plain.represented, plain.represented_by_greedy) == (1, Fraction(2, 3))


def test_an_election_without_voters_has_no_winners() -> None:
    assert count_votes(hold_election(10, {"a": 5}, [])).winners == ()
