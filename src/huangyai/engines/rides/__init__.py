"""Who fetches whom: dial-a-ride and home-visit rounds (front door)."""

from huangyai.engines.rides.breaches import Breach
from huangyai.engines.rides.day import (
    Car,
    DayTerms,
    Passenger,
    Session,
    Spot,
    municipal_day,
    ride_back,
    ride_there,
)
from huangyai.engines.rides.moving import Weighed, move_request, orders_of, weigh_routes
from huangyai.engines.rides.plan import CarOrders, PlannedStop, Progress, RidePlan, Route
from huangyai.engines.rides.problem import NodeId, Rest, RideProblem, RideRequest, Stop, Vehicle
from huangyai.engines.rides.read_darp import read_darp
from huangyai.engines.rides.read_json import read_json
from huangyai.engines.rides.read_pdptw import read_pdptw
from huangyai.engines.rides.read_vrptw import read_vrptw
from huangyai.engines.rides.replanning import promised_times, replan
from huangyai.engines.rides.rounds import HomeVisit, RoundTerms, Visitor, visit_round
from huangyai.engines.rides.solving import solve
from huangyai.engines.rides.warming import prepare

__all__ = [
    "Breach",
    "Car",
    "CarOrders",
    "DayTerms",
    "HomeVisit",
    "NodeId",
    "Passenger",
    "PlannedStop",
    "Progress",
    "Rest",
    "RidePlan",
    "RideProblem",
    "RideRequest",
    "RoundTerms",
    "Route",
    "Session",
    "Spot",
    "Stop",
    "Vehicle",
    "Visitor",
    "Weighed",
    "move_request",
    "municipal_day",
    "orders_of",
    "prepare",
    "promised_times",
    "read_darp",
    "read_json",
    "read_pdptw",
    "read_vrptw",
    "replan",
    "ride_back",
    "ride_there",
    "solve",
    "visit_round",
    "weigh_routes",
]
