"""What the reading commands start with: the record, and the filters of the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.record import Filters, Record


def open_record(path: Path) -> Record:
    """The record at `path`, for reading.

    Raises:
        RecordError: there is none, it is no record, or it is being written.
    """
    from dateline.record import Record

    return Record.open(path, read_only=True)


def filters_of(**values: Any) -> Filters:
    """The filters, checked.

    Raises:
        UsageError: a value does not exist; the message has the nearest one.
    """
    from dateline.record import Filters

    return Filters.of(**values)
