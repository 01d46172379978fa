"""Multidimensional poverty by the method of Alkire and Foster: who is poor, how deeply, and in what."""

from huangyai.engines.deprivation.household import Score, score_household
from huangyai.engines.deprivation.indicators import Design, Dimension, Indicator, IndicatorSet, MissingRule
from huangyai.engines.deprivation.measurement import Deprivation, Measurement, StandardErrors
from huangyai.engines.deprivation.measuring import measure
from huangyai.engines.deprivation.querying import measure_by_query
from huangyai.engines.deprivation.set_file import read_indicator_set
from huangyai.engines.deprivation.survey import read_survey

__all__ = [
    "Deprivation",
    "Design",
    "Dimension",
    "Indicator",
    "IndicatorSet",
    "Measurement",
    "MissingRule",
    "Score",
    "StandardErrors",
    "measure",
    "measure_by_query",
    "read_indicator_set",
    "read_survey",
    "score_household",
]
