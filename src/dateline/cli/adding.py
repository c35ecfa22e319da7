"""What `dateline add` checks before, and says after."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from dateline.cli.failing import plain
from dateline.errors import ReadError, UsageError

if TYPE_CHECKING:
    from dateline.read import ReadNote, ReadOptions
    from dateline.run import Summary

FAILURES_SHOWN = 20
STOPPED, SOME_FAILED = 130, 1
_LINES = (".jsonl", ".ndjson")
_ROWS = (".csv", ".tsv", ".gz", ".json")  # how many reports these hold shows only when they are read
_CHUNK = 1 << 20


def check_paths(paths: Sequence[str]) -> None:
    """Raise UsageError where none of the paths exists: then there is nothing to add, and no record is made."""
    missing = [path for path in paths if path != "-" and not Path(path).exists()]
    if len(missing) == len(paths):
        raise UsageError("there is no such file or folder", where=Path(missing[0]).name, hint="Check the name.")


def options_of(day: str, outlet: str, mapped: Sequence[str]) -> tuple[list[ReadNote], ReadOptions]:
    """How to read, and the list that the readers' notes will be put in.

    Raises:
        UsageError: the day or a mapping cannot be.
    """
    from dateline.read import ReadOptions, check_options

    notes: list[ReadNote] = []
    today = date.today().isoformat()
    chosen = ReadOptions(today=today, date=day, columns=_columns(mapped), outlet=outlet, on_note=notes.append)
    try:
        return notes, check_options(chosen)
    except ReadError as error:
        where = "" if error.message.startswith("--") else "--map"
        raise UsageError(error.message, where=where, hint=error.hint) from error


@contextmanager
def telling_at_once() -> Iterator[None]:
    """Answers Ctrl-C at once: what is analysed has still to be written, and workers finish their report."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        print("\ndateline: stopping; what is analysed is being written ...", file=sys.stderr, flush=True)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def expected(paths: Sequence[str]) -> int | None:
    """How many reports the paths hold, for the time that is left; None where only reading them shows."""
    if "-" in paths:
        return None
    total = 0
    for name in paths:
        path = Path(name)
        files = [path] if path.is_file() else [p for p in path.rglob("*") if p.is_file()]
        for file in files:
            if file.suffix.lower() in _ROWS:
                return None
            total += _count_lines(file) if file.suffix.lower() in _LINES else 1
    return total


def summarise(summary: Summary, notes: Sequence[ReadNote], record: str, *, quiet: bool) -> int:
    """Print what became of the reports; the exit status."""
    _print_failures(summary)
    if not quiet:
        for line in (*_note_lines(notes), _counts(summary, record)):
            print(line)
    if summary.interrupted:
        return STOPPED
    nothing = not (summary.added or summary.unchanged or summary.new_versions or summary.refreshed or summary.failed)
    if nothing:
        print("dateline: no report was found. docs/reading.md lists what is read.", file=sys.stderr)
    return SOME_FAILED if summary.failed or nothing else 0


def _columns(mapped: Sequence[str]) -> Mapping[str, str]:
    columns: dict[str, str] = {}
    for pair in mapped:
        field, equals, column = pair.partition("=")
        if not (equals and field.strip() and column.strip()):
            raise UsageError(f"{pair!r} maps nothing", where="--map", hint="Write it as FIELD=COLUMN: text=body.")
        columns[field.strip()] = column.strip()
    return columns


def _count_lines(file: Path) -> int:
    try:
        with file.open("rb") as stream:
            return sum(chunk.count(b"\n") for chunk in iter(lambda: stream.read(_CHUNK), b""))
    except OSError:
        return 1


def _print_failures(summary: Summary) -> None:
    for failure in summary.failures[:FAILURES_SHOWN]:
        message = failure.message.strip().rstrip(".")
        print(plain(f"failed: {failure.origin}: {message}. {failure.hint}".strip()), file=sys.stderr)
    left = len(summary.failures) - FAILURES_SHOWN
    if left > 0:
        print(f"failed: {left:,} more; all of them: dateline show failures", file=sys.stderr)


def _note_lines(notes: Sequence[ReadNote]) -> list[str]:
    skipped = [note.where for note in notes if note.slug == "skipped-file"]
    lines = [plain(f"note: {note.where}: {note.message}") for note in notes if note.slug != "skipped-file"]
    if skipped:
        first = ", ".join(skipped[:3]) + (", ..." if len(skipped) > 3 else "")
        lines.append(
            plain(f"note: {_number(len(skipped), 'file')} passed over, not of a type that holds reports ({first})")
        )
    return lines


def _counts(summary: Summary, record: str) -> str:
    """ "record.dateline: 20 reports added (410 sentences, 133 claims), 2 failed; 6.2 s"."""
    parts = [f"{_number(summary.added, 'report')} added"]
    parts += [f"{_number(summary.new_versions, 'new version')}"] if summary.new_versions else []
    parts += [f"{summary.refreshed:,} analysed again"] if summary.refreshed else []
    parts += [f"{summary.unchanged:,} unchanged"] if summary.unchanged else []
    parts += [f"{summary.failed:,} failed"] if summary.failed else []
    found = f" ({_number(summary.sentences, 'sentence')}, {_number(summary.claims, 'claim')})"
    parts[0] += found if summary.sentences else ""
    return f"{record}: {', '.join(parts)}; {summary.seconds:.1f} s"


def _number(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
