"""How names are ordered and found, and what a change must say."""

from huangyai.people.rules.changes import Effect, require_merge_reason, require_past_day, require_reason
from huangyai.people.rules.folding import (
    BONES,
    LETTERS,
    distance,
    errors_allowed,
    fold,
    neighbours,
    skeleton,
)
from huangyai.people.rules.names import thai_sort_key, without_title, without_tones
from huangyai.people.rules.numbers import SHORTEST_NUMBER, age_on, digits_of, house_number, phone_digits, place_key

__all__ = [
    "BONES",
    "LETTERS",
    "SHORTEST_NUMBER",
    "Effect",
    "age_on",
    "digits_of",
    "distance",
    "errors_allowed",
    "fold",
    "house_number",
    "neighbours",
    "phone_digits",
    "place_key",
    "require_merge_reason",
    "require_past_day",
    "require_reason",
    "skeleton",
    "thai_sort_key",
    "without_title",
    "without_tones",
]
