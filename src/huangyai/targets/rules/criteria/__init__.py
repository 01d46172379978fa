"""Criteria cards: whom something is for, as data that staff build without code.

A card is ``{"all": [...]}`` or ``{"any": [...]}`` of conditions and of groups of conditions; a group is again
``all`` or ``any``, one level deep. A condition is ``{"fact": ..., "is": ..., "value": ...}``.
"""

from huangyai.targets.rules.criteria.asked import Asked, asked_of_registers, asks_survey
from huangyai.targets.rules.criteria.asking import (
    CONDITIONS,
    OWN_LIST,
    REGISTER_WORDS,
    Condition,
    conditions_of,
    register_key,
)
from huangyai.targets.rules.criteria.describing import describe, sentences
from huangyai.targets.rules.criteria.facts import CHILD_AGE, OLD_AGE, PersonFacts
from huangyai.targets.rules.criteria.judging import Reason, check_definition, judge, takes

__all__ = [
    "CHILD_AGE",
    "CONDITIONS",
    "OLD_AGE",
    "OWN_LIST",
    "REGISTER_WORDS",
    "Asked",
    "Condition",
    "PersonFacts",
    "Reason",
    "asked_of_registers",
    "asks_survey",
    "check_definition",
    "conditions_of",
    "describe",
    "judge",
    "register_key",
    "sentences",
    "takes",
]
