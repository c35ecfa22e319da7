"""The program: its commands, and what becomes of an error (docs/commands.md).

Exit status: 0 all fine, 1 some inputs failed, 2 the arguments or the record are wrong, 70 a fault of dateline,
130 stopped by Ctrl-C, 141 the reader of the output went away.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from dateline.cli.actors import actors
from dateline.cli.add import add
from dateline.cli.brief import brief
from dateline.cli.codebook import codebook
from dateline.cli.explain import explain
from dateline.cli.export import export
from dateline.cli.failing import fail, fail_usage, is_usage_error
from dateline.cli.places import places
from dateline.cli.show import show
from dateline.errors import DatelineError
from dateline.version import __version__

OK, SOME_FAILED, WRONG, FAULT, STOPPED, NO_READER = 0, 1, 2, 70, 130, 141
DEBUG = "DATELINE_DEBUG"

app = typer.Typer(
    name="dateline",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (add, show, brief, explain, export):
    app.command()(command)
app.add_typer(places, name="places")
app.add_typer(actors, name="actors")
app.add_typer(codebook, name="codebook")


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"dateline {__version__}")
        raise typer.Exit


@app.callback()
def _dateline(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Read dated reports about a crisis and keep the record: who said what, and what happened, is planned or denied.

    Start with [bold]dateline add REPORTS[/bold], then [bold]dateline brief[/bold].
    """


def run(arguments: Sequence[str]) -> int:
    """Run one command; the exit status. Errors become one line on standard error, never a traceback."""
    if os.environ.get(DEBUG):
        return _invoke(arguments)
    try:
        return _invoke(arguments)
    except DatelineError as error:
        return fail(error.where, error.message, error.hint, status=WRONG)
    except KeyboardInterrupt:
        return fail("", "stopped", "What was finished is kept; the same command goes on.", status=STOPPED)
    except BrokenPipeError:
        return _quiet()
    except OSError as error:
        return fail(error.filename or "", error.strerror or str(error), "", status=WRONG)
    except Exception as error:  # the last resort: every fault of ours ends here, as one line
        if is_usage_error(error):
            return fail_usage(error, status=WRONG)
        what = f"unexpected {type(error).__name__}: {error}"
        return fail("", what, f"This is a fault of dateline: run with {DEBUG}=1 for details.", status=FAULT)


def _invoke(arguments: Sequence[str]) -> int:
    program = typer.main.get_command(app)
    try:
        result = program.main(args=list(arguments), prog_name="dateline", standalone_mode=False)
    except SystemExit as stop:  # what the command line's own parser makes of a broken pipe
        if isinstance(stop.__context__, BrokenPipeError):
            raise stop.__context__ from None
        raise
    sys.stdout.flush()
    if result == STOPPED:
        raise KeyboardInterrupt
    return result if isinstance(result, int) else OK


def _quiet() -> int:
    """Nobody reads on: say nothing, and keep Python from trying to write the rest at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return NO_READER
