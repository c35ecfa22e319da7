"""Files, folders and standard input: which inputs there are, and their bytes within bounds."""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from dateline.errors import ReadError
from dateline.read.options import ReadOptions

FORMATS = {
    ".txt": "text", ".text": "text", ".md": "text", ".markdown": "text",
    ".json": "json", ".jsonl": "json", ".ndjson": "json",
    ".csv": "csv", ".tsv": "tsv", ".tab": "tsv",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".pdf": "pdf", ".docx": "docx",
}  # fmt: skip
_NO_REPORTS = ("readme", "license", "licence", "notice", "changelog", "contributing", "copying", "authors")
_TOO_BIG = "Split it, or make one file of each report."


@dataclass(frozen=True, slots=True)
class Input:
    """One file or stream to read. `name` is shown (relative to what was asked for), `format` is how to read it."""

    name: str
    format: str
    path: Path | None = None
    stream: BinaryIO | None = None

    @property
    def place(self) -> str:
        """What identifies the file on this machine; only its hash is ever stored."""
        return str(self.path.resolve()) if self.path else ""

    def open(self) -> BinaryIO:
        """The bytes as a stream, unpacked where the file is gzipped."""
        if self.path is None:
            if self.stream is None:
                raise ReadError("there is no standard input", hint="Name a file or a folder.")
            return self.stream
        if self.path.suffix.lower() == ".gz":
            return cast(BinaryIO, gzip.open(self.path, "rb"))
        return self.path.open("rb")

    def read(self, limit: int) -> bytes:
        """All the bytes.

        Raises:
            ReadError: there are more than `limit`, or they cannot be read.
        """
        try:
            with self.open() as stream:
                data = stream.read(limit + 1)
        except (OSError, EOFError, zlib.error) as error:
            raise unreadable(error) from error
        if len(data) > limit:
            raise ReadError(f"the file is over {limit // 2**20:,} MiB", hint=_TOO_BIG)
        return data


def unreadable(error: Exception) -> ReadError:
    """The error for a file that could not be opened or unpacked, without its path."""
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error) or type(error).__name__
    return ReadError(f"the file cannot be read: {reason}", hint="Check that it exists, is whole and is yours to read.")


def find_inputs(source: str | Path, options: ReadOptions, stdin: BinaryIO | None) -> Iterator[Input]:
    """The inputs under a path: itself, or the files of a folder in sorted order; "-" is standard input.

    Raises:
        ReadError: there is no such path, or its type is not known.
    """
    if str(source) == "-":
        yield Input("stdin", options.format or "sniff", stream=stdin)
        return
    path = Path(source)
    try:
        is_folder, is_file = path.is_dir(), path.is_file()
    except (OSError, ValueError) as error:  # a name too long, or with a NUL
        raise ReadError("there is no such file or folder", hint="Check the name.") from error
    if is_folder:
        yield from _in_folder(path, options)
        return
    if not is_file:  # also pipes and devices, which never end
        raise ReadError("there is no such file or folder", hint="Check the name.")
    found = options.format or format_of(path.name)
    if not found:
        raise ReadError(f"files of type {path.suffix or 'without an ending'!r} are not read", hint=_known())
    yield Input(path.name, found, path)


def _in_folder(folder: Path, options: ReadOptions) -> Iterator[Input]:
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(files):
            path = Path(parent) / name
            shown = path.relative_to(folder).as_posix()
            found = format_of(name)
            if name.startswith("."):
                continue
            if not found or name.lower().startswith(_NO_REPORTS):
                options.note(shown, "skipped-file", "not a type that holds reports")
            elif path.is_file():
                yield Input(shown, found, path)


def format_of(name: str) -> str:
    """The format that a file's name promises, "" where it is none of ours."""
    low = name.lower().removesuffix(".gz")
    return FORMATS.get(Path(low).suffix, "")


def sniff(data: bytes) -> str:
    """The format of some bytes without a name."""
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n")
    low = head[:512].lower()
    if data.startswith(b"%PDF"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    if low.startswith((b"<!doctype html", b"<html", b"<?xml", b"<head", b"<body")):
        return "html"
    return "json" if head.startswith((b"{", b"[{", b"[ {", b"[\n", b"[\r")) else "text"


def _known() -> str:
    return f"Known types: {' '.join(FORMATS)}, the text ones also with .gz."
