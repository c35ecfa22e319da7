"""The command line: one command a file, no logic. `python -m dateline.cli` is the same as `dateline`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run dateline on the process's arguments and end the process with its exit status."""
    from dateline.cli.app import run

    sys.exit(run(sys.argv[1:]))


__all__ = ["main"]
