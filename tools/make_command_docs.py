"""Writes docs/commands.md from the command line's own help.

python tools/make_command_docs.py            write the page
python tools/make_command_docs.py --check    exit status 1 where the page is not up to date
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from dateline.cli import app as program

PAGE = Path(__file__).parent.parent / "docs" / "commands.md"
HEAD = """\
# Commands

<!-- Made by tools/make_command_docs.py from the program's own help; change the help, then run it. -->

`dateline COMMAND --help` says the same on a terminal. `dateline --version` prints the version.

The record is the file given with `--record`, else the one that the environment variable `DATELINE_RECORD` names, else
`record.dateline` in the current folder. Results go to standard output; errors, progress and failures go to standard
error. In a pipe or file nothing is coloured; `NO_COLOR` turns colours off on a terminal, `COLUMNS` sets its width.

| exit status | meaning |
|---|---|
| 0 | all fine |
| 1 | `add`: some inputs failed, or there were none; what could be read is in the record |
| 1 | `codebook test`: some examples do not hold, or some reports failed |
| 2 | the arguments or the record are wrong; nothing was done |
| 70 | a fault of dateline; `DATELINE_DEBUG=1` shows the details |
| 130 | stopped by Ctrl-C; what was finished is kept, and the same command goes on |
| 141 | the program that read the output went away |

An error is one line: `dateline: where: what. What to do.`
"""


def page() -> str:
    """The page as it should be."""
    group: Any = typer.main.get_command(program.app)
    return "\n".join([HEAD, *(command_section(name, command) for name, command in leaves(group, ""))])


def leaves(group: Any, before: str) -> Iterator[tuple[str, Any]]:
    """Each command with its whole name: those of groups as "places missing"."""
    for command in group.commands.values():
        name = f"{before} {command.name}".strip()
        if hasattr(command, "commands"):
            yield from leaves(command, name)
        else:
            yield name, command


def command_section(name: str, command: Any) -> str:
    """One command: its usage, its help, its arguments and options."""
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    named = [p for p in command.params if p.param_type_name == "option"]
    usage = " ".join(["dateline", name, *(a.metavar or a.name.upper() for a in arguments), "[OPTIONS]"])
    rows = [f"| `{a.metavar or a.name.upper()}` | {plain(a.help)} |" for a in arguments]
    rows += [option_row(option) for option in named]
    return "\n".join([f"## {name}", "", f"    {usage}", "", plain_help(command.help), "",
                      "| | |", "|---|---|", *rows, ""])  # fmt: skip


def option_row(option: Any) -> str:
    """One option: its names, its value and its default."""
    value = "" if option.is_flag else f" {option.metavar or 'N'}"
    names = ", ".join(f"`{name}{value}`" for name in sorted(option.opts, key=lambda o: not o.startswith("--")))
    default = option.default
    shown = f" Default: `{default}`." if default not in (None, "", False, ()) and not callable(default) else ""
    twice = " May be given several times." if option.multiple else ""
    return f"| {names} | {plain(option.help)}{shown}{twice} |"


def plain(words: str | None) -> str:
    """Help text without Rich's markup."""
    return re.sub(r"\[/?bold\]", "`", " ".join((words or "").split())).replace("|", "\\|")


def plain_help(words: str | None) -> str:
    """A command's help, its paragraphs kept."""
    return "\n\n".join(plain(paragraph) for paragraph in (words or "").split("\n\n"))


def main(arguments: list[str]) -> int:
    """Write the page, or check it."""
    wanted = page()
    if "--check" not in arguments:
        PAGE.write_text(wanted, encoding="utf8")
        return 0
    if PAGE.is_file() and PAGE.read_text(encoding="utf8") == wanted:
        return 0
    print("docs/commands.md is not up to date. Run: python tools/make_command_docs.py", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
