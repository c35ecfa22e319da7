"""Report in, claims out. Pure: no clock, no network, no state."""

from dateline.analyse.draft import Draft, Layer
from dateline.analyse.pipeline import Analyser, check_order, load_analyser

__all__ = ["Analyser", "Draft", "Layer", "check_order", "load_analyser"]
