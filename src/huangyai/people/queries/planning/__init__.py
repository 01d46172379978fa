"""What a proposed change would do, row by row."""

from huangyai.people.queries.planning.asking import sealed_id
from huangyai.people.queries.planning.effects import masked
from huangyai.people.queries.planning.plans import planned_effects
from huangyai.people.queries.planning.values import CORRECTED, require_free_id

__all__ = [
    "CORRECTED",
    "masked",
    "planned_effects",
    "require_free_id",
    "sealed_id",
]
