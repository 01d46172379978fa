"""Real elections: what cities announced, and the peer library where it is installed."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from ballot_elections import REAL_VOTES, real_election

from huangyai.engines.ballot import Rule, count_votes

ANNOUNCED: list[tuple[str, Rule]] = [
    ("Poland_Gdynia_2022_Wielki_Kack__large.pb", "greedy-no-skip"),
    ("Poland_Gdynia_2025_Kamienna_Gora__small.pb", "greedy-no-skip"),
    ("Poland_Katowice_2020_Ligota-Panewniki.pb", "greedy-threshold"),
    ("Poland_Katowice_2023.pb", "greedy-threshold"),
    ("Poland_Katowice_2023_Murcki.pb", "greedy-threshold"),
    ("Poland_Lodz_2022_Radogoszcz.pb", "greedy-threshold"),
    ("Poland_Warszawa_2021_Rembertow.pb", "greedy"),
    ("Poland_Warszawa_2024_Wesola.pb", "greedy-exclusive"),
    ("Poland_Warszawa_2024_Wilanow.pb", "greedy-exclusive"),
    ("Poland_Warszawa_2026_Rakowiec.pb", "greedy-threshold"),
    ("Poland_Wroclaw_2015_up_to_150.pb", "greedy-no-skip"),
    ("Poland_Wroclaw_2016_Rejon_nr_8_250.pb", "greedy-no-skip"),
    ("Poland_Wroclaw_2018_Rejon_nr_10_250.pb", "greedy-no-skip"),
    # Krakow ranks projects and counts the points of places; among our names that is greedy-threshold without one.
    ("Poland_Krakow_2019_Pradnik_Czerwony.pb", "greedy-threshold"),
    ("Poland_Krakow_2020_Pradnik_Bialy.pb", "greedy-threshold"),
    ("Poland_Krakow_2021.pb", "greedy-threshold"),
]


@pytest.mark.parametrize(("name", "rule"), ANNOUNCED)
def test_the_announced_winners_win(name: str, rule: Rule) -> None:
    election = real_election(name)
    announced = {project.id for project in election.projects if project.field("selected") == "1"}
    assert set(count_votes(election, rule).winners) == announced


def test_wieliczka_2023_as_it_was_really_decided() -> None:
    election = real_election("Poland_Wieliczka_2023_Green_Budget.pb")
    announced = {project.id for project in election.projects if project.field("selected") == "1"}
    tally = count_votes(election, "equal-shares", completion="add1", comparison=True)
    assert set(tally.winners) == announced
    assert tally.comparison is not None
    assert tally.comparison.prefer_shares > tally.comparison.prefer_greedy
    assert tally.represented > tally.represented_by_greedy


SMALLEST = sorted(REAL_VOTES.glob("*.pb"), key=lambda path: path.stat().st_size)[:14]


@pytest.mark.parametrize("path", SMALLEST or [None])
@pytest.mark.parametrize("rule", ["greedy", "equal-shares", "phragmen"])
def test_agrees_with_pabutools(path: Path | None, rule: Rule) -> None:
    if path is None:
        pytest.skip("the real elections are not beside this checkout")
    if importlib.util.find_spec("pabutools") is None:
        pytest.skip("pabutools is not installed (extra: bench)")
    from pabutools.election import (
        Additive_Borda_Sat,
        Additive_Cardinal_Sat,
        ApprovalBallot,
        ApprovalProfile,
        Cardinality_Sat,
        Cost_Sat,
        parse_pabulib,
    )
    from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares, sequential_phragmen

    instance, profile = parse_pabulib(str(path))
    election = real_election(path.name)
    if rule == "phragmen":
        approvals = ApprovalProfile([ApprovalBallot(list(ballot)) for ballot in profile])
        theirs = sequential_phragmen(instance, approvals)
        assert set(count_votes(election, rule).winners) == {project.name for project in theirs}
        return
    peer = greedy_utilitarian_welfare if rule == "greedy" else method_of_equal_shares
    scores = {"ordinal": Additive_Borda_Sat, "cumulative": Additive_Cardinal_Sat, "scoring": Additive_Cardinal_Sat}
    score = scores.get(election.vote_type, Cardinality_Sat)
    for utility, satisfaction in (("cost", Cost_Sat), ("cardinality", Cardinality_Sat), ("score", score)):
        theirs = peer(instance, profile, sat_class=satisfaction)
        ours = count_votes(election, rule, utility=utility)
        assert set(ours.winners) == {project.name for project in theirs}, utility
