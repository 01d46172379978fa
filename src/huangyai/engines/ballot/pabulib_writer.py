"""Write an election as a Pabulib file that other people's tools read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from fractions import Fraction

from huangyai.engines.ballot.election import Election
from huangyai.engines.ballot.numbers import read_number, write_number


def write_pabulib(election: Election) -> str:
    """The election as Pabulib text; reading it again gives the same election."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(["META"])
    writer.writerow(["key", "value"])
    writer.writerows(_meta(election))
    writer.writerow(["PROJECTS"])
    columns = list(dict.fromkeys(column for project in election.projects for column, _ in project.fields))
    named = any(project.name for project in election.projects)
    writer.writerow(["project_id", "cost", *(["name"] if named else []), *columns])
    for project in election.projects:
        name = [project.name] if named else []
        writer.writerow([project.id, write_number(project.cost), *name, *map(project.field, columns)])
    writer.writerow(["VOTES"])
    writer.writerows(_votes(election))
    return out.getvalue()


def _meta(election: Election) -> list[tuple[str, str]]:
    """What was there, in its order; what Pabulib requires is added or put right."""
    required: dict[str, Fraction | int] = {
        "num_projects": len(election.projects),
        "num_votes": election.ballots.count,
        "budget": election.budget,
    }
    merged = dict(election.meta) or {"description": "", "rule": "unknown"}
    for key, value in required.items():
        if read_number(merged.get(key, "")) != value:
            merged[key] = write_number(Fraction(value))
    if merged.get("vote_type", "").lower() != election.vote_type:
        merged["vote_type"] = election.vote_type
    return list(merged.items())


def _votes(election: Election) -> Iterator[list[str]]:
    ballots = election.ballots
    pointed = election.vote_type in ("cumulative", "scoring")
    yield [*(election.voter_columns or ("voter_id",)), "vote", *(["points"] if pointed else [])]
    for i in range(ballots.count):
        entries = slice(ballots.start[i], ballots.start[i + 1])
        about = election.voters[i] if election.voters else (str(i + 1),)
        row = [*about, ",".join(election.projects[p].id for p in ballots.choice[entries])]
        if pointed:
            row.append(",".join(write_number(Fraction(int(x), ballots.scale)) for x in ballots.points[entries]))
        yield row
