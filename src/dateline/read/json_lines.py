"""JSON Lines, and JSON: an object, a list of objects, or an object that holds either as "report", "reports", ..."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from dateline.errors import ReadError
from dateline.read.clean import decode
from dateline.read.inputs import Input, unreadable
from dateline.read.options import MAX_FILE_BYTES, ReadOptions
from dateline.read.raw import RawReport
from dateline.read.rows import choose_columns, raw_from

_ONE = ("report", "article", "document")
_MANY = ("reports", "articles", "documents", "items", "data", "results")
_WIDE = (b"\xff\xfe", b"\xfe\xff")  # UTF-16: lines cannot be told apart before decoding
_BYTES_PER_CHAR = 12  # an escaped character outside the basic plane ("\ud83d\ude00")


def read_json(source: Input, options: ReadOptions) -> Iterator[RawReport | ReadError]:
    """The reports in a file of JSON or JSON Lines; a bad line is an error among the reports, not the end.

    Raises:
        ReadError: the file cannot be read.
    """
    name = source.name.lower().removesuffix(".gz")
    if name.endswith((".jsonl", ".ndjson")):
        yield from _read_lines(source, options)
        return
    data = source.read(MAX_FILE_BYTES)
    text, _ = decode(data, options.encoding)
    try:
        values = _unwrap(json.loads(text))
    except (ValueError, RecursionError) as error:
        lines = text.split("\n")
        if not _is_json(lines[0]):
            raise _not_json(error) from error
        yield from _each_line(enumerate(lines, 1), source, options)
        return
    for number, value in enumerate(values, 1):
        where = source.name if len(values) == 1 else f"{source.name}:{number}"
        yield _one(value, where, source, options)


def _read_lines(source: Input, options: ReadOptions) -> Iterator[RawReport | ReadError]:
    try:
        with source.open() as stream:
            yield from _each_line(_decoded(stream, source, options), source, options)
    except (OSError, EOFError, zlib.error) as error:
        raise unreadable(error) from error


def _decoded(stream: BinaryIO, source: Input, options: ReadOptions) -> Iterator[tuple[int, str | ReadError]]:
    """Number and text of each line; a line far over the limit comes as an error and is skipped to its end."""
    limit = min(_BYTES_PER_CHAR * options.max_chars + 100_000, MAX_FILE_BYTES)
    number = 0
    while line := stream.readline(limit + 1):
        number += 1
        if number == 1 and line.startswith(_WIDE):
            text, _ = decode(line + stream.read(MAX_FILE_BYTES))
            yield from enumerate(text.split("\n"), 1)
            return
        if len(line) > limit and not line.endswith(b"\n"):
            while (more := stream.readline(limit)) and not more.endswith(b"\n"):
                pass
            yield number, ReadError(f"the line is over {limit:,} bytes", hint="Split the report.")
            continue
        text, note = decode(line, options.encoding)
        if note:
            options.note(f"{source.name}:{number}", "repaired-encoding", note)
        yield number, text


def _each_line(
    lines: Iterable[tuple[int, str | ReadError]], source: Input, options: ReadOptions
) -> Iterator[RawReport | ReadError]:
    for number, line in lines:
        where = f"{source.name}:{number}"
        if isinstance(line, ReadError):
            line.where = where
            yield line
        elif line.strip("\ufeff \t\r\n\x00"):
            try:
                value = json.loads(line.strip("\ufeff \t\r\n\x00"))
            except (ValueError, RecursionError) as error:
                found = _not_json(error)
                found.where = where
                yield found
                continue
            for one in _unwrap(value):
                yield _one(one, where, source, options)


def _one(value: object, where: str, source: Input, options: ReadOptions) -> RawReport | ReadError:
    try:
        if not isinstance(value, dict):
            raise ReadError(f"expected an object with fields, found {str(value)[:40]!r}", hint="See docs/reading.md.")
        record = {str(name): item for name, item in value.items()}
        return raw_from(record, choose_columns(list(record), options), where, source.place)
    except ReadError as error:
        error.where = where
        return error


def _unwrap(value: Any) -> list[Any]:
    """The records in a JSON value."""
    if isinstance(value, list):
        return [_inner(one) for one in value]
    if isinstance(value, dict):
        for name in _MANY:
            if isinstance(value.get(name), list) and all(isinstance(v, dict) for v in value[name]):
                return [_inner(one) for one in value[name]]
    return [_inner(value)]


def _inner(value: Any) -> Any:
    if isinstance(value, dict):
        return next((value[name] for name in _ONE if isinstance(value.get(name), dict)), value)
    return value


def _is_json(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _not_json(error: Exception) -> ReadError:
    reason = f"{error.msg} at column {error.colno}" if isinstance(error, json.JSONDecodeError) else str(error)[:120]
    return ReadError(f"not JSON: {reason}", hint="Mend the line, or take it out.")
