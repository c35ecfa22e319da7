"""Every error dateline raises on purpose.

    DatelineError
    ├── ReadError          an input could not be turned into a report
    │   ├── NoDateError        no date was found, or only one that cannot be right
    │   └── LanguageError      the text is not English
    ├── CodebookError      a vocabulary file is malformed
    ├── RecordError        the record could not be read or written
    │   ├── ForeignRecordError the file is not a record, or a newer dateline made it
    │   └── RecordBusyError    another process has the record open
    ├── ModelError         the parser's model is missing or cannot be loaded
    └── UsageError         an argument asks for something that does not exist

A message says what was found, where, and what to do next; `slug` names the docs page (docs/errors.md).
"""

from __future__ import annotations


class DatelineError(Exception):
    """The root. `slug` is stable, so that scripts and docs can name the error."""

    slug = "error"

    def __init__(self, message: str, *, where: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        hint = f" {self.hint}" if self.hint else ""
        return f"{place}{self.message}{hint}"


class ReadError(DatelineError):
    """An input could not be turned into a report."""

    slug = "unreadable-input"


class NoDateError(ReadError):
    """No date was found, or only one that cannot be right."""

    slug = "no-date"


class LanguageError(ReadError):
    """The text is not in a language dateline reads."""

    slug = "language"


class CodebookError(DatelineError):
    """A vocabulary file is malformed."""

    slug = "codebook"


class RecordError(DatelineError):
    """The record could not be read or written."""

    slug = "record"


class ForeignRecordError(RecordError):
    """The file is not a record of dateline, or a newer version made it."""

    slug = "foreign-record"


class RecordBusyError(RecordError):
    """Another process has the record open for writing."""

    slug = "record-busy"


class ModelError(DatelineError):
    """The parser's model is missing or cannot be loaded."""

    slug = "model"


class UsageError(DatelineError):
    """An argument asks for something that does not exist."""

    slug = "usage"
