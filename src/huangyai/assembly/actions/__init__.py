"""What is done before, at and after an assembly."""

from huangyai.assembly.actions.assemblies import (
    call_assembly,
    call_off_assembly,
    close_assembly,
    move_assembly,
    note_presence,
    note_resolution,
    set_agenda,
)
from huangyai.assembly.actions.attendance import (
    check_in,
    check_in_from_sheet,
    issue_voting_code,
    issue_voting_codes,
    take_back_check_in,
)
from huangyai.assembly.actions.composition import GroupFacts, invite_group, set_composition
from huangyai.assembly.actions.problems import (
    answer_problem,
    join_problems,
    look_at_first_words,
    raise_problem,
    reword_problem,
    take_back_joining,
)
from huangyai.assembly.actions.votes import (
    ProposalFacts,
    cast_ballots,
    cast_own_ballot,
    count_vote,
    enter_paper,
    give_paper,
    note_hands,
    open_vote,
    print_papers,
    withdraw_vote,
)

__all__ = [
    "GroupFacts",
    "ProposalFacts",
    "answer_problem",
    "call_assembly",
    "call_off_assembly",
    "cast_ballots",
    "cast_own_ballot",
    "check_in",
    "check_in_from_sheet",
    "close_assembly",
    "count_vote",
    "enter_paper",
    "give_paper",
    "invite_group",
    "issue_voting_code",
    "issue_voting_codes",
    "join_problems",
    "look_at_first_words",
    "move_assembly",
    "note_hands",
    "note_presence",
    "note_resolution",
    "open_vote",
    "print_papers",
    "raise_problem",
    "reword_problem",
    "set_agenda",
    "set_composition",
    "take_back_check_in",
    "take_back_joining",
    "withdraw_vote",
]
