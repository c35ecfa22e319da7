"""What the read room is asked for, and what it says when an input is no report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from dateline.errors import ReadError

MAX_CHARS = 1_000_000  # of one report: about 170,000 words, a book
MAX_FILE_BYTES = 64 * 1024 * 1024  # of one page, document or text
MAX_TABLE_BYTES = 4 * 1024 * 1024 * 1024  # of one JSON Lines or CSV file, which is read row by row


@dataclass(frozen=True, slots=True)
class ReadNote:
    """Something a reader did that its user may want to know: a file passed over, an encoding repaired.

    `slug` is "skipped-file" or "repaired-encoding". `where` is a file name, with the line for a row.
    """

    where: str
    slug: str
    message: str


@dataclass(frozen=True, slots=True)
class ReadFailure:
    """An input that is no report, and why. `where` is a file name with the line for a row, never a whole path.

    `slug` is that of the error (docs/errors.md); `hint` says what to do next.
    """

    where: str
    slug: str
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How to read.

    Attributes:
        today: the ISO day on which the reading is done; a report dated later is refused. Empty: no such check.
        date: the ISO day for reports that carry none of their own.
        columns: field of a report -> column that holds it, for instance ``{"text": "body", "dct": "published"}``.
        outlet: who published the reports that do not say so.
        max_chars: the longest text taken as one report.
        encoding: of the text files; found out where empty.
        format: "text", "json", "csv", "tsv", "html", "pdf" or "docx", whatever the file's name says; found out where
            empty.
        on_note: called with each note.
    """

    today: str = ""
    date: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    outlet: str = ""
    max_chars: int = MAX_CHARS
    encoding: str = ""
    format: str = ""
    on_note: Callable[[ReadNote], None] | None = None

    def note(self, where: str, slug: str, message: str) -> None:
        """Hand a note to whoever listens."""
        if self.on_note is not None:
            self.on_note(ReadNote(where, slug, message))


def failure_of(error: ReadError, where: str) -> ReadFailure:
    """The failure that an error stands for."""
    return ReadFailure(error.where or where, error.slug, error.message, error.hint)
