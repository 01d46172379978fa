from __future__ import annotations

from dataclasses import dataclass, field

OLD_AGE = 60
"""From here on the law of elderly persons counts somebody as elderly."""
CHILD_AGE = 15
"""Below this somebody is counted as a child of the house."""


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What the joined registers, the survey and the visits say of one person, as far as criteria may ask.

    `days_since_visit` is None when no visit is on record; every other None is "not known". `deprived` holds the wants
    of the household by their column in the survey, `dimensions` in how many sides of life it has one. Whoever is
    registered here may live elsewhere, and the other way round.
    """

    age: int | None = None
    sex: str = ""
    registers: frozenset[str] = field(default_factory=frozenset)
    adl: int | None = None
    income: int | None = None
    wheelchair: bool = False
    disability: bool = False
    in_school: bool = False
    lives_alone: bool = False
    household_size: int = 0
    village: str = ""
    community: str = ""
    has_child: bool = False
    has_elder: bool = False
    has_disabled: bool = False
    has_bedridden: bool = False
    only_old_and_young: bool = False
    deprived: frozenset[str] = field(default_factory=frozenset)
    dimensions: int | None = None
    poor: bool = False
    days_since_visit: int | None = None
    lives_here: bool = True
    registered_here: bool = True

    @property
    def lives_elsewhere(self) -> bool:
        """On the house register here, and not to be met at the door."""
        return not self.lives_here

    @property
    def registered_elsewhere(self) -> bool:
        """Met at the door, and on the house register of another place."""
        return not self.registered_here
