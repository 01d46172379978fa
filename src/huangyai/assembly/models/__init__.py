"""Meetings, who came, what was said in them, and what was decided."""

from huangyai.assembly.models.assemblies import Assembly, AssemblyCallOff, AssemblyClosure, AssemblyMove
from huangyai.assembly.models.attendance import Attendance, VotingCode
from huangyai.assembly.models.groups import AgendaItem, CompositionRule, Group, GroupShare, Invitation, Invitee
from huangyai.assembly.models.problems import Answer, Problem, ProblemMerge, ProblemRewording
from huangyai.assembly.models.votes import (
    Ballot,
    BallotPaper,
    Count,
    HandCount,
    Proposal,
    Resolution,
    Vote,
    VoterMark,
    VoteWithdrawal,
)

__all__ = [
    "AgendaItem",
    "Answer",
    "Assembly",
    "AssemblyCallOff",
    "AssemblyClosure",
    "AssemblyMove",
    "Attendance",
    "Ballot",
    "BallotPaper",
    "CompositionRule",
    "Count",
    "Group",
    "GroupShare",
    "HandCount",
    "Invitation",
    "Invitee",
    "Problem",
    "ProblemMerge",
    "ProblemRewording",
    "Proposal",
    "Resolution",
    "Vote",
    "VoteWithdrawal",
    "VoterMark",
    "VotingCode",
]
