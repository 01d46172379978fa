"""Counting votes, ours and pabutools on the same real elections in one process.

    python benchmarks/ballot.py [--seconds 120] [--votes DIR] [--quick]

Both count from elections already read; times are of the processor, so that other work on the machine counts for nobody
(ours is the best of five). Pabutools needs the extra ``bench`` (pabutools 1.2.3 with gmpy2). The last column is the ratio;
a peer that doesn't end within ``--seconds`` shows ``>``.
"""

from __future__ import annotations

import argparse
import importlib.util
import math
import signal
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from huangyai.engines.ballot import Ballots, Completion, Election, Rule, count_votes, read_pabulib

BESIDE = Path(__file__).resolve().parents[1].parent / "shared" / "data" / "votes"

# file, rule, completion
CASES: list[tuple[str, Rule, Completion]] = [
    ("Poland_Katowice_2023.pb", "greedy", "none"),
    ("Poland_Krakow_2021.pb", "greedy", "none"),
    ("Poland_Wroclaw_2015_up_to_150.pb", "greedy", "none"),
    ("Poland_Katowice_2023.pb", "phragmen", "none"),
    ("Poland_Krakow_2021.pb", "phragmen", "none"),
    ("Poland_Wroclaw_2015_up_to_150.pb", "phragmen", "none"),
    ("Poland_Wieliczka_2023_Green_Budget.pb", "equal-shares", "none"),
    ("Poland_Katowice_2023.pb", "equal-shares", "none"),
    ("Poland_Krakow_2021.pb", "equal-shares", "none"),
    ("Poland_Wroclaw_2015_up_to_150.pb", "equal-shares", "none"),
    ("Poland_Warszawa_2026_Rakowiec.pb", "equal-shares", "add1"),
    ("Poland_Katowice_2020_Ligota-Panewniki.pb", "equal-shares", "add1"),
    ("Poland_Lodz_2022_Radogoszcz.pb", "equal-shares", "add1"),
    ("Poland_Wieliczka_2023_Green_Budget.pb", "equal-shares", "add1"),
    ("Poland_Warszawa_2021_Rembertow.pb", "equal-shares", "add1"),
]
QUICK = {"Poland_Wieliczka_2023_Green_Budget.pb", "Poland_Katowice_2023.pb", "Poland_Warszawa_2026_Rakowiec.pb"}
GROWS = "Poland_Krakow_2021.pb"


class TooLongError(Exception):
    """The peer was stopped."""


@contextmanager
def at_most(seconds: int) -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TooLongError

    # Processor time, so that other work on the machine takes nothing away from the peer.
    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def peer_count(instance: Any, profile: Any, rule: Rule, completion: Completion) -> set[str]:
    from pabutools.election import ApprovalBallot, ApprovalProfile, Cost_Sat
    from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares, sequential_phragmen

    if rule == "phragmen":
        approvals = profile
        if not isinstance(profile, ApprovalProfile):
            approvals = ApprovalProfile([ApprovalBallot(list(ballot)) for ballot in profile])
        chosen = sequential_phragmen(instance, approvals)
    elif rule == "greedy":
        chosen = greedy_utilitarian_welfare(instance, profile, sat_class=Cost_Sat)
    else:
        increment = None if completion == "none" else 1
        chosen = method_of_equal_shares(instance, profile, sat_class=Cost_Sat, voter_budget_increment=increment)
    return {project.name for project in chosen}


def best_of(times: int, election: Election, rule: Rule, completion: Completion) -> float:
    """Processor seconds of the whole answer, its reasons too."""
    least = math.inf
    for _ in range(times):
        begun = time.process_time()
        count_votes(election, rule, completion=completion)
        least = min(least, time.process_time() - begun)
    return least


def compare(votes: Path, cases: list[tuple[str, Rule, Completion]], seconds: int) -> None:
    from pabutools.election import parse_pabulib

    print(
        f"{'election':42} {'ballots × projects':>19} {'rule':18} {'pabutools':>11} "
        f"{'huangyai':>10} {'same':>5} {'ratio':>9}"
    )
    ratios: dict[str, list[float]] = {"add1": [], "none": []}
    for name, rule, completion in cases:
        path = votes / name
        if not path.is_file():
            print(f"{name:42} is not in {votes}")
            continue
        election = read_pabulib(path)
        instance, profile = parse_pabulib(str(path))
        ours = count_votes(election, rule, completion=completion)
        least = best_of(5, election, rule, completion)
        begun = time.process_time()
        try:
            with at_most(seconds):
                theirs: set[str] | None = peer_count(instance, profile, rule, completion)
        except TooLongError:
            theirs = None
        taken = time.process_time() - begun
        same = "?" if theirs is None else "yes" if theirs == set(ours.winners) else "NO"
        ratios[completion].append(taken / least)
        size = f"{election.ballots.count:,} × {len(election.projects)}"
        label = rule if completion == "none" else f"{rule} {completion}"
        more = ">" if theirs is None else " "
        print(
            f"{name[:42]:42} {size:>19} {label:18} {more}{taken:>9.2f}s {least:>9.4f}s "
            f"{same:>5} {more}{taken / least:>7,.0f}×",
            flush=True,
        )
    for completed, found in ratios.items():
        if found:
            what = "with Add1" if completed == "add1" else "without completion"
            print(f"{what}: least ratio {min(found):,.0f}×, median {statistics.median(found):,.0f}×")


def first_ballots(election: Election, count: int) -> Election:
    ballots = election.ballots
    end = int(ballots.start[count])
    part = Ballots(ballots.start[: count + 1], ballots.choice[:end], ballots.points[:end], ballots.scale)
    return Election(election.budget, election.projects, election.vote_type, part, election.meta)


def show_growth(votes: Path) -> None:
    path = votes / GROWS
    if not path.is_file():
        return
    whole = read_pabulib(path)
    mixed = np.random.default_rng(7).permutation(whole.ballots.count)
    start = np.concatenate(([0], np.cumsum(np.diff(whole.ballots.start)[mixed])))
    choice = np.concatenate([whole.ballots.choice[whole.ballots.start[i] : whole.ballots.start[i + 1]] for i in mixed])
    none = np.zeros(0, dtype=np.int64)
    whole = Election(whole.budget, whole.projects, whole.vote_type, Ballots(start, choice, none), whole.meta)
    sizes = [whole.ballots.count // 16, whole.ballots.count // 4, whole.ballots.count]
    print(f"\ngrowth on {GROWS}, ballots drawn at random")
    grown: tuple[Rule, ...] = ("greedy", "phragmen", "equal-shares")
    for rule in grown:
        times = []
        for size in sizes:
            part = first_ballots(whole, size)
            times.append(best_of(5, part, rule, "none"))
        power = math.log(times[-1] / times[0]) / math.log(sizes[-1] / sizes[0])
        told = "  ".join(f"{size:,}: {seconds:.4f}s" for size, seconds in zip(sizes, times, strict=True))
        print(f"{rule:14} {told}   grows as n^{power:.2f}")


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seconds", type=int, default=120, help="the longest that the peer may take per election")
    options.add_argument("--votes", type=Path, default=BESIDE, help="where the Pabulib files are")
    options.add_argument("--quick", action="store_true", help="three elections only")
    given = options.parse_args()
    if not given.votes.is_dir():
        print(f"no elections in {given.votes}; give --votes", file=sys.stderr)
        return 2
    if importlib.util.find_spec("pabutools") is None:
        print("pabutools is not installed: pip install 'huangyai[bench]'", file=sys.stderr)
        show_growth(given.votes)
        return 2
    sys.setrecursionlimit(100_000)
    compare(given.votes, [case for case in CASES if not given.quick or case[0] in QUICK], given.seconds)
    show_growth(given.votes)
    return 0


if __name__ == "__main__":
    sys.exit(main())
