"""The run room: adds reports to a record, in one process, several, or on Ray, with the same result."""

from dateline.run.executors import Executor, InProcess, Loader, Processes
from dateline.run.local import AddOptions, Progress, Summary, add, add_with, utc_now
from dateline.run.ray import OnRay
from dateline.run.trial import Trial, failures_of, sample, try_codebook, type_table

__all__ = [
    "AddOptions",
    "Executor",
    "InProcess",
    "Loader",
    "OnRay",
    "Processes",
    "Progress",
    "Summary",
    "Trial",
    "add",
    "add_with",
    "failures_of",
    "sample",
    "try_codebook",
    "type_table",
    "utc_now",
]
