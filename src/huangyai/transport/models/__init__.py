"""Cars with their papers, plans with their routes, and what drivers say."""

from huangyai.transport.models.needs import RidingNeeds
from huangyai.transport.models.rides import Arrival, Boarding, Cancellation, Replanning, RidePlan, Route, Stop
from huangyai.transport.models.vehicles import Breakdown, CarPaper, Refuelling, Trip, Vehicle

__all__ = [
    "Arrival",
    "Boarding",
    "Breakdown",
    "Cancellation",
    "CarPaper",
    "Refuelling",
    "Replanning",
    "RidePlan",
    "RidingNeeds",
    "Route",
    "Stop",
    "Trip",
    "Vehicle",
]
