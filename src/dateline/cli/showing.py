"""Where the output goes: the terminal, a pipe or a file; and a sign of life on slow reads."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from dateline.errors import UsageError

if TYPE_CHECKING:
    import pyarrow as pa
    from rich.console import Console

FILE_WIDTH = 120  # columns of a table that goes to a file


@contextmanager
def opened(path: Path | None) -> Iterator[IO[str]]:
    """The file to write text to, or standard output; line ends are written as they come.

    A file appears whole when all is written, or not at all.

    Raises:
        UsageError: the file cannot be written.
    """
    if path is None:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(newline="", encoding="utf8", errors="surrogateescape")
        yield sys.stdout
        return
    draft = path.with_name(f".{path.name}.new")
    try:
        with draft.open("w", encoding="utf8", newline="") as out:
            yield out
        draft.replace(path)
    except OSError as error:
        raise UsageError(f"cannot be written: {error.strerror}", where=path.name) from error
    finally:
        if path.parent.is_dir():
            draft.unlink(missing_ok=True)


def tell(line: str) -> None:
    """Write one line to standard output."""
    with opened(None) as stream:
        stream.write(f"{line}\n")


def write_result(table: pa.Table, kind: str, form: str, out: Path | None, *, limit: int | None) -> None:
    """Write a result table as `form` asks to a file or standard output; `limit` cuts a table for people only."""
    from dateline.present import print_table, write_file, write_rows

    if form == "parquet" and out is not None:
        write_file(table, form, out)
        return
    with opened(out) as stream:
        if form == "table":
            print_table(table, kind, console(stream if out else None), limit=limit)
        else:
            write_rows(table, form, stream)


@contextmanager
def working(words: str, *, writes: bool = False) -> Iterator[None]:
    """A spinner on standard error while something runs, where that is a terminal.

    `writes` says that results are written to standard output meanwhile; then there is none, for they may end up on the
    same terminal.
    """
    if writes or not sys.stderr.isatty():
        yield
        return
    from rich.live import Live
    from rich.spinner import Spinner

    spinner = Spinner("dots", text=words)
    # Rich would otherwise take standard output over and send results in a pipe to the terminal.
    with Live(spinner, console=stderr_console(), transient=True, redirect_stdout=False, redirect_stderr=False):
        yield


def console(stream: IO[str] | None = None) -> Console:
    """A console on standard output, or on an opened file; colourless in a pipe or file."""
    from rich.console import Console

    return Console(file=stream, width=FILE_WIDTH if stream else None, highlight=False, markup=False, emoji=False)


def stderr_console() -> Console:
    """A console on standard error."""
    from rich.console import Console

    return Console(stderr=True, highlight=False, markup=False, emoji=False)
