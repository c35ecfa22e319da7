"""dateline add PATH..."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dateline.cli import options


def add(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files or folders; - reads standard input.")],
    record: options.Record = options.RECORD_DEFAULT,
) -> int:
    """Read reports into the record, which is made where there is none."""
    raise NotImplementedError
