"""What the reading commands start with: the record, and the filters of the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.api import Desk
    from dateline.record import Filters, Record


def open_record(path: Path) -> Record:
    """The record at `path`, for reading.

    Raises:
        RecordError: there is none, it is no record, or it is being written.
    """
    return open_desk(path).record


def open_desk(path: Path, *, create: bool = False) -> Desk:
    """The record at `path` with the verbs of the Python API; made where there is none, if `create`.

    Raises:
        RecordError: as `open_record`.
    """
    from dateline.api import open_desk as open_for

    return open_for(path, create=create, read_only=not create)


def filters_of(**values: Any) -> Filters:
    """The filters, checked.

    Raises:
        UsageError: a value does not exist; the message has the nearest one.
    """
    from dateline.record import Filters

    return Filters.of(**values)


def open_for_review(path: Path) -> Desk:
    """The record at `path` for writing decisions; never made.

    Raises:
        RecordError: there is none, it is no record, or it is open elsewhere.
    """
    from dateline.api import open_desk as open_for

    return open_for(path, create=False)
