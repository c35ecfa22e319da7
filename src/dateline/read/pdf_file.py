"""PDF by pypdf: text page by page, paragraphs put together again, the date from the first page."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from dateline.errors import ReadError
from dateline.read.clean import normalise
from dateline.read.dates import FoundDate, is_day
from dateline.read.inputs import Input
from dateline.read.layout import join_pages
from dateline.read.options import ReadOptions
from dateline.read.page_date import find_page_date
from dateline.read.plain import dateline_of
from dateline.read.quiet import quiet
from dateline.read.raw import RawReport

MAX_BYTES = 64 * 1024 * 1024
MAX_PAGES = 1_000
_CREATED = re.compile(r"^D:(\d{4})(\d\d)(\d\d)")
_END = 2_048


def read_pdf(source: Input, options: ReadOptions) -> Iterator[RawReport]:
    """The one report in a PDF.

    Raises:
        ReadError: it is cut off, locked, broken, or holds pictures only.
    """
    data = source.read(MAX_BYTES)
    if not data.lstrip().startswith(b"%PDF"):
        raise ReadError("not a PDF", hint="Check that the file is whole.")
    if b"%%EOF" not in data[-_END:]:
        raise ReadError("the PDF is cut off: its end is missing", hint="Fetch the file again.")
    with quiet("pypdf"):
        yield _report(_open(data), source, options)


def _open(data: bytes) -> Any:
    from pypdf import PdfReader

    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        locked = reader.is_encrypted and not reader.decrypt("")
        pages = len(reader.pages)
    except Exception as error:  # pypdf raises whatever its parsing meets in a broken file
        raise _broken(error) from error
    if locked:
        raise ReadError("the PDF is locked with a password", hint="Save a copy without it.")
    if pages > MAX_PAGES:
        raise ReadError(f"the PDF has {pages:,} pages, over {MAX_PAGES:,}", hint="Split it into its reports.")
    return reader


def _report(reader: Any, source: Input, options: ReadOptions) -> RawReport:
    pages = _pages(reader, options.max_chars)
    text = normalise(join_pages(pages))
    if not text:
        raise ReadError("the PDF holds no text, only pictures", hint="Run it through text recognition (OCR) first.")
    line = dateline_of(text)
    found = find_page_date(pages[0]) or (FoundDate(line.words, "dateline") if line.words else None)
    created = _created(reader)
    return RawReport(
        text, source.name, source.place, title=_property(reader, "/Title"), outlet=line.agency, date=found,
        yearless="" if line.words else line.day, last_resort=FoundDate(created, "pdf metadata") if created else None,
    )  # fmt: skip


def _pages(reader: Any, max_chars: int) -> list[str]:
    """The pages' text, no more of them than go over the limit."""
    pages: list[str] = []
    length = 0
    try:
        for page in reader.pages:
            pages.append(normalise(page.extract_text() or ""))
            length += len(pages[-1])
            if length > max_chars:
                raise ReadError(
                    f"the PDF has over {max_chars:,} characters", hint="Split it, or raise the limit (max_chars)."
                )
    except ReadError:
        raise
    except Exception as error:  # see _open
        raise _broken(error) from error
    return pages


def _property(reader: Any, name: str) -> str:
    try:
        value = reader.metadata.get(name) if reader.metadata else ""
        return str(value or "")[:1_000]
    except Exception:  # broken properties are as good as none
        return ""


def _created(reader: Any) -> str:
    match = _CREATED.match(_property(reader, "/CreationDate"))
    day = "-".join(match.groups()) if match else ""
    return day if is_day(day) else ""


def _broken(error: Exception) -> ReadError:
    reason = str(error)[:120] or type(error).__name__
    return ReadError(f"the PDF is broken: {reason}", hint="Open it in a viewer and save it again.")
