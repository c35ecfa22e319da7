"""dateline brief"""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli import options


def brief(  # noqa: PLR0913, PLR0917 - one parameter an option
    record: options.Record = options.RECORD_DEFAULT,
    since: options.Since = "",
    until: options.Until = "",
    actor: options.Actor = None,
    place: options.Place = None,
    source: options.Source = None,
    confidence: options.Confidence = None,
    most: Annotated[int, typer.Option("--max-lines", metavar="N", min=1, help="Lines a section shows at most.")] = 12,
    title: Annotated[str, typer.Option(metavar="WORDS", help="The heading.")] = "Situation brief",
    out: options.Out = None,
) -> None:
    """Write a situation report in Markdown: what happened, what is planned or possible, who denies what.

    Every line quotes its report, says who vouches for it and carries its reference.
    """
    from dateline.cli.reading import filters_of, open_record
    from dateline.cli.showing import opened, working
    from dateline.present import BriefOptions, brief_input, filter_words, render_brief

    filters = filters_of(since=since, until=until, actor=actor, place=place, source=source, confidence=confidence)
    with open_record(record) as opened_record, working("reading the record"):
        given = brief_input(opened_record, filters)
        text = render_brief(given, BriefOptions(most=most, title=title, filters=filter_words(filters)))
    with opened(out) as stream:
        stream.write(text)
