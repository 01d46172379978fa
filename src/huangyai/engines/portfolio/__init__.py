"""Which projects get money, from where and when, so that the most need is met and nobody is left below
their floor."""

from huangyai.engines.portfolio.allocation import Allocation, BrokenPin, Floor, Grant, Progress
from huangyai.engines.portfolio.document import read_problem
from huangyai.engines.portfolio.eligibility import most_of, reasons_against, why_not
from huangyai.engines.portfolio.one_more import OneMore, what_more_would_do
from huangyai.engines.portfolio.problem import AllocationProblem, Project, Rule, Source
from huangyai.engines.portfolio.solve import allocate

__all__ = [
    "Allocation",
    "AllocationProblem",
    "BrokenPin",
    "Floor",
    "Grant",
    "OneMore",
    "Progress",
    "Project",
    "Rule",
    "Source",
    "allocate",
    "most_of",
    "read_problem",
    "reasons_against",
    "what_more_would_do",
    "why_not",
]
