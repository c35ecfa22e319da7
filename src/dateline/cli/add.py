"""dateline add PATH..."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dateline.cli import options


def add(  # noqa: PLR0913, PLR0917 - one parameter an option
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Files and folders; - is standard input.")],
    record: options.Record = options.RECORD_DEFAULT,
    date: Annotated[str, typer.Option(metavar="DAY", help="The day of reports that carry none: 2022-02-24.")] = "",
    outlet: Annotated[str, typer.Option(metavar="NAME", help="Who published reports that do not say so.")] = "",
    map: Annotated[
        list[str] | None,
        typer.Option(metavar="FIELD=COLUMN", help="Where a JSON or CSV file keeps a field: text=body, dct=published."),
    ] = None,
    codebook: Annotated[
        Path | None,
        typer.Option(envvar="DATELINE_CODEBOOK", metavar="FILE", help="Your own actors, places and events, in YAML."),
    ] = None,
    workers: Annotated[int, typer.Option(metavar="N", min=1, help="Processes to analyse in, 300 MB each.")] = 1,
    refresh: Annotated[
        bool, typer.Option("--refresh", help="Analyse again what another version of dateline has analysed.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but what failed.")] = False,
) -> int:
    """Read reports into the record, which is made where there is none.

    Plain text, JSON Lines, CSV, HTML, PDF, Word, and folders of these; .gz too. A report that is there already changes
    nothing, an edited one becomes a new version, and a file that cannot be read is listed and never stops the rest.

    Exit status: 0 all read, 1 some inputs failed, 2 the arguments or the record are wrong.
    """
    from dateline.cli.adding import check_paths, expected, options_of, summarise, telling_at_once
    from dateline.cli.progress import following
    from dateline.cli.reading import open_desk
    from dateline.codebook import read_codebook

    check_paths(paths)
    notes, reading = options_of(date, outlet, map or [])
    own = read_codebook(codebook) if codebook is not None else None
    shown = following(expected(paths), quiet=quiet)
    with open_desk(record, create=True) as desk, telling_at_once(), shown as follow:
        summary = desk.add(*paths, workers=workers, refresh=refresh, progress=follow, options=reading, codebook=own)
    return summarise(summary, notes, record.name, quiet=quiet)
