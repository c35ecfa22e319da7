"""The way in: a path becomes reports and failures."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from dateline.errors import NoDateError, ReadError
from dateline.model import Report
from dateline.read.csv_table import read_table
from dateline.read.dates import check_day, parse_day
from dateline.read.html_page import read_html
from dateline.read.inputs import Input, find_inputs, sniff
from dateline.read.json_lines import read_json
from dateline.read.options import MAX_FILE_BYTES, ReadFailure, ReadOptions, failure_of
from dateline.read.pdf_file import read_pdf
from dateline.read.plain import read_plain
from dateline.read.raw import RawReport, build_report
from dateline.read.rows import check_columns
from dateline.read.word_file import read_docx

Reader = Callable[[Input, ReadOptions], Iterable[RawReport | ReadError]]
READERS: dict[str, Reader] = {
    "text": read_plain,
    "json": read_json,
    "csv": read_table,
    "tsv": lambda source, options: read_table(source, options, delimiter="\t"),
    "html": read_html,
    "pdf": read_pdf,
    "docx": read_docx,
}


def read_reports(
    source: str | Path, options: ReadOptions, *, stdin: BinaryIO | None = None
) -> Iterator[Report | ReadFailure]:
    """The reports in a file, a folder (with its sub-folders, in sorted order) or standard input ("-").

    An input that is no report comes as a `ReadFailure` in its place; nothing is raised for one. Files of other types
    in a folder are passed over, with a note to `options.on_note`.

    Args:
        source: a path, or "-".
        options: how to read.
        stdin: the stream that "-" stands for; the process's own where None.
    """
    name = Path(source).name or "."
    try:
        checked = check_options(options)
        for one in find_inputs(source, checked, stdin or sys.stdin.buffer if str(source) == "-" else None):
            yield from _read_input(one, checked)
    except ReadError as error:
        yield failure_of(error, name)


def check_options(options: ReadOptions) -> ReadOptions:
    """The options with `date` as an ISO day.

    Raises:
        ReadError: they name a column, format or day that cannot be; in a run that is one failure, not one a report.
    """
    check_columns(options.columns)
    if options.format and options.format not in READERS:
        raise ReadError(f"there is no format {options.format!r}", hint=f"Name one of: {', '.join(READERS)}.")
    if not options.date:
        return options
    try:
        return replace(options, date=check_day(parse_day(options.date), options.today))
    except NoDateError as error:
        raise NoDateError(f"--date: {error.message}", hint=error.hint) from error


def _read_input(source: Input, options: ReadOptions) -> Iterator[Report | ReadFailure]:
    try:
        known = _sniffed(source) if source.format == "sniff" else source
        for raw in READERS[known.format](known, options):
            yield _finish(raw, options)
    except ReadError as error:
        yield failure_of(error, source.name)
    except RecursionError:
        yield ReadFailure(source.name, ReadError.slug, "the file nests too deep", "Save its text alone.")


def _sniffed(source: Input) -> Input:
    data = source.read(MAX_FILE_BYTES)
    return Input(source.name, sniff(data), stream=io.BytesIO(data))


def _finish(raw: RawReport | ReadError, options: ReadOptions) -> Report | ReadFailure:
    if isinstance(raw, ReadError):
        return failure_of(raw, raw.where)
    try:
        return build_report(raw, options)
    except ReadError as error:
        return failure_of(error, raw.where)
