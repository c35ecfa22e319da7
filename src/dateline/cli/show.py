"""dateline show KIND"""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli import options

TABLE_ROWS = 40  # rows a table shows unless told otherwise: about two screens


def show(  # noqa: PLR0913, PLR0917 - one parameter an option
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            help="claims, statements, deployments, transfers, negotiations, assessments, positions, timeline, actors, "
            "places, missing_places, times, reports, failures, runs or decisions.",
        ),
    ],
    record: options.Record = options.RECORD_DEFAULT,
    since: options.Since = "",
    until: options.Until = "",
    actor: options.Actor = None,
    recipient: options.Recipient = None,
    place: options.Place = None,
    event: options.Event = None,
    status: options.Status = None,
    ledger: options.Ledger = None,
    source: options.Source = None,
    report: options.Report = None,
    text: options.Text = None,
    confidence: options.Confidence = None,
    limit: Annotated[
        int | None,
        typer.Option(metavar="N", min=0, help=f"Rows at most; 0 for all. A table shows {TABLE_ROWS} unless told."),
    ] = None,
    format: options.Format = "",
    out: options.Out = None,
) -> None:
    """Show what the record holds, as a table or for other programs.

    A table gives each claim one line of columns and one with its sentence; [bold]dateline explain CLAIM[/bold] shows
    more of it. The format follows the name of --out where no other is asked for.
    """
    from dateline.cli.failing import meant
    from dateline.cli.reading import filters_of, open_record
    from dateline.cli.showing import console, opened, working
    from dateline.errors import UsageError
    from dateline.present import KINDS, choose_format, print_table, write_file, write_rows

    if kind not in KINDS:
        raise UsageError(f"there is no kind {kind!r} to show", where="show", hint=meant(kind, KINDS))
    form = choose_format(format, out)
    filters = filters_of(
        since=since, until=until, actor=actor, recipient=recipient, place=place, event=event, status=status,
        ledger=ledger, source=source, report=report, text=text, confidence=confidence,
        limit=None if form == "table" else limit or None,
    )  # fmt: skip
    with open_record(record) as opened_record, working("reading the record"):
        table = opened_record.table(kind, filters)
    if form == "parquet" and out is not None:
        write_file(table, form, out)
    elif form == "table":
        with opened(out) as stream:
            most = TABLE_ROWS if limit is None else limit or None
            print_table(table, kind, console(stream if out else None), limit=most)
    else:
        with opened(out) as stream:
            write_rows(table, form, stream)
