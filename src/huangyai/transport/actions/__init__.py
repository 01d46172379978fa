"""What is done with cars and rides."""

from huangyai.transport.actions.changing import (
    WeighedMove,
    add_ride,
    cancel_ride,
    move_rider,
    replan_without,
    weigh_move,
)
from huangyai.transport.actions.driving import record_arrival, record_boarding, take_attendance
from huangyai.transport.actions.logbook import buy_fuel, note_trip
from huangyai.transport.actions.needs import look_at_apart, write_riding_needs
from huangyai.transport.actions.planning import plan_day, plan_rides, plan_sessions
from huangyai.transport.actions.vehicles import (
    add_vehicle,
    change_vehicle,
    mend_vehicle,
    name_driver,
    note_paper,
    report_breakdown,
)

__all__ = [
    "WeighedMove",
    "add_ride",
    "add_vehicle",
    "buy_fuel",
    "cancel_ride",
    "change_vehicle",
    "look_at_apart",
    "mend_vehicle",
    "move_rider",
    "name_driver",
    "note_paper",
    "note_trip",
    "plan_day",
    "plan_rides",
    "plan_sessions",
    "record_arrival",
    "record_boarding",
    "replan_without",
    "report_breakdown",
    "take_attendance",
    "weigh_move",
    "write_riding_needs",
]
