"""Makes a timetable better by taking a few activities off the board and hanging them back elsewhere.

Ruin and recreate (Schrimpf et al., Record breaking optimization results using the ruin and recreate principle, 2000) with
the acceptance of simulated annealing; half of the time what stands in the way of an activity that could serve more people
is what goes.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, field

from huangyai.engines.timetable.board import Board, Run
from huangyai.kernel import Chance

_HOT = 2.0
_COLD = 0.05
_MOST_OTHERS = 3
_BLINK = 0.1
_A_PIN = 1e6
_AIMED = 0.8
_RIVALS = 0.5

Rank = tuple[int, int, float, float]


@dataclass(slots=True)
class Rearranging:
    """A search from the board as it is; the best arrangement is on the board whenever `improve` returns.

    `targets` are people of each group that should be served: groups exchange seats so that the worst served gains.
    """

    board: Board
    pinned: frozenset[int]
    chance: Chance
    targets: dict[str, int] = field(default_factory=dict)
    _wished: dict[int, int] = field(init=False)
    _sizes: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        openings, usable = self.board.openings.openings, self.board.crowd.usable
        self._wished = {}
        for position, opening in enumerate(openings):
            seats = min(opening.seats, usable[position].bit_count())
            self._wished[opening.activity] = max(self._wished.get(opening.activity, 0), seats)
        self._sizes = self.board.crowd.sizes

    def draft(self) -> None:
        """Hang everything in one pass: pinned activities first, then those with the fewest openings."""
        runs = self.board.runs
        for activity in sorted(
            runs, key=lambda one: (one not in self.pinned, sum(len(run.ways) for run in runs[one]), one)
        ):
            if activity not in self.board.held:
                self._hang_best(activity, blink=0.0)
        self._deal_seats()

    def improve(self, *, rounds: int, until: float, enough: int) -> None:
        """Rearrange until `enough` people and every target are served, `rounds` are over or the clock says `until`."""
        if not self.board.runs:
            return
        self._deal_seats()
        best, best_mark = self.rank(), self.board.mark()
        worth = best[3]
        for at in range(rounds):
            if self._done(best, enough) or time.monotonic() >= until:
                break
            before = self.board.mark()
            self._rearrange()
            self._deal_seats()
            rank = self.rank()
            heat = _HOT * (_COLD / _HOT) ** (at / rounds)
            if rank[3] >= worth + heat * math.log(1.0 - self.chance.random()):
                worth = rank[3]
                if rank > best:
                    best, best_mark = rank, self.board.mark()
            else:
                self.board.go_back(before)
        self.board.go_back(best_mark)

    def rank(self) -> Rank:
        """Pinned activities held, people served, share of the worst-served group, and what the search climbs by."""
        pinned = sum(activity in self.board.held for activity in self.pinned)
        served = {group: self.board.crowd.served(group) for group in self._sizes} if self.targets else {}
        share = min((count / self._sizes[group] for group, count in served.items()), default=0.0)
        total = sum(seated.bit_count() for seated in self.board.crowd.seated.values())
        lacking = sum(
            max(0, self.targets.get(group, 0) - count) ** 2 / self._sizes[group] for group, count in served.items()
        )
        return pinned, total, share, pinned * _A_PIN + total - lacking

    def _done(self, best: Rank, enough: int) -> bool:
        aimed = all(best[2] >= target / self._sizes[group] - 1e-12 for group, target in self.targets.items())
        return best[1] >= enough and aimed

    def _deal_seats(self) -> None:
        self.board.crowd.fill()
        if not self.targets:
            return
        crowd, sizes = self.board.crowd, self._sizes
        served = {group: crowd.served(group) for group in sizes}
        for group in sorted(sizes, key=lambda one: (served[one] / sizes[one], one)):
            while served[group] < self.targets[group]:
                reached = (served[group] + 1) / sizes[group]
                givers = [one for one in sizes if (served[one] - 1) / sizes[one] >= reached and one != group]
                if not givers or not crowd.exchange(crowd.members[group], sum(crowd.members[one] for one in givers)):
                    break
                served[group] += 1
                for one in givers:
                    served[one] = crowd.served(one)

    def _rearrange(self) -> None:
        board, chance = self.board, self.chance
        removed: list[int] = []
        wanting = [one for one, wish in self._wished.items() if self._seated(one) < wish]
        if wanting and chance.random() < _AIMED:
            activity = chance.choice(wanting)
            if activity in board.held and chance.random() < _RIVALS:
                removed = self._remove_rivals(activity)
            else:
                removed = self._make_way(activity)
        held = [one for one in board.held if not removed or one != removed[0]]
        for activity in chance.sample(held, min(len(held), chance.randint(not removed, _MOST_OTHERS))):
            board.take_down(activity)
            removed.append(activity)
        # Whoever stays fills up first, so that those who come back look for other people.
        board.crowd.fill()
        for activity in self._hard_ones_first([*removed, *(one for one in board.runs if one not in board.held)]):
            if activity not in board.held:
                self._hang_best(activity, blink=_BLINK)

    def _remove_rivals(self, activity: int) -> list[int]:
        """Take down activities where people sit who could fill this one."""
        crowd = self.board.crowd
        rivals = [one for one, seated in crowd.seated.items() if one != activity and seated & crowd.can[activity]]
        removed = self.chance.sample(rivals, min(len(rivals), self.chance.randint(1, 2)))
        for one in removed:
            self.board.take_down(one)
        return removed

    def _hard_ones_first(self, activities: list[int]) -> list[int]:
        return sorted(
            dict.fromkeys(activities),
            key=lambda one: (one not in self.pinned, len(self.board.runs[one]) * self.chance.random()),
        )

    def _seated(self, activity: int) -> int:
        return self.board.crowd.seated.get(activity, 0).bit_count()

    def _make_way(self, activity: int) -> list[int]:
        """Hang the activity where it could serve most, and return what had to go for it."""
        board = self.board
        wish = self._wished[activity]
        ways = [
            (run, position, kind)
            for run in board.runs[activity]
            for position, kind, seats, people in run.ways
            if min(seats, people.bit_count()) >= wish
        ]
        run, position, kind = self.chance.choice(ways)
        removed = [activity]
        if activity in board.held:
            board.take_down(activity)
        while board.full[kind] & run.slots:
            in_the_way = [
                one
                for one, at in board.held.items()
                if board.openings.openings[at].room_kind == kind and board.run_of[at] & run.slots & board.full[kind]
            ]
            self._remove_one(in_the_way, removed)
        while (able := board.free_trainers(activity, run)) is None:
            if not self._free_a_trainer(activity, run, removed):
                return removed
        board.hang(position, board.choose_trainers(activity, able, self.chance))
        return removed

    def _free_a_trainer(self, activity: int, run: Run, removed: list[int]) -> bool:
        board = self.board
        must = board.openings.must[activity]
        teaching = [
            one
            for one, trainers in board.trainers.items()
            if any(trainer in (must or run.trainers) for trainer in trainers)
        ]
        at_once = [one for one in teaching if board.run_of[board.held[one]] & run.slots]
        return self._remove_one(at_once if at_once and self.chance.random() < 0.5 else teaching, removed)

    def _remove_one(self, activities: list[int], removed: list[int]) -> bool:
        if not activities:
            return False
        activity = self.chance.choice(activities)
        self.board.take_down(activity)
        removed.append(activity)
        return True

    def _hang_best(self, activity: int, *, blink: float) -> None:
        board, crowd, chance = self.board, self.board.crowd, self.chance
        waiting = crowd.waiting
        lacking = sum(
            people & waiting
            for group, people in crowd.members.items()
            if crowd.served(group) < self.targets.get(group, 0)
        )
        best: tuple[float, int, list[int]] | None = None
        for run in board.runs[activity]:
            if blink and chance.random() < blink:
                continue
            able = board.free_trainers(activity, run)
            if able is None:
                continue
            for position, kind, seats, people in run.ways:
                if board.full[kind] & run.slots:
                    continue
                gain = min(seats, (people & waiting).bit_count()) + chance.random() / 4
                if lacking:
                    gain += min(seats, (people & lacking).bit_count()) / 2
                if best is None or gain > best[0]:
                    best = (gain, position, able)
        if best is not None and (best[0] >= 1 or activity in self.pinned):
            board.hang(best[1], board.choose_trainers(activity, best[2], chance))
