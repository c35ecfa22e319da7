"""The run room: adds reports to a record, in one process or several, with the same result."""

from dateline.run.executors import Executor, InProcess, Loader, Processes
from dateline.run.local import AddOptions, Progress, Summary, add, add_with, utc_now

__all__ = [
    "AddOptions",
    "Executor",
    "InProcess",
    "Loader",
    "Processes",
    "Progress",
    "Summary",
    "add",
    "add_with",
    "utc_now",
]
