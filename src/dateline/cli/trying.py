"""What `dateline codebook test` runs and writes."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.cli.adding import FAILURES_SHOWN, check_paths, expected, options_of
from dateline.cli.failing import meant, plain
from dateline.cli.progress import following
from dateline.cli.showing import console, opened
from dateline.errors import UsageError

if TYPE_CHECKING:
    from dateline.run import Trial

_FORMATS = ("table", "json")
_SOME_FAILED = 1


def choose_trial_format(form: str, path: Path | None) -> str:
    """The format asked for, else the one of the file's name, else "table".

    Raises:
        UsageError: it is neither of the two that a trial has.
    """
    chosen = form.lower() or ("json" if path is not None and path.suffix.lower() == ".json" else "table")
    if chosen not in _FORMATS:
        raise UsageError(f"there is no format {form!r} of a trial", hint=meant(chosen, _FORMATS))
    return chosen


def tried(
    file: Path, paths: Sequence[str], record: Path, against: Path | None, *, limit: int | None, date: str, quiet: bool
) -> Trial:
    """The trial of the codebook on the reports in `paths`, or on those of the record where there are none.

    Raises:
        CodebookError: a codebook is wrong.
        RecordError: there is no record, and no path.
        UsageError: none of the paths exists, or the day is none.
    """
    from dateline.api import open_desk
    from dateline.codebook import read_codebook

    own = read_codebook(file)
    now = read_codebook(against) if against is not None else None
    if paths:
        check_paths(paths)
    _, reading = options_of(date, "", [])
    with open_desk(Path(":memory:")) if paths else open_desk(record, read_only=True) as desk:
        total = expected(paths) if paths else len(desk.reports())
        total = total if total is None or limit is None else min(total, limit)
        with following(total, quiet=quiet) as follow:
            return desk.codebook_test(own, *paths, against=now, limit=limit, options=reading, progress=follow)


def write_trial(trial: Trial, name: str, form: str, out: Path | None, *, rows: int | None) -> None:
    """Write a trial of the codebook called `name` to a file or standard output."""
    from dateline.present import print_trial

    with opened(out) as stream:
        if form == "json":
            stream.write(json.dumps(trial.to_json(), ensure_ascii=False, indent=1) + "\n")
        else:
            print_trial(trial, name, console(stream if out else None), rows=rows)


def say_failures(trial: Trial) -> int:
    """List on standard error which reports failed; the exit status."""
    for failure in trial.failures[:FAILURES_SHOWN]:
        print(plain(f"failed: {failure.origin}: {failure.message}"), file=sys.stderr)
    if len(trial.failures) > FAILURES_SHOWN:
        print(f"failed: {len(trial.failures) - FAILURES_SHOWN:,} more", file=sys.stderr)
    return _SOME_FAILED if trial.failures or trial.broken else 0
