"""Between the board and the columns of the program: what one finds, the other goes on from."""

from __future__ import annotations

from huangyai.engines.timetable.board import Board
from huangyai.engines.timetable.folk import Folk
from huangyai.engines.timetable.model import Model, demand_of
from huangyai.engines.timetable.problem import TimetableProblem
from huangyai.engines.timetable.staffing import deal_trainers


def board_as_columns(problem: TimetableProblem, folk: tuple[Folk, ...], model: Model, board: Board) -> list[float]:
    """The program's columns for what hangs on the board and who has a seat."""
    values = [0.0] * len(model.mip.low)
    parts = board.crowd.parts
    for activity, position in board.held.items():
        values[model.held[position]] = 1.0
        if board.trainers[activity]:
            start = board.openings.openings[position].run[0]
            demand = demand_of(problem, board.openings, activity, start)
            for one in board.trainers[activity]:
                values[model.teaches[demand, start, one]] = 1.0
        seated = board.crowd.seated[activity]
        for number, people in enumerate(folk):
            if activity in people.usable and (here := (seated & parts[number]).bit_count()):
                values[model.first[number, activity]] = float(here)
    return values


def hang_columns(
    problem: TimetableProblem, model: Model, board: Board, values: list[float], used: frozenset[int]
) -> None:
    """Clear the board and hang what these columns hold; seats are dealt anew."""
    for activity in list(board.held):
        board.take_down(activity)
    for position, trainers in deal_trainers(problem, board.openings, model, values, used).items():
        board.hang(position, trainers)
    board.crowd.fill()
