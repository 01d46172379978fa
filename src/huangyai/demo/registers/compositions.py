"""Who lives together: the kinds of household of an ageing Thai sub-district.

The weights were chosen so that about one resident in five is 60 or older, one in six is under 15 and a house
holds a little more than two registered people, as the population figures of the model municipality say.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sketch:
    """A member before having a name. `line` is whose family name: the house's (0) or another (1)."""

    position: str
    sex: str
    age: int
    married: bool = False
    line: int = 0


def _elder_age(rng: random.Random, at_least: int = 60) -> int:
    return min(at_least + int(rng.expovariate(1 / 11)), 101)


def _sex(rng: random.Random, female: float = 0.5) -> str:
    return "f" if rng.random() < female else "m"


def _couple(rng: random.Random, age: int, *, youngest: int = 19) -> list[Sketch]:
    wife = max(youngest, age - rng.randint(-2, 6))
    return [Sketch("head", "m", age, married=True), Sketch("spouse", "f", wife, married=True)]


def _children(rng: random.Random, mother: int, count: int, line: int = 0) -> list[Sketch]:
    # The youngest age that leaves no mother over 43 at birth; the oldest still at home is 30.
    low, high = max(0, mother - 43), min(30, max(0, mother - 19))
    ages = sorted((rng.randint(min(low, high), high) for _ in range(count)), reverse=True)
    return [Sketch("child", _sex(rng, 0.485), age, line=line) for age in ages]


def _single_adult(rng: random.Random) -> list[Sketch]:
    return [Sketch("head", _sex(rng, 0.45), rng.randint(21, 59))]


def _single_elder(rng: random.Random) -> list[Sketch]:
    sex = _sex(rng, 0.66)
    return [Sketch("head", sex, _elder_age(rng), married=sex == "f" and rng.random() < 0.8)]


def _adult_couple(rng: random.Random) -> list[Sketch]:
    return _couple(rng, rng.randint(22, 59))


def _elder_couple(rng: random.Random) -> list[Sketch]:
    return _couple(rng, _elder_age(rng, 61), youngest=52)


def _one_child(rng: random.Random) -> list[Sketch]:
    pair = _couple(rng, rng.randint(24, 52))
    return pair + _children(rng, pair[1].age, 1)


def _two_children(rng: random.Random) -> list[Sketch]:
    pair = _couple(rng, rng.randint(27, 50))
    return pair + _children(rng, pair[1].age, rng.choice((2, 2, 2, 3)))


def _lone_parent(rng: random.Random) -> list[Sketch]:
    mother = rng.randint(21, 48)
    count = rng.choice((1, 1, 2))
    if rng.random() < 0.85:
        return [Sketch("head", "f", mother, married=rng.random() < 0.5), *_children(rng, mother, count)]
    return [Sketch("head", "m", mother + 3), *_children(rng, mother, count)]


def _three_generations(rng: random.Random) -> list[Sketch]:
    pair = _couple(rng, rng.randint(30, 46))
    grandmother = max(60, pair[0].age + rng.randint(20, 32))
    parents = [Sketch("parent", "f", grandmother, married=True)]
    if rng.random() < 0.45:
        parents.append(Sketch("parent", "m", grandmother + rng.randint(0, 5), married=True))
    return pair + parents + _children(rng, pair[1].age, rng.choice((1, 1, 2)))


def _skipped_generation(rng: random.Random) -> list[Sketch]:
    grandmother = rng.randint(55, 74)
    heads = [Sketch("head", "f", grandmother, married=True)]
    if rng.random() < 0.5:
        heads = _couple(rng, grandmother + 2, youngest=50)
    line = rng.choice((0, 1))
    return heads + [
        Sketch("grandchild", _sex(rng, 0.485), rng.randint(1, 16), line=line) for _ in range(rng.choice((1, 1, 2)))
    ]


def _elder_with_adult_child(rng: random.Random) -> list[Sketch]:
    elder = _elder_age(rng, 62)
    child = max(20, elder - rng.randint(20, 38))
    return [
        Sketch("head", _sex(rng, 0.62), elder, married=True),
        Sketch("child", _sex(rng, 0.5), min(child, 68)),
    ]


def _siblings(rng: random.Random) -> list[Sketch]:
    age = rng.randint(22, 55)
    return [
        Sketch("head", _sex(rng), age),
        Sketch("sibling", _sex(rng), max(18, age - rng.randint(1, 8)), line=rng.choice((0, 0, 1))),
    ]


_KINDS: tuple[tuple[Callable[[random.Random], list[Sketch]], float], ...] = (
    (_single_adult, 0.270),
    (_single_elder, 0.105),
    (_adult_couple, 0.115),
    (_elder_couple, 0.065),
    (_one_child, 0.110),
    (_two_children, 0.065),
    (_lone_parent, 0.055),
    (_three_generations, 0.045),
    (_skipped_generation, 0.030),
    (_elder_with_adult_child, 0.080),
    (_siblings, 0.040),
)


def draw_household(rng: random.Random, at_most: int) -> list[Sketch]:
    """The members of one more house, no more than `at_most`."""
    draw = rng.choices([kind for kind, _ in _KINDS], [weight for _, weight in _KINDS])[0]
    return draw(rng)[:at_most]
