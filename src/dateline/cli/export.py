"""dateline export WHAT"""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli import options

EXPORTS = ("claims",)


def export(  # noqa: PLR0913, PLR0917 - one parameter an option
    what: Annotated[str, typer.Argument(metavar="WHAT", help="claims.")],
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
    out: options.Out = None,
) -> None:
    """Write the record's claims as JSON Lines, one claim a line with all its parts and offsets (docs/exports.md)."""
    from dateline.cli.failing import meant
    from dateline.cli.reading import filters_of, open_record
    from dateline.cli.showing import opened, working
    from dateline.errors import UsageError
    from dateline.present import export_claims

    if what not in EXPORTS:
        raise UsageError(f"there is no export {what!r}", where="export", hint=meant(what, EXPORTS))
    filters = filters_of(
        since=since, until=until, actor=actor, recipient=recipient, place=place, event=event, status=status,
        ledger=ledger, source=source, report=report, text=text, confidence=confidence,
    )  # fmt: skip
    with open_record(record) as opened_record, working("reading the record", writes=out is None), opened(out) as stream:
        export_claims(opened_record, filters, stream)
