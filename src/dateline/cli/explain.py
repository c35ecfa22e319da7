"""dateline explain CLAIM"""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli import options


def explain(
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="The claim's id, or its beginning.")],
    record: options.Record = options.RECORD_DEFAULT,
) -> None:
    """Show why a claim reads as it does: its sentence with the parts marked, and the step behind each part."""
    from dateline.cli.reading import open_record
    from dateline.cli.showing import console, opened
    from dateline.present import explain as explain_from
    from dateline.present import explanation_renderable, explanation_text

    with open_record(record) as opened_record:
        told = explain_from(opened_record, claim)
    screen = console()
    if screen.is_terminal:
        screen.print(explanation_renderable(told))
        return
    with opened(None) as stream:
        stream.write(explanation_text(told))
