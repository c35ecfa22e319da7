"""Report in, claims out. Pure: no clock, no network, no state."""

from dateline.analyse.draft import Draft, Layer
from dateline.analyse.own_examples import Checked, check_examples
from dateline.analyse.pipeline import Analyser, check_order, load_analyser, with_events
from dateline.analyse.trial import CHANGES, Change, Compared, compare_report

__all__ = [
    "CHANGES",
    "Analyser",
    "Change",
    "Checked",
    "Compared",
    "Draft",
    "Layer",
    "check_examples",
    "check_order",
    "compare_report",
    "load_analyser",
    "with_events",
]
