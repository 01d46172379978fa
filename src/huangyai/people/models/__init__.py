"""Tables: residents, their houses and relatives, what is known of them and from whom, and how it is changed."""

from huangyai.people.models.changes import ChangeDecision, ChangeRequest, ChangeUndo, ConcernedPerson
from huangyai.people.models.communities import CommunityHousehold, CommunitySeat
from huangyai.people.models.households import Household, HouseholdMember
from huangyai.people.models.kinship import Kinship
from huangyai.people.models.names import KnownName, OtherName
from huangyai.people.models.reaching import Address, Consent, Contact
from huangyai.people.models.residents import ID_PURPOSE, Death, Merge, Person, PersonAccount
from huangyai.people.models.sources import Admission, ValueSource

__all__ = [
    "ID_PURPOSE",
    "Address",
    "Admission",
    "ChangeDecision",
    "ChangeRequest",
    "ChangeUndo",
    "CommunityHousehold",
    "CommunitySeat",
    "ConcernedPerson",
    "Consent",
    "Contact",
    "Death",
    "Household",
    "HouseholdMember",
    "Kinship",
    "KnownName",
    "Merge",
    "OtherName",
    "Person",
    "PersonAccount",
    "ValueSource",
]
