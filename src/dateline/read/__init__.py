"""Reading: files, folders and standard input to dated reports, one input format a file. See docs/reading.md."""

from __future__ import annotations

from dateline.read.door import check_options, read_reports
from dateline.read.options import ReadFailure, ReadNote, ReadOptions

__all__ = ["ReadFailure", "ReadNote", "ReadOptions", "check_options", "read_reports"]
