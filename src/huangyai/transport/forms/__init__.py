"""What is written about cars and rides."""

from huangyai.transport.forms.changing import BreakdownForm, CancellationForm, MoveForm, RiderForm
from huangyai.transport.forms.needs import RidingNeedsForm
from huangyai.transport.forms.planning import RidePlanForm
from huangyai.transport.forms.vehicles import DriverForm, FuelForm, PaperForm, TripForm, VehicleForm

__all__ = [
    "BreakdownForm",
    "CancellationForm",
    "DriverForm",
    "FuelForm",
    "MoveForm",
    "PaperForm",
    "RidePlanForm",
    "RiderForm",
    "RidingNeedsForm",
    "TripForm",
    "VehicleForm",
]
