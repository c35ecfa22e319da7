"""dateline places missing"""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli import options

MOST = 40  # rows a table shows unless told otherwise
places = typer.Typer(help="The places of the record.", no_args_is_help=True)


@places.callback()
def _places() -> None:
    """The places of the record. To list those that were resolved: [bold]dateline show places[/bold]."""


@places.command()
def missing(  # noqa: PLR0913, PLR0917 - one parameter an option
    record: options.Record = options.RECORD_DEFAULT,
    since: options.Since = "",
    until: options.Until = "",
    place: options.Place = None,
    report: options.Report = None,
    limit: Annotated[
        int | None, typer.Option(metavar="N", min=0, help=f"Rows at most; 0 for all. A table shows {MOST} unless told.")
    ] = None,
    format: options.Format = "",
    out: options.Out = None,
) -> None:
    """List the names that were found as places but have none: what the gazetteer lacks, or has only elsewhere.

    Each with how often it is named, in how many claims it takes part, the first sentence that names it, the reports,
    and why it was left open. Add the places to a codebook of your own (docs/codebook.md), then: dateline add --refresh.
    """
    from dateline.cli.reading import filters_of, open_record
    from dateline.cli.showing import working, write_result
    from dateline.present import choose_format

    form = choose_format(format, out)
    cut = None if form == "table" else limit or None
    filters = filters_of(since=since, until=until, place=place, report=report, limit=cut)
    with open_record(record) as opened_record, working("reading the record"):
        table = opened_record.missing_places(filters)
    write_result(table, "missing_places", form, out, limit=MOST if limit is None else limit or None)
