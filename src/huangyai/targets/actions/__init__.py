"""What can be done in the target room, one step of it a file."""

from huangyai.targets.actions.bringing import MOST_FAULTS, BroughtRegister, bring_register
from huangyai.targets.actions.joining import (
    SAID_BY_HAND,
    ask_for_joining,
    carry_out_joining,
    join_registers,
    look_at_register,
    name_person_of_row,
    set_joining_terms,
    stop_joining,
)
from huangyai.targets.actions.lists import add_candidate, draw_target_list, write_criterion
from huangyai.targets.actions.meeting import Verdict, decide_names, hold_joint_meeting
from huangyai.targets.actions.review import (
    decide_pair,
    doubt_join,
    forget_lessons,
    learn_from_decisions,
    look_at_pair,
    take_back_pair_decision,
)

__all__ = [
    "MOST_FAULTS",
    "SAID_BY_HAND",
    "BroughtRegister",
    "Verdict",
    "add_candidate",
    "ask_for_joining",
    "bring_register",
    "carry_out_joining",
    "decide_names",
    "decide_pair",
    "doubt_join",
    "draw_target_list",
    "forget_lessons",
    "hold_joint_meeting",
    "join_registers",
    "learn_from_decisions",
    "look_at_pair",
    "look_at_register",
    "name_person_of_row",
    "set_joining_terms",
    "stop_joining",
    "take_back_pair_decision",
    "write_criterion",
]
