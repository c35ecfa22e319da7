"""Errors as one red line on standard error: ``dateline: where: what. hint``."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any


def fail(where: str, message: str, hint: str, *, status: int) -> int:
    """Print the line and give back `status`."""
    line = error_line(where, message, hint)
    red = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
    print(f"\x1b[31m{line}\x1b[0m" if red else line, file=sys.stderr)
    return status


def error_line(where: str, message: str, hint: str = "") -> str:
    """The words of the line."""
    shown = Path(where).name if os.sep in where else where
    what = " ".join(message.split()).rstrip(".")
    line = ": ".join(x for x in ("dateline", shown, what) if x) + ("" if what.endswith(("?", "!")) else ".")
    return plain(f"{line} {hint}".strip())


def plain(words: str) -> str:
    """The words with control characters shown instead of sent to the terminal."""
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in words)


def meant(word: str, known: Sequence[str]) -> str:
    """A hint with the known word most like `word`, and all of them."""
    import difflib

    near = difflib.get_close_matches(word, known, n=1)
    return (f"Did you mean {near[0]}? " if near else "") + f"Choose from: {', '.join(known)}."


def is_usage_error(error: Exception) -> bool:
    """True for errors of the command line's own parser, whichever version of it is installed."""
    return hasattr(error, "format_message") and hasattr(error, "exit_code")


def fail_usage(error: Any, *, status: int) -> int:
    """Print a wrong argument as one line that says where to look it up."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "dateline"
    where = command.removeprefix("dateline").strip()
    words = " ".join(error.format_message().split())
    if not words:  # no arguments at all: the help was printed already
        return status
    return fail(where, words[:1].lower() + words[1:], f"See: {command} --help", status=status)
