"""Puts real output into the docs: runs each `$ ...` line of their console blocks and writes what it printed.

python tools/make_docs_output.py [--check]

It also lists, between the `<!-- pages -->` marks of docs/index.md, the pages that the rest of it does not link to.
Commands run in the repository's root, in order, over one fresh record (DATELINE_RECORD), 100 columns wide. A line
`<!-- claim: SHOW-OPTIONS -->` above a block puts the id of the first claim of `dateline show claims SHOW-OPTIONS` into
the block's `dateline explain` line. Seconds are written as they were; --check does not compare them. --check changes
nothing and fails where a block is stale; tests/docs only asks that every command runs.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("README.md", "docs/tutorial.md", "docs/codebook.md")
BLOCK = re.compile(r"(?:<!-- claim: (?P<claim>.*?) -->\n)?```console\n(?P<body>.*?)```\n", re.DOTALL)
READER_LEFT = 141  # `| head` has read enough
MORE_PAGES = re.compile(r"(<!-- pages -->\n)(.*?)(<!-- end of pages -->)", re.DOTALL)
SECONDS = re.compile(r"\b\d+(?:\.\d+)? s\b")


@dataclass(frozen=True, slots=True)
class Shell:
    """Where the commands run, and on which record."""

    record: Path

    def run(self, command: str) -> str:
        """What a command prints. Raises RuntimeError where it fails."""
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        env = os.environ | {"PATH": path, "DATELINE_RECORD": str(self.record), "COLUMNS": "100", "NO_COLOR": "1"}
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", command], cwd=ROOT, env=env, stdin=subprocess.DEVNULL,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode not in (0, READER_LEFT):
            raise RuntimeError(f"{command!r} ended with {done.returncode}: {done.stderr}")
        return done.stdout


def main(argv: list[str] | None = None) -> int:
    """Exit status 1 where --check finds a stale page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args(argv)
    stale = [name for name in PAGES if refresh(ROOT / name, write=not args.check)]
    stale += ["docs/index.md"] if refresh_index(ROOT / "docs", write=not args.check) else []
    if args.check and stale:
        print(f"stale output in {', '.join(stale)}: run tools/make_docs_output.py", file=sys.stderr)
    return 1 if args.check and stale else 0


def refresh(page: Path, *, write: bool) -> bool:
    """True where the page's output was not what its commands print."""
    old = page.read_text(encoding="utf8")
    with tempfile.TemporaryDirectory() as folder:
        shell = Shell(Path(folder) / "examples.dateline")
        new = BLOCK.sub(lambda block: rendered(block, shell), old)
    if write:
        page.write_text(new, encoding="utf8")
    return SECONDS.sub("", new) != SECONDS.sub("", old)


def refresh_index(folder: Path, *, write: bool) -> bool:
    """True where the index did not list every page of the folder."""
    index = folder / "index.md"
    old = index.read_text(encoding="utf8")
    rest = MORE_PAGES.sub("", old)
    others = [p for p in sorted(folder.glob("*.md")) if p != index and f"({p.name})" not in rest]
    listed = "".join(f"- [{title(page)}]({page.name})\n" for page in others)
    new = MORE_PAGES.sub(lambda m: m[1] + listed + m[3], old)
    if write:
        index.write_text(new, encoding="utf8")
    return new != old


def title(page: Path) -> str:
    """The heading of a page."""
    return page.read_text(encoding="utf8").splitlines()[0].lstrip("# ")


def rendered(block: re.Match[str], shell: Shell) -> str:
    """The block with what its commands print now."""
    claim = block["claim"]
    above = f"<!-- claim: {claim} -->\n" if claim else ""
    parts = []
    for command in commands(block["body"]):
        shown = re.sub(r"\bc-[0-9a-f]{4,}\b", lambda _: first_claim(claim, shell), command) if claim else command
        parts.append(f"$ {shown}\n{tidy(shell.run(shown))}")
    return f"{above}```console\n{''.join(parts)}```\n"


def commands(body: str) -> list[str]:
    """The commands of a block, in order."""
    return re.findall(r"^\$ (.+)$", body, re.MULTILINE)


def first_claim(options: str, shell: Shell) -> str:
    """The short id of the first claim that fits. Raises RuntimeError where none does."""
    found = re.findall(r"\bc-[0-9a-f]{16}\b", shell.run(f"dateline show claims {options} --limit 1 --format jsonl"))
    if not found:
        raise RuntimeError(f"no claim fits {options!r}: choose another for the docs")
    return str(found[0][:10])


def tidy(output: str) -> str:
    """The output without trailing blanks and without the temporary folder."""
    lines = [line.rstrip() for line in output.splitlines()]
    return "".join(f"{line}\n" for line in lines)


if __name__ == "__main__":
    sys.exit(main())
