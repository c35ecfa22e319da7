"""dateline reads dated news reports about a crisis and keeps the record."""

from dateline.version import __version__

__all__ = ["__version__"]
