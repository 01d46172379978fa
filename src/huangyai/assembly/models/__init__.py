"""Meetings, what was said in them, and what was decided."""

from huangyai.assembly.models.assemblies import Assembly, AssemblyClosure
from huangyai.assembly.models.problems import Answer, Problem
from huangyai.assembly.models.votes import Ballot, Count, Proposal, Vote

__all__ = ["Answer", "Assembly", "AssemblyClosure", "Ballot", "Count", "Problem", "Proposal", "Vote"]
