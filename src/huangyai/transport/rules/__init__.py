"""Pure decisions about cars and rides."""

from huangyai.transport.rules.papers import PAPER_WORDS, Paper, Standing, faults_of_car, standing_of
from huangyai.transport.rules.running import Call, calls_done, free_from
from huangyai.transport.rules.shifting import Shift, largest_shift, shifted, worth_a_call

__all__ = [
    "PAPER_WORDS",
    "Call",
    "Paper",
    "Shift",
    "Standing",
    "calls_done",
    "faults_of_car",
    "free_from",
    "largest_shift",
    "shifted",
    "standing_of",
    "worth_a_call",
]
