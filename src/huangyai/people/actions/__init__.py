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
from huangyai.people.actions.circumstances import (
    Circumstances,
    correct_circumstances,
    note_circumstances,
)
from huangyai.people.actions.communities import (
    join_community,
    leave_community,
    leave_seat,
    take_seat,
)
from huangyai.people.actions.houses import (
    place_household,
)
from huangyai.people.actions.kinship import (
    KinFacts,
    end_kinship,
    note_kinship,
    note_many_kin,
)
from huangyai.people.actions.knowing import (
    add_address,
    add_contact,
    add_other_name,
    end_address,
    end_contact,
    note_part,
    record_consent,
    remove_other_name,
)
from huangyai.people.actions.merging import (
    approve_merge,
    propose_merge,
    take_back_merge,
)

__all__ = [
    "Circumstances",
    "HouseholdFacts",
    "KinFacts",
    "PersonFacts",
    "add_address",
    "add_contact",
    "add_other_name",
    "admit_households",
    "approve_change",
    "approve_merge",
    "correct_circumstances",
    "decline_change",
    "end_address",
    "end_contact",
    "end_kinship",
    "join_community",
    "leave_community",
    "leave_seat",
    "note_circumstances",
    "note_kinship",
    "note_many_kin",
    "note_part",
    "place_household",
    "propose_change",
    "propose_merge",
    "record_consent",
    "register_person",
    "remove_other_name",
    "take_back_merge",
    "take_seat",
    "tie_account",
    "undo_change",
    "withdraw_change",
]
