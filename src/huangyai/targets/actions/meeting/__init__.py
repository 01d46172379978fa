"""The joint meeting: it begins, every party says its word on each name, and it ends."""

from huangyai.targets.actions.meeting.adding import name_somebody
from huangyai.targets.actions.meeting.asking import answer_question, ask_question
from huangyai.targets.actions.meeting.deciding import Verdict, decide_names
from huangyai.targets.actions.meeting.holding import PartyFacts, close_meeting, hold_joint_meeting
from huangyai.targets.actions.meeting.speaking import Opinion, say_all_words, say_words, settle_names

__all__ = [
    "Opinion",
    "PartyFacts",
    "Verdict",
    "answer_question",
    "ask_question",
    "close_meeting",
    "decide_names",
    "hold_joint_meeting",
    "name_somebody",
    "say_all_words",
    "say_words",
    "settle_names",
]
