"""What an allocation must decide: which project gets money in which year, and from which source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from huangyai.kernel import Money, Words

_NOTHING = Money(0)


@dataclass(frozen=True, slots=True)
class Source:
    """Where money comes from, such as the ordinance or a fund, with its ceiling in each year (no year:
    no money).

    Its rules for one project in one year: it pays at most `share` of the cost, at least `least` and at most
    `most`
    baht, and only projects that meet a need of one of its `groups` (empty: any).
    """

    id: str
    ceiling: Mapping[str, Money]
    share: Fraction = Fraction(1)
    least: Money = _NOTHING
    most: Money | None = None
    groups: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Project:
    """A project with its cost by year and the need that each year of it meets, by group and by village.

    `whole` projects get all their years or none. `split` projects may be paid by several sources in one year.
    `sources` are those that may pay it (None: every source).
    """

    id: str
    cost: Mapping[str, Money]
    need: Mapping[str, Fraction]
    villages: Mapping[str, Fraction] = field(default_factory=dict)
    sources: frozenset[str] | None = None
    votes: int = 0
    whole: bool = False
    split: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A pin (this gets money) or a ban (this doesn't) by a person; a year or source that is not named
    means any."""

    project: str
    year: str = ""
    source: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class AllocationProblem:
    """Everything that is known before the money is allocated.

    `weights` say how much a unit of a group's need counts (1 when not named). Floors are the least need
    that must be met
    over all years, by group and by village. `names` are what people call the projects, sources, groups and
    villages; reasons say the id of what has no name.
    """

    years: tuple[str, ...]
    sources: tuple[Source, ...]
    projects: tuple[Project, ...]
    weights: Mapping[str, Fraction] = field(default_factory=dict)
    group_floors: Mapping[str, Fraction] = field(default_factory=dict)
    village_floors: Mapping[str, Fraction] = field(default_factory=dict)
    pins: tuple[Rule, ...] = ()
    bans: tuple[Rule, ...] = ()
    names: Mapping[str, Words] = field(default_factory=dict)

    def called(self, key: str) -> Words:
        """What people call a project, source, group or village: its name, or its id."""
        return self.names.get(key) or Words.of(key)

    def worth(self, project: Project) -> Fraction:
        """The weighted need that one year of the project meets: what the objective counts."""
        return sum((self.weights.get(group, Fraction(1)) * need for group, need in project.need.items()), Fraction(0))
