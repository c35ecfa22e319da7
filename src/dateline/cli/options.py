"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

RECORD_DEFAULT = Path("record.dateline")


def _which(metavar: str, words: str) -> Any:
    return typer.Option(metavar=metavar, help=words, rich_help_panel="Which claims (an option given twice: either)")


Words = list[str] | None
Record = Annotated[
    Path, typer.Option("--record", "-r", envvar="DATELINE_RECORD", metavar="FILE", help="The record's file.")
]
Since = Annotated[str, _which("DAY", "Reports of this day or later: 2022-02-24, 2022-02, 2022.")]
Until = Annotated[str, _which("DAY", "Reports of this day or earlier.")]
Actor = Annotated[Words, _which("NAME", "Who acts: part of a name, or a code such as RUS or USAMIL.")]
Place = Annotated[Words, _which("NAME", "Where: part of a name, or a country's code.")]
Event = Annotated[Words, _which("TYPE", "PLOVER type, such as MOBILIZE.")]
Status = Annotated[Words, _which("STATUS", "Such as occurred, planned or denied.")]
Source = Annotated[Words, _which("NAME", "Who says so; [bold]author[/bold] for the report itself.")]
Recipient = Annotated[Words, _which("NAME", "To whom: part of a name, or a code.")]
Ledger = Annotated[Words, _which("LEDGER", "Such as deployment, transfer or negotiation.")]
Text = Annotated[Words, _which("WORDS", "With these words in the sentence.")]
Report = Annotated[Words, _which("ID", "In this report.")]
Confidence = Annotated[
    float | None, _which("LEAST", "Claims at least this probably right in type, status and actors: 0 to 1.")
]
Format = Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="table, json, jsonl, csv or parquet.")]
Out = Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write to a file instead.")]
