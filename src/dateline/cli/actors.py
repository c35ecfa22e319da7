"""dateline actors merge, split, undo, decisions"""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli import options

actors = typer.Typer(no_args_is_help=True)
_By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides.")]
_Note = Annotated[str, typer.Option(metavar="WORDS", help="Why.")]


@actors.callback()
def _actors() -> None:
    """Decide who is one actor and who is not. To list them: [bold]dateline show actors[/bold]."""


@actors.command()
def merge(
    keep: Annotated[str, typer.Argument(metavar="KEEP", help="The actor that stays: its id or whole name.")],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The one that is the same.")],
    by: _By,
    record: options.Record = options.RECORD_DEFAULT,
    note: _Note = "",
) -> None:
    """Decide that two actors are one: everywhere in the record the second is shown as the first.

    The decision is kept in the record, goes before every later analysis, and can be undone.
    """
    from dateline.cli.reading import open_for_review
    from dateline.cli.showing import tell

    with open_for_review(record) as desk:
        tell(desk.merge_actors(keep, other, by=by, note=note))


@actors.command()
def split(
    actor: Annotated[str, typer.Argument(metavar="ACTOR", help="The actor that is two: its id or whole name.")],
    report: Annotated[list[str], typer.Option("--report", metavar="ID", help="A report in which it is the other one.")],
    name: Annotated[str, typer.Option("--as", metavar="NAME", help="What the other one is called.")],
    by: _By,
    record: options.Record = options.RECORD_DEFAULT,
    note: _Note = "",
) -> None:
    """Decide that an actor is another one in some reports: two persons of one name, say."""
    from dateline.cli.reading import open_for_review
    from dateline.cli.showing import tell

    with open_for_review(record) as desk:
        tell(desk.split_actor(actor, reports=report, name=name, by=by, note=note))


@actors.command()
def undo(
    decision: Annotated[str, typer.Argument(metavar="DECISION", help="The decision's id, or its beginning.")],
    by: _By,
    record: options.Record = options.RECORD_DEFAULT,
    note: _Note = "",
) -> None:
    """Take a merge or a split back. Both decisions stay in the list."""
    from dateline.cli.reading import open_for_review
    from dateline.cli.showing import tell

    with open_for_review(record) as desk:
        tell(desk.undo_decision(decision, by=by, note=note))


@actors.command()
def decisions(
    record: options.Record = options.RECORD_DEFAULT,
    format: options.Format = "",
    out: options.Out = None,
) -> None:
    """List what was decided, by whom, when and why, and what was undone."""
    from dateline.cli.reading import open_record
    from dateline.cli.showing import write_result
    from dateline.present import choose_format

    form = choose_format(format, out)
    with open_record(record) as opened:
        table = opened.decisions()
    write_result(table, "decisions", form, out, limit=None)
