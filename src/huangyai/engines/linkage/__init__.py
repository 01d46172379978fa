"""Who is the same person in the lists of several offices, how sure that is, and why."""

from huangyai.engines.linkage.columns import COLUMNS, parse_also, parse_map, recognise_columns
from huangyai.engines.linkage.comparisons import comparisons_for
from huangyai.engines.linkage.learning import Review, learn_from_reviews
from huangyai.engines.linkage.linkage import Linkage, LinkedPair, link_registers
from huangyai.engines.linkage.model import Model, read_model, shipped_model
from huangyai.engines.linkage.register import Register
from huangyai.engines.linkage.side_by_side import (
    FieldComparison,
    Piece,
    Reading,
    SideBySide,
    Verdict,
    compare_rows,
)

__all__ = [
    "COLUMNS",
    "FieldComparison",
    "Linkage",
    "LinkedPair",
    "Model",
    "Piece",
    "Reading",
    "Register",
    "Review",
    "SideBySide",
    "Verdict",
    "compare_rows",
    "comparisons_for",
    "learn_from_reviews",
    "link_registers",
    "parse_also",
    "parse_map",
    "read_model",
    "recognise_columns",
    "shipped_model",
]
