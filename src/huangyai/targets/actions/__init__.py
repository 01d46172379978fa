"""What can be done in the target room, one step of it a file."""

from huangyai.targets.actions.appeals import answer_appeal, file_appeal
from huangyai.targets.actions.bringing import MOST_FAULTS, BroughtRegister, bring_register
from huangyai.targets.actions.cards import (
    PersonaFacts,
    adopt_criterion,
    keep_persona,
    look_at_comparison,
    take_ready_card,
    write_criterion,
)
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
from huangyai.targets.actions.left_behind import note_left_behind, take_to_meeting
from huangyai.targets.actions.lists import add_candidate, draw_newcomers, draw_target_list
from huangyai.targets.actions.meeting import (
    Opinion,
    PartyFacts,
    Verdict,
    answer_question,
    ask_question,
    close_meeting,
    decide_names,
    hold_joint_meeting,
    say_all_words,
    say_words,
    settle_names,
)
from huangyai.targets.actions.reconsidering import bring_back_names, keep_decision, renew_agenda, reopen_name
from huangyai.targets.actions.review import (
    decide_pair,
    doubt_join,
    forget_lessons,
    learn_from_decisions,
    look_at_pair,
    take_back_pair_decision,
)
from huangyai.targets.actions.surveys import BroughtSurvey, bring_survey

__all__ = [
    "MOST_FAULTS",
    "SAID_BY_HAND",
    "BroughtRegister",
    "BroughtSurvey",
    "Opinion",
    "PartyFacts",
    "PersonaFacts",
    "Verdict",
    "add_candidate",
    "adopt_criterion",
    "answer_appeal",
    "answer_question",
    "ask_for_joining",
    "ask_question",
    "bring_back_names",
    "bring_register",
    "bring_survey",
    "carry_out_joining",
    "close_meeting",
    "decide_names",
    "decide_pair",
    "doubt_join",
    "draw_newcomers",
    "draw_target_list",
    "file_appeal",
    "forget_lessons",
    "hold_joint_meeting",
    "join_registers",
    "keep_decision",
    "keep_persona",
    "learn_from_decisions",
    "look_at_comparison",
    "look_at_pair",
    "look_at_register",
    "name_person_of_row",
    "note_left_behind",
    "renew_agenda",
    "reopen_name",
    "say_all_words",
    "say_words",
    "set_joining_terms",
    "settle_names",
    "stop_joining",
    "take_back_pair_decision",
    "take_ready_card",
    "take_to_meeting",
    "write_criterion",
]
