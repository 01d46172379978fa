"""Words that all rooms share, in pure Python."""

from huangyai.kernel.actor import Actor, Role
from huangyai.kernel.calendar import BuddhistDate, FiscalYear
from huangyai.kernel.chance import Chance
from huangyai.kernel.dates import read_date
from huangyai.kernel.identity import NationalId, new_id
from huangyai.kernel.money import Money
from huangyai.kernel.refusal import BadInput, Fault, NotAllowed, NotFound, Refusal
from huangyai.kernel.words import Words, thai_digits

__all__ = [
    "Actor",
    "BadInput",
    "BuddhistDate",
    "Chance",
    "Fault",
    "FiscalYear",
    "Money",
    "NationalId",
    "NotAllowed",
    "NotFound",
    "Refusal",
    "Role",
    "Words",
    "new_id",
    "read_date",
    "thai_digits",
]
