"""Who is the same person in the lists of several offices, how sure that is, and why."""

from huangyai.engines.linkage.columns import COLUMNS, parse_also, parse_map, recognise_columns
from huangyai.engines.linkage.comparisons import comparisons_for
from huangyai.engines.linkage.linkage import Linkage, LinkedPair, link_registers
from huangyai.engines.linkage.model import Model, read_model, shipped_model
from huangyai.engines.linkage.register import Register

__all__ = [
    "COLUMNS",
    "Linkage",
    "LinkedPair",
    "Model",
    "Register",
    "comparisons_for",
    "link_registers",
    "parse_also",
    "parse_map",
    "read_model",
    "recognise_columns",
    "shipped_model",
]
