"""The result of trying a codebook on a terminal: its examples, what would change, and how much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from textwrap import fill
from typing import TYPE_CHECKING, Any, Protocol

from dateline.present.layouts import CHANGE_STYLES
from dateline.present.tables import print_table

if TYPE_CHECKING:
    import pyarrow as pa
    from rich.console import Console
    from rich.text import Text

_INDENT = " " * 9
_TALLIED = 8  # pairs of types that the tally names for a kind of change


class Tried(Protocol):
    """What `dateline.run.Trial` has."""

    @property
    def examples(self) -> pa.Table:
        """A row for each example and counter-example."""

    @property
    def changes(self) -> pa.Table:
        """A row for each claim that would change."""

    @property
    def reports(self) -> int:
        """Reports analysed."""

    @property
    def found(self) -> int:
        """Reports there are."""

    @property
    def before(self) -> int:
        """Claims now."""

    @property
    def after(self) -> int:
        """Claims with the codebook."""

    @property
    def unillustrated(self) -> tuple[str, ...]:
        """Entries without an example."""


def print_trial(trial: Tried, name: str, console: Console, *, rows: int | None) -> None:
    """Print a trial of the codebook called `name` to fit the console's width; `rows` changes at most."""
    _print_examples(trial, name, console)
    console.print()
    console.print(_reports_line(trial), style="bold")
    for line in _tally(trial.changes.to_pylist()):
        console.print(line, no_wrap=True, overflow="ellipsis")
    if trial.changes.num_rows:
        console.print()
        print_table(trial.changes, "changed_claims", console, limit=rows, option="--rows")


def _print_examples(trial: Tried, name: str, console: Console) -> None:
    found = trial.examples.to_pylist()
    console.print(_examples_line(found, name), style="bold")
    for row in found:
        if row["holds"]:
            named = row["entry"] if row["kind"] == "example" else f"not {row['entry']}"
            _print_line(console, "  holds  ", "green", f"{named}: {row['sentence']}")
            continue
        _print_line(console, "  fails  ", "bold red", f"{row['entry']}, {row['kind']} in {row['where']}")
        for words in (row["sentence"], row["why"]):
            console.print(fill(words, console.width, initial_indent=_INDENT, subsequent_indent=_INDENT))
    for entry in trial.unillustrated:
        console.print(f"  no example: {entry}", style="dim")


def _print_line(console: Console, head: str, style: str, words: str) -> None:
    """One line, cut where it is too long."""
    from rich.text import Text

    line = Text(head, style=style).append(words, "default")
    line.truncate(console.width, overflow="ellipsis")
    console.print(line, no_wrap=True, overflow="crop")


def _examples_line(found: list[dict[str, Any]], name: str) -> str:
    if not found:
        return f"{name}: no examples"
    kinds = Counter(row["kind"] for row in found)
    held = sum(row["holds"] for row in found)
    what = " and ".join(_number(kinds[kind], kind) for kind in ("example", "counter-example"))
    return f"{name}: {what}; " + ("all hold" if held == len(found) else f"{len(found) - held} of {len(found)} fail")


def _reports_line(trial: Tried) -> str:
    """ "200 of 3,100 reports analysed (--limit 0: all), 812 claims now, 820 with the codebook"."""
    of = f" of {trial.found:,}" if trial.found > trial.reports else ""
    more = " (--limit 0: all)" if of else ""
    reports = f"{trial.reports:,}{of} {'report' if trial.found == 1 else 'reports'} analysed{more}"
    return f"{reports}, {_number(trial.before, 'claim')} now, {trial.after:,} with the codebook"


def _tally(changes: list[dict[str, Any]]) -> Iterator[Text]:
    """Lines of kind of change, how many, and what would become what; the most frequent of each kind first."""
    from rich.text import Text

    for kind, style in CHANGE_STYLES.items():
        pairs = Counter(_moved(row) for row in changes if row["change"] == kind)
        ranked = sorted(pairs.items(), key=lambda item: (-item[1], item[0]))
        for words, number in ranked[:_TALLIED]:
            yield Text(f"  {kind:7}", style=style).append(f" {number:5,}  {words}", "default")
        rest = sum(number for _, number in ranked[_TALLIED:])
        if rest:
            yield Text(f"  {kind:7}", style=style).append(
                f" {rest:5,}  of {len(ranked) - _TALLIED} other kinds", "default"
            )
    if not changes:
        yield Text("  no claim would change", style="dim")


def _moved(row: dict[str, Any]) -> str:
    parts = ("type", "mode", "ledger") if row["change"] == "changed" else ("type", "mode")
    names = [" ".join(row[f"{part}{at}"] for part in parts if row[f"{part}{at}"]) for at in ("_before", "")]
    return " → ".join(name for name in names if name)


def _number(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
