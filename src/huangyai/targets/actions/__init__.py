"""What can be done in the target room, one step of it a file."""

from huangyai.targets.actions.bringing import MOST_FAULTS, BroughtRegister, bring_register
from huangyai.targets.actions.joining import SAID_BY_HAND, join_registers, look_at_register, name_person_of_row
from huangyai.targets.actions.lists import add_candidate, draw_target_list, write_criterion
from huangyai.targets.actions.meeting import Verdict, decide_names, hold_joint_meeting

__all__ = [
    "MOST_FAULTS",
    "SAID_BY_HAND",
    "BroughtRegister",
    "Verdict",
    "add_candidate",
    "bring_register",
    "decide_names",
    "draw_target_list",
    "hold_joint_meeting",
    "join_registers",
    "look_at_register",
    "name_person_of_row",
    "write_criterion",
]
