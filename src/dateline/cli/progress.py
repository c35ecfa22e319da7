"""How far an `add` is: a bar where standard error is a terminal, else a plain line now and then."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from dateline.cli.failing import plain
from dateline.cli.showing import stderr_console

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from dateline.run import Progress

Follow = Callable[["Progress"], None]
PLAIN_EVERY_SECONDS = 10.0


@contextmanager
def following(total: int | None, *, quiet: bool) -> Iterator[Follow | None]:
    """A function to call after each input, and the display that it feeds; None where nothing is to be shown.

    `total` is how many inputs there are, None where nobody knows: then there is no estimate of the time left.
    """
    if quiet:
        yield None
    elif sys.stderr.isatty():
        with _bar() as bar:
            bar.add_task("loading the parser", total=total, rate="", counts="")
            yield lambda progress: _update(bar, progress)
    else:
        yield _plain_lines(total)


def _bar() -> Bar:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=18),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(compact=True),
        TextColumn("{task.fields[counts]}", markup=False),
        console=stderr_console(),
        transient=True,
        redirect_stdout=False,
    )


def _update(bar: Bar, progress: Progress) -> None:
    state = bar.tasks[0]
    seconds = state.elapsed or 0.0
    rate = f"{progress.done / seconds:.1f}/s" if seconds > 1 else ""
    counts = f"{progress.claims:,} claims" + (f", {progress.failed:,} failed" if progress.failed else "")
    current = plain(progress.current)
    shown = current if len(current) <= 20 else current[:19] + "…"
    bar.update(state.id, completed=progress.done, description=shown.ljust(20), rate=rate, counts=counts)


def _plain_lines(total: int | None) -> Follow:
    started = last = time.monotonic()

    def tell(progress: Progress) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last < PLAIN_EVERY_SECONDS:
            return
        last = now
        rate = progress.done / (now - started)
        of = f" of {total:,}" if total else ""
        left = f", about {(total - progress.done) / rate:.0f} s left" if total and total > progress.done else ""
        failed = f", {progress.failed:,} failed" if progress.failed else ""
        print(f"dateline: {progress.done:,}{of} reports, {rate:.1f}/s{failed}{left}", file=sys.stderr, flush=True)

    return tell
