"""How an office's list comes in: as a file, pasted or keyed in; checked, compared with the edition before, kept."""

from huangyai.targets.actions.bringing.proposing import ProposedChanges, propose_civil_changes
from huangyai.targets.actions.bringing.registers import MOST_FAULTS, BroughtRegister, bring_register
from huangyai.targets.actions.bringing.withdrawing import withdraw_register

__all__ = [
    "MOST_FAULTS",
    "BroughtRegister",
    "ProposedChanges",
    "bring_register",
    "propose_civil_changes",
    "withdraw_register",
]
