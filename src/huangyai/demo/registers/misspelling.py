"""How names and numbers go wrong on their way into a list: by ear, by hand, by keyboard.

The tables are the generator's own; the engine that must see through the mess has never seen them.
"""

from __future__ import annotations

import random

# Heard the same, written otherwise. Each pair works in both directions.
_SOUND_ALIKES = (
    ("ศ", "ส"), ("ษ", "ส"), ("ซ", "ส"), ("ณ", "น"), ("ญ", "ย"), ("ธ", "ท"), ("ฑ", "ท"), ("ภ", "พ"),
    ("ฎ", "ด"), ("ฏ", "ต"), ("ฬ", "ล"), ("ฐ", "ถ"), ("ใ", "ไ"), ("รร", "ัน"), ("ิ", "ี"), ("ุ", "ู"), ("ึ", "ื"),
    ("ฤ", "ริ"), ("ทร", "ซ"), ("ร", "ล"), ("พันธ์", "พันธุ์"), ("วงศ์", "วงษ์"), ("วงศ์", "วงค์"),
    ("ศักดิ์", "ศักด์"), ("รัตน์", "รัตน"),
)  # fmt: skip
_MARKS = "่้็์"
_NEIGHBOUR_KEYS = (
    ("ก", "ด"),
    ("า", "ส"),
    ("ม", "ท"),
    ("น", "ร"),
    ("ว", "ง"),
    ("ย", "บ"),
    ("อ", "ท"),
    ("พ", "ะ"),
)


def misspell(rng: random.Random, name: str) -> str:
    """The name as somebody else would write it; the same when there is nothing to get wrong."""
    variants = [_by_ear, _by_ear, _by_ear, _by_mark, _by_hand, _by_code_point]
    rng.shuffle(variants)
    for variant in variants:
        wrong = variant(rng, name)
        if wrong != name and wrong:
            return wrong
    return name


def _by_ear(rng: random.Random, name: str) -> str:
    swaps = [
        (a, b) for pair in _SOUND_ALIKES for a, b in (pair, pair[::-1]) if a in name[1:] or (len(a) == 1 and a in name)
    ]
    if not swaps:
        return name
    old, new = rng.choice(swaps)
    places = [i for i in range(len(name)) if name.startswith(old, i)]
    place = rng.choice(places)
    return name[:place] + new + name[place + len(old) :]


def _by_mark(rng: random.Random, name: str) -> str:
    places = [i for i, letter in enumerate(name) if letter in _MARKS]
    if not places:
        return name
    place = rng.choice(places)
    # A silenced letter is left out together with its mark as often as the mark alone.
    start = place - 1 if name[place] == "์" and place > 1 and rng.random() < 0.5 else place
    return name[:start] + name[place + 1 :]


def _by_hand(rng: random.Random, name: str) -> str:
    keys = [(a, b) for pair in _NEIGHBOUR_KEYS for a, b in (pair, pair[::-1]) if a in name[1:]]
    if not keys:
        return name
    old, new = rng.choice(keys)
    place = name.index(old, 1)
    return name[:place] + new + name[place + 1 :]


def _by_code_point(rng: random.Random, name: str) -> str:
    # Looks right and is another string: sara am in two, sara ae as two sara e, an invisible space.
    if "ำ" in name:
        return name.replace("ำ", "ํา")
    if "แ" in name:
        return name.replace("แ", "เเ", 1)
    place = rng.randint(1, max(1, len(name) - 1))
    return name[:place] + "\u200b" + name[place:]


def mistype_digits(rng: random.Random, digits: str) -> str:
    """One digit wrong, or two neighbours exchanged."""
    place = rng.randrange(len(digits) - 1)
    if rng.random() < 0.4 and digits[place] != digits[place + 1]:
        return digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
    other = rng.choice([digit for digit in "0123456789" if digit != digits[place]])
    return digits[:place] + other + digits[place + 1 :]
