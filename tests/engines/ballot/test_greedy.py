"""The greedy family, by hand."""

from __future__ import annotations

from ballot_elections import canal_road

from huangyai.engines.ballot import count_votes, hold_election, read_pabulib

FIELD = """META
key;value
num_projects;4
num_votes;10
budget;100
vote_type;approval
rule;greedy-threshold
min_project_score_threshold;3
PROJECTS
project_id;cost;exclusive
a;70;bridge
b;60;bridge
c;40;
d;20;
VOTES
voter_id;vote
1;a
2;a,b
3;a,b
4;a,b
5;b,c
6;b,c
7;c
8;c,d
9;d
10;
"""


def test_takes_votes_in_order_and_passes_over_what_no_longer_fits() -> None:
    tally = count_votes(canal_road(), "greedy")
    # canal 6 votes (40), road 5 (60); then nothing is left for field 3, lamp 3, well 2.
    assert tally.order == ("canal", "road")
    assert tally.spent == 100


def test_utility_cardinality_takes_votes_per_cost() -> None:
    tally = count_votes(canal_road(), "greedy", utility="cardinality")
    # per unit: lamp .3, canal .15, field .1, road .083, well .08
    assert tally.order == ("lamp", "canal", "field")


def test_utility_score_takes_points_per_cost() -> None:
    election = hold_election(10, {"a": 8, "b": 4}, [{"a": 3, "b": 1}, {"b": 1}], "cumulative")
    assert count_votes(election, "greedy", utility="score").winners == ("b",)
    assert count_votes(election, "greedy", utility="cost").order == ("b",)


def test_no_skip_ends_at_the_first_that_does_not_fit() -> None:
    election = read_pabulib(FIELD)
    # b has 5 votes, a and c 4 each, d 2: below the threshold of 3.
    assert count_votes(election, "greedy").order == ("b", "c")
    assert count_votes(election, "greedy-no-skip").order == ("b",)
    assert count_votes(election, "greedy-threshold").order == ("b", "c")
    reasons = count_votes(election, "greedy-no-skip").reasons
    assert "2 คะแนน ต่ำกว่าเกณฑ์ 3 คะแนน" in reasons["d"].th
    assert reasons["c"].en.endswith("counting stopped at project a, which costs 70 baht with 40 baht left.")


def test_exclusive_takes_one_of_those_that_exclude_each_other() -> None:
    election = read_pabulib(FIELD.replace("budget;100", "budget;130").replace("threshold;3", "threshold;1"))
    assert count_votes(election, "greedy").order == ("b", "a")
    exclusive = count_votes(election, "greedy-exclusive")
    assert exclusive.order == ("b", "c", "d")
    assert "โครงการ b" in exclusive.reasons["a"].th


def test_city_rules_count_points_where_ballots_carry_them() -> None:
    election = hold_election(1, {"few": 1, "many": 1}, [["few", "many"], ["many"], ["many"]], "ordinal")
    assert count_votes(election, "greedy-threshold").winners == ("many",)
    ranked = hold_election(1, {"few": 1, "many": 1}, [["few", "many"]] * 3 + [["many"]], "ordinal")
    tally = count_votes(ranked, "greedy-threshold")
    assert (tally.utility, tally.winners) == ("score", ("few",))
    assert count_votes(ranked, "greedy-threshold", utility="cost").winners == ("many",)


def test_equal_projects_are_taken_by_id_as_text_and_reported() -> None:
    election = hold_election(10, {"9": 10, "10": 10}, [["9"], ["10"]])
    tally = count_votes(election, "greedy")
    assert tally.winners == ("10",)
    assert [(tie.projects, tie.taken) for tie in tally.ties] == [(("10", "9"), "10")]


def test_every_reason_carries_its_numbers() -> None:
    reasons = count_votes(canal_road(), "greedy").reasons
    assert reasons["canal"].th == "ได้รับเลือกเป็นลำดับที่ 1: ได้ 6 คะแนน ใช้ 40 บาท จากงบที่ยังเหลือ 100 บาท"
    assert reasons["field"].en == "Not chosen: 3 in its favour; when its turn came 0 baht were left, it costs 30 baht."
