"""People as bits of whole numbers: who could come where and who has a seat, so that a move is weighed in microseconds.

Each person has at most one seat here, the one that keeps them from being left with nothing. Seats are dealt as a maximum
matching with alternating paths (Ford and Fulkerson, Flows in networks, 1962), where a step passes over all people at once.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from huangyai.engines.timetable.folk import Folk
from huangyai.engines.timetable.openings import Openings

CrowdMark = tuple[int, dict[int, int], dict[int, int], dict[int, int]]


@dataclass(slots=True)
class Crowd:
    """`usable` are the people of each opening, `members` those of each group, `parts` those of each folk.

    Only people who could attend something; `sizes` says how many they are in each group.

    Of each activity held: `can` come there, `seated` have its seats, `spare` seats are empty.
    """

    usable: list[int]
    members: dict[str, int]
    sizes: dict[str, int]
    parts: list[int]
    waiting: int
    can: dict[int, int] = field(default_factory=dict)
    seated: dict[int, int] = field(default_factory=dict)
    spare: dict[int, int] = field(default_factory=dict)

    @property
    def everyone(self) -> int:
        """All who could attend something."""
        return sum(self.members.values())

    def mark(self) -> CrowdMark:
        """What `go_back` needs to undo everything from here on."""
        return self.waiting, self.can.copy(), self.seated.copy(), self.spare.copy()

    def go_back(self, mark: CrowdMark) -> None:
        """Seats as they were."""
        self.waiting = mark[0]
        self.can, self.seated, self.spare = (part.copy() for part in mark[1:])

    def open(self, activity: int, people: int, seats: int) -> None:
        """Offer an activity's seats to these people."""
        self.can[activity] = people
        here = lowest(people & self.waiting, seats)
        self.waiting ^= here
        self.seated[activity] = here
        self.spare[activity] = seats - here.bit_count()

    def close(self, activity: int) -> None:
        """Whoever sat here waits again."""
        self.waiting |= self.seated.pop(activity)
        del self.can[activity], self.spare[activity]

    def fill(self) -> None:
        """Fill empty seats until nobody more can have one, however people change seats."""
        for activity in [one for one, spare in self.spare.items() if spare]:
            here = lowest(self.can[activity] & self.waiting, self.spare[activity])
            self.waiting ^= here
            self.seated[activity] |= here
            self.spare[activity] -= here.bit_count()
            while self.spare[activity] and self._draw_one(activity):
                self.spare[activity] -= 1

    def served(self, group: str) -> int:
        """People of the group who have a seat."""
        return (self.members[group] & ~self.waiting).bit_count()

    def exchange(self, gaining: int, giving: int) -> bool:
        """One of `gaining` who waits gets a seat and one of `giving` loses theirs; false where no change of seats can."""
        eager = self.waiting & gaining
        came = {activity: -1 for activity, can in self.can.items() if can & eager}
        queue = list(came)
        for here in queue:
            leaving = self.seated[here] & giving
            if leaving:
                person = leaving & -leaving
                self.waiting |= person
                while (before := came[here]) >= 0:
                    self.seated[here] ^= person
                    person = self.seated[before] & self.can[here]
                    person &= -person
                    self.seated[here] |= person
                    here = before
                self.seated[here] ^= person
                person = self.can[here] & eager
                person &= -person
                self.seated[here] |= person
                self.waiting ^= person
                return True
            for other, can in self.can.items():
                if other not in came and self.seated[here] & can:
                    came[other] = here
                    queue.append(other)
        return False

    def _draw_one(self, activity: int) -> bool:
        came = {activity: activity}
        queue = [activity]
        for here in queue:
            can = self.can[here]
            free = can & self.waiting
            if free:
                person = free & -free
                self.waiting ^= person
                while here != activity:
                    before = came[here]
                    moved = self.can[before] & self.seated[here]
                    moved &= -moved
                    self.seated[here] ^= moved | person
                    here, person = before, moved
                self.seated[activity] |= person
                return True
            for other, seated in self.seated.items():
                if other not in came and can & seated:
                    came[other] = here
                    queue.append(other)
        return False


def gather_crowd(openings: Openings, folk: tuple[Folk, ...]) -> Crowd:
    """Everyone who could attend something, waiting."""
    usable = [0] * len(openings.openings)
    members: dict[str, int] = defaultdict(int)
    sizes: dict[str, int] = defaultdict(int)
    parts, people = [], 0
    for one in folk:
        # Of a large folk no more are told apart than there could ever be seats for.
        seats = sum(max(openings.openings[at].seats for at in positions) for positions in one.usable.values())
        count = min(one.count, seats)
        part = ((1 << count) - 1) << people
        parts.append(part)
        people += count
        if part:
            members[one.group] |= part
            sizes[one.group] += one.count
        for positions in one.usable.values():
            for position in positions:
                usable[position] |= part
    return Crowd(usable, dict(members), dict(sizes), parts, (1 << people) - 1)


def most_seated(openings: Openings, crowd: Crowd, among: int) -> int:
    """A bound on how many of these people have a seat: each activity as if it were held in all its openings at once.

    An opening has no more comers than people who could use it, and an activity is held in one only.
    """
    together: dict[int, int] = defaultdict(int)
    seats: dict[int, int] = defaultdict(int)
    for position, opening in enumerate(openings.openings):
        people = crowd.usable[position] & among
        together[opening.activity] |= people
        seats[opening.activity] = max(seats[opening.activity], min(opening.seats, people.bit_count()))
    dreamt = Crowd(crowd.usable, crowd.members, crowd.sizes, crowd.parts, among)
    for activity, people in together.items():
        dreamt.open(activity, people, seats[activity])
    dreamt.fill()
    return sum(seated.bit_count() for seated in dreamt.seated.values())


def lowest(people: int, count: int) -> int:
    """The first `count` of these people."""
    if people.bit_count() <= count:
        return people
    low, high = 0, people.bit_length()
    while high - low > 1:
        middle = (low + high) // 2
        if (people & ((1 << middle) - 1)).bit_count() <= count:
            low = middle
        else:
            high = middle
    return people & ((1 << low) - 1)
