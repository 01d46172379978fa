"""Rows find their person: compared by the machine, named by hand, or left for somebody to look at."""

from huangyai.targets.actions.joining.naming import SAID_BY_HAND, look_at_register, name_person_of_row
from huangyai.targets.actions.joining.running import (
    ask_for_joining,
    carry_out_joining,
    join_registers,
    set_joining_terms,
    stop_joining,
)

__all__ = [
    "SAID_BY_HAND",
    "ask_for_joining",
    "carry_out_joining",
    "join_registers",
    "look_at_register",
    "name_person_of_row",
    "set_joining_terms",
    "stop_joining",
]
