"""Reading and writing Pabulib files: as real files are written, and as they are when something is wrong."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from ballot_elections import REAL_VOTES, elections, real_election
from hypothesis import given, settings

from huangyai.engines.ballot import Election, read_pabulib, write_pabulib
from huangyai.kernel import BadInput

GOOD = """META
key;value
description;Village vote
num_projects;3
num_votes;4
budget;100000
vote_type;approval
rule;greedy
PROJECTS
project_id;cost;name;category
1;5000;"Road; with drain";roads,water
2;10000,50;Lamp "bright";
3;85000;Well;water
VOTES
voter_id;vote;age
1;1,2;34
2;1;
3;3;71
4;;20
"""


def changed(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new)


def faults_of(text: str) -> list[tuple[int, str]]:
    with pytest.raises(BadInput) as refused:
        read_pabulib(text)
    assert all(fault.words.th and fault.words.en for fault in refused.value.faults)
    return [(fault.row, fault.column) for fault in refused.value.faults]


def chosen(election: Election, voter: int) -> list[str]:
    start = election.ballots.start
    return [election.projects[p].id for p in election.ballots.choice[start[voter] : start[voter + 1]]]


def test_reads_what_a_file_says() -> None:
    election = read_pabulib(GOOD)
    assert election.budget == 100000
    assert [project.cost for project in election.projects] == [5000, Fraction("10000.5"), 85000]
    assert election.projects[0].name == "Road; with drain"
    assert election.projects[0].field("category") == "roads,water"
    assert [chosen(election, voter) for voter in range(4)] == [["1", "2"], ["1"], ["3"], []]
    assert election.voters[2] == ("3", "71")


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + GOOD,
        GOOD.replace("\n", "\r\n"),
        GOOD.replace("\n", "\n\n"),
        GOOD.replace("META", "meta").replace("VOTES", " Votes ;;"),
        GOOD.replace("budget;100000", "budget;100 000,00"),
        GOOD.replace("budget;100000", "budget;๑๐๐๐๐๐"),
        GOOD.replace("1;1,2;34", "1; 1 , 2 ;34;;"),
        GOOD.replace(";", "\t"),
        GOOD.replace(",", "@").replace(";", ",").replace("@", ";"),
    ][:8],
)
def test_reads_files_as_people_save_them(text: str) -> None:
    election = read_pabulib(text)
    assert election.budget == 100000
    assert election.projects[1].cost == Fraction("10000.5")
    assert chosen(election, 0) == ["1", "2"]


def test_reads_points_of_any_kind() -> None:
    text = changed("vote_type;approval", "vote_type;cumulative").replace(
        "voter_id;vote;age\n1;1,2;34\n2;1;\n3;3;71\n4;;20", "voter_id;vote;points\n1;1,2;2.5,0\n2;1;1\n3;3;3\n4;;"
    )
    ballots = read_pabulib(text).ballots
    assert [Fraction(int(x), ballots.scale) for x in ballots.points] == [Fraction(5, 2), 0, 1, 3]


def test_keeps_the_points_column_of_a_ranking() -> None:
    text = changed("vote_type;approval", "vote_type;ordinal").replace("voter_id;vote;age", "voter_id;vote;points")
    assert read_pabulib(text).voter_columns == ("voter_id", "points")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (changed("budget;100000", "budget;lots"), [(6, "budget")]),
        (changed("budget;100000", "budget;-5"), [(6, "budget")]),
        (changed("budget;100000\n", ""), [(0, "budget")]),
        (changed("vote_type;approval", "vote_type;applause"), [(7, "vote_type")]),
        (changed("1;5000;", "1;-5000;"), [(11, "cost")]),
        (changed("1;5000;", "1;free;"), [(11, "cost")]),
        (changed("2;10000,50;", "1;10000,50;"), [(12, "project_id"), (16, "vote")]),
        (changed("2;1;\n", "2;9;\n"), [(17, "vote")]),
        (changed("2;1;\n", "1;1;\n"), [(17, "voter_id")]),
        (changed("2;1;\n", "2;1;33;more\n"), [(17, "")]),
        (changed("3;85000;Well;water", "3;85000;Well; deep;water"), [(13, "")]),
        (changed("vote_type;approval", "vote_type;choose-1"), [(16, "vote")]),
        (changed("vote_type;approval", "vote_type;cumulative"), [(16, "points"), (17, "points"), (18, "points")]),
        (changed("voter_id;vote;age", "voter_id;ballot;age"), [(15, "vote")]),
        (changed("project_id;cost", "project_id;price"), [(10, "cost")]),
        (changed('"Road; with drain"', '"Road'), [(11, "")]),
        ("hello\nworld\n", [(1, "")]),
        (GOOD.split("VOTES", maxsplit=1)[0], [(0, "VOTES")]),
        (GOOD[GOOD.index("PROJECTS") :], [(0, "META")]),
        ("\n", [(0, "META"), (0, "PROJECTS"), (0, "VOTES")]),
        (changed("budget;100000", "budget;0"), [(6, "budget")]),
        (changed("budget;100000", "budget;๑๐๐,๐๐๐"), [(6, "budget")]),
        (changed("budget;100000", "budget;1e999"), [(6, "budget")]),
        (changed("1;5000;", "1;5,000;"), [(11, "cost")]),
        (changed("budget;100000", "budget;100000\nbudget;90000"), [(7, "budget")]),
        (changed("2;1;\n", "2\n"), [(17, "vote")]),
        (changed("2;10000,50;", ";10000,50;"), [(12, "project_id"), (16, "vote")]),
        (changed('2;10000,50;Lamp "bright";', "2"), [(12, "cost")]),
        (changed("voter_id;vote;age", "voter_id;vote;vote"), [(15, "vote")]),
    ],
)
def test_names_each_fault_by_row_and_column(text: str, expected: list[tuple[int, str]]) -> None:
    assert faults_of(text) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (changed("Well;water", "บ่อน้ำ;น้ำ").encode("cp874"), [(13, "name"), (13, "category")]),
        (changed("Village vote", "โหวต").encode("cp874"), [(3, "description")]),
        (changed("3;3;71", "3;3;๗๑").encode()[:-7] + b"\xe0\n", [(18, "age")]),
        (GOOD.encode("utf-16"), [(1, "")]),
    ],
)
def test_letters_in_another_encoding_are_named_where_they_stand(raw: bytes, expected: list[tuple[int, str]]) -> None:
    with pytest.raises(BadInput) as refused:
        read_pabulib(raw)
    assert all(fault.words.th and fault.words.en for fault in refused.value.faults)
    assert [(fault.row, fault.column) for fault in refused.value.faults] == expected


def test_gathers_all_faults_at_once() -> None:
    text = changed("budget;100000", "budget;x").replace("1;5000;", "1;-1;").replace("3;3;71", "3;7,8;71")
    assert faults_of(text) == [(6, "budget"), (11, "cost"), (18, "vote"), (18, "vote")]


def test_points_given_twice_are_refused_but_a_doubled_approval_is_counted_once() -> None:
    assert faults_of(
        changed("vote_type;approval", "vote_type;scoring").replace(
            "voter_id;vote;age\n1;1,2;34\n2;1;\n3;3;71\n4;;20", "voter_id;vote;points\n1;1,1;2,3"
        )
    ) == [(16, "vote")]
    election = read_pabulib(changed("2;1;\n", "2;1,1;\n"))
    assert chosen(election, 1) == ["1"]
    assert len(election.remarks) == 1


def test_remarks_when_meta_counts_differently() -> None:
    assert len(read_pabulib(changed("num_votes;4", "num_votes;40")).remarks) == 1


def test_a_path_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        read_pabulib(tmp_path / "nothing.pb")


@given(elections())
@settings(max_examples=60, deadline=None)
def test_what_is_written_reads_back_the_same(election: Election) -> None:
    once = read_pabulib(write_pabulib(election))
    assert (once.budget, once.vote_type) == (election.budget, election.vote_type)
    assert [(p.id, p.cost) for p in once.projects] == [(p.id, p.cost) for p in election.projects]
    assert once.ballots == election.ballots
    assert read_pabulib(write_pabulib(once)) == once


@pytest.mark.parametrize("path", sorted(REAL_VOTES.glob("*.pb"), key=lambda path: path.stat().st_size)[:30] or [None])
def test_real_files_survive_a_round_trip(path: Path | None) -> None:
    if path is None:
        pytest.skip("the real elections are not beside this checkout")
    election = real_election(path.name)
    assert read_pabulib(write_pabulib(election)) == election
