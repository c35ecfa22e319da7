"""dateline reads dated news reports about a crisis and keeps the record."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from dateline.version import __version__

if TYPE_CHECKING:
    from dateline.api import Desk, Result
    from dateline.api import open_desk as open
    from dateline.errors import DatelineError
    from dateline.record import Filters

__all__ = ["DatelineError", "Desk", "Filters", "Result", "__version__", "open"]

# Loaded at first use, so that `import dateline` costs nothing.
_LAZY = {
    "DatelineError": ("dateline.errors", "DatelineError"),
    "Desk": ("dateline.api", "Desk"),
    "Filters": ("dateline.record", "Filters"),
    "Result": ("dateline.api", "Result"),
    "open": ("dateline.api", "open_desk"),
}


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module 'dateline' has no attribute {name!r}")
    module, attribute = _LAZY[name]
    return getattr(import_module(module), attribute)
