"""What is typed about activities and their sessions."""

from huangyai.activities.forms.activities import ActivityForm, VenueForm
from huangyai.activities.forms.money import ExpenseForm
from huangyai.activities.forms.placement import PlacementForm

__all__ = [
    "ActivityForm",
    "ExpenseForm",
    "PlacementForm",
    "VenueForm",
]
