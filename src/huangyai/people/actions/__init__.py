"""What can be done in the people room."""

from huangyai.people.actions.admitting import (
    HouseholdFacts,
    PersonFacts,
    admit_households,
    register_person,
    tie_account,
)
from huangyai.people.actions.changing import (
    approve_change,
    decline_change,
    propose_change,
    undo_change,
    withdraw_change,
)
from huangyai.people.actions.circumstances import Circumstances, correct_circumstances, note_circumstances
from huangyai.people.actions.merging import approve_merge, propose_merge, take_back_merge

__all__ = [
    "Circumstances",
    "HouseholdFacts",
    "PersonFacts",
    "admit_households",
    "approve_change",
    "approve_merge",
    "correct_circumstances",
    "decline_change",
    "note_circumstances",
    "propose_change",
    "propose_merge",
    "register_person",
    "take_back_merge",
    "tie_account",
    "undo_change",
    "withdraw_change",
]
