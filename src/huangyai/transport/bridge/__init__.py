"""A day's sessions, people and cars as the ride engine reads them, and its routes back."""

from huangyai.transport.bridge.day import RIDE_CAP_MINUTES, CarDay, Halt, Leg, Way, leg_key
from huangyai.transport.bridge.lengths import kilometres_by_session, longest_rides
from huangyai.transport.bridge.moving import MovedByHand, move_by_hand, orders_kept
from huangyai.transport.bridge.solving import Fetched, Held, Run, fetch_day, rearrange_day

__all__ = [
    "RIDE_CAP_MINUTES",
    "CarDay",
    "Fetched",
    "Halt",
    "Held",
    "Leg",
    "MovedByHand",
    "Run",
    "Way",
    "fetch_day",
    "kilometres_by_session",
    "leg_key",
    "longest_rides",
    "move_by_hand",
    "orders_kept",
    "rearrange_day",
]
