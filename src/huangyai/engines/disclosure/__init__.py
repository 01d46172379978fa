"""Statistical disclosure control: tables in which nobody can be found, by hiding small numbers and what gives them away."""

from huangyai.engines.disclosure.audit import gives_away, reader_ranges
from huangyai.engines.disclosure.counts import suppress_counts
from huangyai.engines.disclosure.suppression import suppress_table
from huangyai.engines.disclosure.table import THRESHOLD, CountTable, PublishedTable

__all__ = [
    "THRESHOLD",
    "CountTable",
    "PublishedTable",
    "gives_away",
    "reader_ranges",
    "suppress_counts",
    "suppress_table",
]
