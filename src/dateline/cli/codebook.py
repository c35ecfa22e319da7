"""dateline codebook test, show, import"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dateline.cli import options

codebook = typer.Typer(no_args_is_help=True)
ROWS = 40  # changed claims a table shows unless told otherwise


@codebook.callback()
def _codebook() -> None:
    """Types and modes of events, dateline's and your own. The file is described in docs/codebook.md."""


@codebook.command("test")
def try_(  # noqa: PLR0913, PLR0917 - one parameter an option
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The codebook to try.")],
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH...]", help="Files and folders of reports, in the place of the record's."),
    ] = None,
    record: options.Record = options.RECORD_DEFAULT,
    against: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The codebook in use now; without it, the tried one without its events."),
    ] = None,
    limit: Annotated[int, typer.Option(metavar="N", min=0, help="Reports analysed at most; 0 for all.")] = 200,
    rows: Annotated[int, typer.Option(metavar="N", min=0, help="Claims a table shows at most; 0 for all.")] = ROWS,
    date: Annotated[str, typer.Option(metavar="DAY", help="The day of reports in PATH that carry none.")] = "",
    format: Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="table or json.")] = "",
    out: options.Out = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Show no progress.")] = False,
) -> int:
    """Try a codebook before it is used: do its examples hold, and which claims would be new, gone or changed?

    Reports are analysed with and without its event entries; changed means another type, mode or ledger. With more
    reports than --limit, a sample that is always the same. Nothing is written to the record.

    Exit status: 0 all examples hold, 1 some do not or some reports failed, 2 the arguments or the codebook are wrong.
    """
    from dateline.cli.trying import choose_trial_format, say_failures, tried, write_trial

    form = choose_trial_format(format, out)
    trial = tried(file, paths or [], record, against, limit=limit or None, date=date, quiet=quiet)
    write_trial(trial, file.name, form, out, rows=rows or None)
    return say_failures(trial)


@codebook.command("import")
def import_dictionaries(
    dictionaries: Annotated[list[Path], typer.Argument(metavar="DICTIONARY...", help="Actors, agents and verbs.")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="The codebook to write.")],
    force: Annotated[bool, typer.Option("--force", help="Write over a file that exists.")] = False,
) -> int:
    """Make a codebook of your own from dictionaries of PETRARCH: actors, agents and verbs.

    What a file holds is told by its name (actors, agents, verbs) or by its entries. Lines that cannot be read are named
    on standard error and left out; of a name in two dictionaries the first entry stays.

    Exit status: 0 all lines were read, 1 some were left out, 2 the arguments are wrong or a file cannot be read.
    """
    from dateline.cli.importing import say_imported, write_imported
    from dateline.codebook import read_dictionaries

    found = read_dictionaries(dictionaries)
    write_imported(found, out, force=force)
    return say_imported(found, out)


@codebook.command("show")
def show_types(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[FILE]", envvar="DATELINE_CODEBOOK", help="A codebook of your own, to list with it."),
    ] = None,
    event: Annotated[list[str] | None, typer.Option(metavar="TYPE", help="Only this type, and those under it.")] = None,
    format: options.Format = "",
    out: options.Out = None,
) -> None:
    """List the types and modes of events with how many words name each; all formats but the table list the words."""
    from dateline.api import codebook_types
    from dateline.cli.showing import write_result
    from dateline.present import choose_format

    form = choose_format(format, out)
    write_result(codebook_types(file, event=event or ()).arrow, "event_types", form, out, limit=None)
