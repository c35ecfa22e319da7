"""CSV and TSV: one report a row, columns by their usual names or as mapped."""

from __future__ import annotations

import codecs
import csv
import io
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.errors import ReadError
from dateline.read.clean import SAMPLE_BYTES, decode, guess_encoding
from dateline.read.inputs import Input, unreadable
from dateline.read.options import ReadOptions
from dateline.read.raw import RawReport
from dateline.read.rows import choose_columns, listed, raw_from

if TYPE_CHECKING:
    from _csv import Reader as _Reader

_DELIMITERS = ",\t;|"
_CHUNK = 1024 * 1024


def read_table(source: Input, options: ReadOptions, *, delimiter: str = "") -> Iterator[RawReport | ReadError]:
    """The reports in a table; a bad row is an error among the reports.

    Args:
        source: the table.
        options: how to read it.
        delimiter: between cells; the most frequent of comma, tab, semicolon and bar in the header where empty.

    Raises:
        ReadError: the file cannot be read, or no column holds the text.
    """
    try:
        with _open_text(source, options) as stream:
            yield from _read_rows(stream, source, options, delimiter)
    except (OSError, EOFError, zlib.error, csv.Error) as error:
        raise unreadable(error) from error


def _read_rows(
    stream: io.TextIOBase, source: Input, options: ReadOptions, delimiter: str
) -> Iterator[RawReport | ReadError]:
    # The csv module's limit is one for the process and has no other form; a raised one harms nobody.
    csv.field_size_limit(max(csv.field_size_limit(), 4 * options.max_chars))
    head = stream.readline(_CHUNK)
    mark = delimiter or max(_DELIMITERS, key=head.count)
    names = [name.strip().lstrip("\ufeff") for name in next(csv.reader([head.replace("\x00", "")], delimiter=mark), [])]
    if not any(names):
        raise ReadError("the table is empty", hint="The first line names the columns.")
    columns = choose_columns(names, options)
    if "text" not in columns:
        raise ReadError(f"no column holds the text; there are {listed(names)}", hint="Map one: --map text=NAME.")
    rows: _Reader = csv.reader((line.replace("\x00", "") for line in stream), delimiter=mark)
    yield from _each_row(rows, names, columns, source)


def _each_row(
    rows: _Reader, names: list[str], columns: dict[str, str], source: Input
) -> Iterator[RawReport | ReadError]:
    while True:
        where = f"{source.name}:{rows.line_num + 2}"  # the header is line 1
        try:
            row = next(rows)
            if any(cell.strip() for cell in row):
                yield _one(row, names, columns, where, source.place)
        except StopIteration:
            return
        except csv.Error as error:
            yield ReadError(f"not a row: {error}", where=where, hint="Check the quotation marks of the row.")


def _one(row: list[str], names: list[str], columns: dict[str, str], where: str, place: str) -> RawReport | ReadError:
    if len(row) != len(names):
        return ReadError(
            f"{len(row)} cells where the header has {len(names)}",
            where=where,
            hint="Put cells with commas in quotation marks.",
        )
    try:
        return raw_from(dict(zip(names, row, strict=True)), columns, where, place)
    except ReadError as error:
        error.where = where
        return error


def _open_text(source: Input, options: ReadOptions) -> io.TextIOBase:
    if source.path is None:
        text, _ = decode(source.open().read(), options.encoding)
        return io.StringIO(text, newline="")
    encoding = options.encoding or _find_encoding(source, options)
    try:
        return io.TextIOWrapper(source.open(), encoding, errors="replace", newline="")
    except LookupError as error:
        raise ReadError(
            f"there is no encoding {encoding!r}", hint="Name one that Python knows, such as cp1251."
        ) from error


def _find_encoding(source: Input, options: ReadOptions) -> str:
    """UTF-8 where the whole file is, else what its byte order mark or charset-normalizer says."""
    with source.open() as stream:
        head = stream.read(SAMPLE_BYTES)
        if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        decoder = codecs.getincrementaldecoder("utf-8")()
        chunk = head
        try:
            while chunk:
                decoder.decode(chunk)
                chunk = stream.read(_CHUNK)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            found = guess_encoding(head) or "utf-8"
            options.note(source.name, "repaired-encoding", f"not clean UTF-8; read as {found}")
            return found
    return "utf-8-sig"
