"""Projects and money sources as the allocation engine reads them, and who gets what back."""

from huangyai.plan.bridge.allocating import Allotment, Given, Offer, YearToGive, allocate_year
from huangyai.plan.bridge.fitting import Fit, fits_of

__all__ = ["Allotment", "Fit", "Given", "Offer", "YearToGive", "allocate_year", "fits_of"]
