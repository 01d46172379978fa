"""Does `huangyai tally` elect whom pabutools elects? Every election, every rule that both have.

    python benchmarks/ballot_agreement.py [--seconds 30] [--votes DIR] [--only TEXT]

One line for each election: the three utilities of greedy and of Equal Shares without completion, with Add1 and with Add1U,
Phragmén, and what the city itself announced. ``=`` the same winners, ``≠`` others, ``e`` the peer's whole raising of shares
took longer than ``--seconds`` and was checked at its end (the peer counts once at our last share, and once with one unit
more, which must overspend or be needless), ``?`` not ended, ``·`` one of the two does not have it. Ours are the answers of
the command itself. Needs the extra ``bench`` (pabutools 1.2.3 with gmpy2). Exit code 3 when any differ.
"""

from __future__ import annotations

import argparse
import collections
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from ballot import BESIDE, TooLongError, at_most
from huangyai.engines.ballot import Election, read_pabulib
from huangyai.engines.ballot.cli import tally

UTILITIES = ("cost", "cardinality", "score")
# A file's own rule → ours. Krakow counts the points of places, which among our names is greedy-threshold without one.
ANNOUNCED = {
    "greedy-no-skip": ["--rule", "greedy-no-skip"],
    "greedy-threshold": ["--rule", "greedy-threshold"],
    "greedy-exclusive": ["--rule", "greedy-exclusive"],
    "equalshares/add1-comparison": ["--rule", "equal-shares", "--completion", "add1", "--comparison"],
}
HEADINGS = ("greedy", "shares", "+add1", "+add1u", "phragmén", "announced")


class Peer:
    """Pabutools on one election."""

    def __init__(self, path: Path, election: Election) -> None:
        from pabutools.election import ApprovalBallot, ApprovalProfile, parse_pabulib

        self.instance, self.profile = parse_pabulib(str(path))
        self.approvals = self.profile
        if not isinstance(self.profile, ApprovalProfile):
            self.approvals = ApprovalProfile([ApprovalBallot(list(ballot)) for ballot in self.profile])
        self.vote_type = election.vote_type

    def gain(self, utility: str) -> Any:
        """The peer's class of satisfaction; None where it has none of that kind."""
        from pabutools.election import Additive_Borda_Sat, Additive_Cardinal_Sat, Cardinality_Sat, Cost_Sat

        scores = {"ordinal": Additive_Borda_Sat, "cumulative": Additive_Cardinal_Sat, "scoring": Additive_Cardinal_Sat}
        known = {"cost": Cost_Sat, "cardinality": Cardinality_Sat, "score": scores.get(self.vote_type)}
        return known[utility]

    def phragmen(self) -> set[str]:
        from pabutools.rules import sequential_phragmen

        return _names(sequential_phragmen(self.instance, self.approvals))

    def greedy(self, gain: Any, begun: Any = None) -> set[str]:
        from pabutools.rules import greedy_utilitarian_welfare

        found = greedy_utilitarian_welfare(
            self.instance, self.profile, sat_class=gain, initial_budget_allocation=begun or []
        )
        return _names(found) | (_names(begun) if begun else set())

    def shares(self, gain: Any, *, raising: bool = False, budget: Any = None) -> Any:
        from pabutools.rules import method_of_equal_shares

        instance = self.instance
        if budget is not None:
            instance = instance.copy()
            instance.budget_limit = budget
        return method_of_equal_shares(
            instance, self.profile, sat_class=gain, voter_budget_increment=1 if raising else None
        )


def _names(projects: Any) -> set[str]:
    return {project.name for project in projects}


def ours(path: Path, *options: str) -> dict[str, Any]:
    """What the command prints."""
    ran = CliRunner().invoke(tally, [str(path), "--json", *options])
    if ran.exit_code:
        raise RuntimeError(f"tally {path} {options}: {ran.output}")
    answer: dict[str, Any] = json.loads(ran.stdout)
    return answer


def within(seconds: int, count: Callable[[], Any]) -> Any:
    """The peer's count, or None when it takes too long."""
    try:
        with at_most(seconds):
            return count()
    except TooLongError:
        return None


def at_its_end(peer: Peer, gain: Any, counted: dict[str, Any], seconds: int) -> str:
    """Whether raising may end where ours ended: the same winners at that share, none better one unit further."""
    voters = len(peer.profile)
    raised = round(counted["share"] - float(peer.instance.budget_limit) / voters)
    budget = peer.instance.budget_limit + raised * voters
    last = within(seconds, lambda: peer.shares(gain, budget=budget))
    if last is None:
        return "?"
    if _names(last) != set(counted["winners"]):
        return "≠"
    if peer.instance.is_exhaustive(
        last, available_projects=[p for p in peer.instance if peer.approvals.approval_score(p)]
    ):
        return "e"
    further = within(seconds, lambda: peer.shares(gain, budget=budget + voters))
    if further is None:
        return "?"
    return "≠" if peer.instance.is_feasible(further) else "e"


def one_election(path: Path, seconds: int) -> list[str]:
    """The signs of one line."""
    election = read_pabulib(path)
    peer = Peer(path, election)
    signs: dict[str, str] = collections.defaultdict(str)
    for utility in UTILITIES:
        gain = peer.gain(utility)
        if gain is None:
            for heading in HEADINGS[:4]:
                signs[heading] += "·"
            continue
        told = ("--utility", utility)
        theirs = within(10 * seconds, lambda gain=gain: peer.greedy(gain))
        signs["greedy"] += _sign(ours(path, "--rule", "greedy", *told), theirs)
        plain = within(10 * seconds, lambda gain=gain: peer.shares(gain))
        signs["shares"] += _sign(ours(path, *told), None if plain is None else _names(plain))
        completed = ours(path, "--completion", "add1", *told)
        raised = within(seconds, lambda gain=gain: peer.shares(gain, raising=True))
        sign = at_its_end(peer, gain, completed, 10 * seconds) if raised is None else _sign(completed, _names(raised))
        signs["+add1"] += sign
        filled = ours(path, "--completion", "add1u", *told)
        if sign in "=e":
            # The peer fills up from the winners of Add1, which are the same.
            begun = [project for project in peer.instance if project.name in set(completed["winners"])]
            full = within(10 * seconds, lambda gain=gain, begun=begun: peer.greedy(gain, begun))
            signs["+add1u"] += sign if _sign(filled, full) == "=" else _sign(filled, full)
        else:
            signs["+add1u"] += "?"
    theirs = within(10 * seconds, peer.phragmen)
    signs["phragmén"] = _sign(ours(path, "--rule", "phragmen"), theirs)
    signs["announced"] = announced(path, election)
    return [signs[heading] for heading in HEADINGS]


def announced(path: Path, election: Election) -> str:
    """Whether the winners that the file says the city announced are ours."""
    rule = election.meta_value("rule").strip().lower()
    options = ANNOUNCED.get(rule)
    if options is None and rule == "greedy" and election.vote_type == "ordinal":
        options = ANNOUNCED["greedy-threshold"]
    if options is None and rule == "greedy":
        options = ["--rule", "greedy"]
    selected = {project.id for project in election.projects if project.field("selected") == "1"}
    if options is None or not selected:
        return "·"
    return _sign(ours(path, *options), selected)


def _sign(counted: dict[str, Any], theirs: set[str] | None) -> str:
    if theirs is None:
        return "?"
    return "=" if set(counted["winners"]) == theirs else "≠"


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seconds", type=int, default=30, help="the longest that the peer may raise shares")
    options.add_argument("--votes", type=Path, default=BESIDE, help="where the Pabulib files are")
    options.add_argument("--only", default="", help="elections whose file name holds this")
    given = options.parse_args()
    sys.setrecursionlimit(100_000)
    found = sorted(
        (path for path in given.votes.glob("*.pb") if given.only in path.name), key=lambda p: p.stat().st_size
    )
    if not found:
        print(f"no elections in {given.votes}; give --votes", file=sys.stderr)
        return 2
    print(f"{'election':44} {'ballots × projects':>18} " + " ".join(f"{heading:>9}" for heading in HEADINGS))
    counts: dict[str, collections.Counter[str]] = {heading: collections.Counter() for heading in HEADINGS}
    for path in found:
        begun = time.process_time()
        election = read_pabulib(path)
        signs = one_election(path, given.seconds)
        for heading, sign in zip(HEADINGS, signs, strict=True):
            counts[heading].update(sign)
        size = f"{election.ballots.count:,} × {len(election.projects)}"
        shown = " ".join(f"{sign:>9}" for sign in signs)
        print(f"{path.stem[:44]:44} {size:>18} {shown}   {time.process_time() - begun:.0f} s", flush=True)
    for sign, meaning in (
        ("=", "the same"),
        ("e", "the same at the end of raising"),
        ("≠", "differ"),
        ("?", "not ended"),
    ):
        shown = " ".join(f"{counts[heading][sign]:>9}" for heading in HEADINGS)
        print(f"{meaning:44} {'':>18} {shown}")
    return 3 if any(each["≠"] for each in counts.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
