"""How an office's list comes in: as a file, pasted or keyed in; checked, compared with the edition before, kept."""

from huangyai.targets.actions.bringing.registers import MOST_FAULTS, BroughtRegister, bring_register

__all__ = ["MOST_FAULTS", "BroughtRegister", "bring_register"]
