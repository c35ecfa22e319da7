"""Word documents (.docx) by python-docx: paragraphs and tables in their order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from dateline.errors import ReadError
from dateline.read.clean import normalise
from dateline.read.dates import FoundDate
from dateline.read.inputs import Input
from dateline.read.options import ReadOptions
from dateline.read.page_date import find_page_date
from dateline.read.plain import read_text
from dateline.read.raw import RawReport

MAX_BYTES = 64 * 1024 * 1024
MAX_UNPACKED = 256 * 1024 * 1024
# What python-docx's own template says; a document that still says so was never dated
_TEMPLATE_DAY = "2013-12-23"


def read_docx(source: Input, options: ReadOptions) -> Iterator[RawReport]:
    """The one report in a Word document.

    Raises:
        ReadError: it is no Word document, broken, or unpacks to too much.
    """
    document = _open(source.read(MAX_BYTES))
    text = normalise("\n\n".join(_blocks(document, options.max_chars)))
    yield _report(document, read_text(text, source), text, source)


def _open(data: bytes) -> Any:
    from docx import Document

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
        if unpacked > MAX_UNPACKED:
            raise ReadError(f"the document unpacks to {unpacked // 2**20:,} MiB", hint="Save its text alone.")
        return Document(io.BytesIO(data))
    except ReadError:
        raise
    except Exception as error:  # zipfile, lxml and python-docx each raise their own on a broken file
        reason = str(error)[:120] or type(error).__name__
        raise ReadError(f"not a Word document: {reason}", hint="Open it and save it again as .docx.") from error


def _blocks(document: Any, max_chars: int) -> Iterator[str]:
    """Paragraphs, and table rows with their cells parted by " | ", up to a little over the limit."""
    length = 0
    for block in document.iter_inner_content():
        rows = [block.text] if hasattr(block, "text") else [" | ".join(c.text for c in r.cells) for r in block.rows]
        for row in rows:
            if row.strip():
                length += len(row)
                yield row
        if length > max_chars:
            return


def _report(document: Any, raw: RawReport, text: str, source: Input) -> RawReport:
    properties = document.core_properties
    created = properties.created.date().isoformat() if properties.created else _TEMPLATE_DAY
    return RawReport(
        raw.text, source.name, source.place, id=raw.id, title=raw.title or properties.title or "", outlet=raw.outlet,
        url=raw.url, date=raw.date or find_page_date(text), yearless=raw.yearless,
        last_resort=None if created == _TEMPLATE_DAY else FoundDate(created, "docx properties"),
    )  # fmt: skip
