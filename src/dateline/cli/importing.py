"""What `dateline codebook import` writes and says."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.codebook import read_codebook
from dateline.errors import UsageError

if TYPE_CHECKING:
    from dateline.codebook import Dictionaries

_SOME_LEFT_OUT = 1


def write_imported(found: Dictionaries, out: Path, *, force: bool) -> None:
    """Write the codebook, and read it again as a check.

    Raises:
        CodebookError: dateline does not take what was written; the file stays, to be looked at.
        UsageError: nothing was found, or the file exists or cannot be written.
    """
    if not (found.actors or found.agents or found.events):
        raise UsageError("no entry was found in the dictionaries", hint="docs/codebook.md shows what is read.")
    if out.exists() and not force:
        raise UsageError(f"{str(out)!r} exists", hint="Give another --out, or --force.")
    try:
        out.write_text(found.yaml(), encoding="utf8")
    except OSError as error:
        raise UsageError(f"{str(out)!r} cannot be written: {error.strerror}") from error
    read_codebook(out)


def say_imported(found: Dictionaries, out: Path) -> int:
    """Say on standard error which lines were left out and what was written; the exit status."""
    for row in found.unread:
        sys.stderr.write(f"left out: {row}\n")
    counts = f"{len(found.actors)} actors, {len(found.agents)} agents, {len(found.events)} event entries"
    sys.stderr.write(f"{out.name}: {counts}; {len(found.unread)} lines left out\n")
    return _SOME_LEFT_OUT if found.unread else 0
