"""Errors, signals and start-up of the program."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.cli import app as program
from dateline.cli.failing import error_line
from dateline.version import __version__


def dateline(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    """A process of its own, as from a shell."""
    command = [sys.executable, "-m", "dateline.cli", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, **options)  # type: ignore[call-overload]


def test_version_and_help():
    assert dateline("--version").stdout == f"dateline {__version__}\n"
    for width in ("80", "120"):
        shown = dateline("--help", env=os.environ | {"COLUMNS": width})
        assert shown.returncode == 0
        assert all(name in shown.stdout for name in ("add", "show", "brief", "explain", "export"))
        assert max(len(line) for line in shown.stdout.splitlines()) <= int(width)


def test_help_loads_nothing_heavy():
    code = (
        "import sys; from dateline.cli.app import run; run(['show', '--help'])\n"
        "heavy = {'spacy', 'duckdb', 'pyarrow', 'yaml', 'numpy', 'pandas'} & set(sys.modules)\n"
        "sys.exit(', '.join(sorted(heavy)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_pipe_closed_early_is_quiet(record_file: Path):
    command = f"{sys.executable} -m dateline.cli show claims -f jsonl --record {record_file} | true"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=60, check=False)
    assert done.stderr == ""


@pytest.mark.skipif(os.name != "posix", reason="needs a pipe without a reader")
@pytest.mark.parametrize("form", ["csv", "jsonl", "json", "table"])
def test_output_without_a_reader_ends_quietly_and_says_so(record_file: Path, form: str):
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "dateline.cli", "show", "claims", "-f", form, "--record", str(record_file)]
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, timeout=60, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (program.NO_READER, b"")


@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("arguments", [["export", "claims"], ["brief"], ["show", "claims", "-f", "csv"]])
def test_results_go_down_the_pipe_while_the_terminal_shows_a_spinner(record_file: Path, arguments):
    terminal, side = os.openpty()
    command = [sys.executable, "-m", "dateline.cli", *arguments, "--record", str(record_file)]
    with_terminal = subprocess.run(command, stdout=subprocess.PIPE, stderr=side, timeout=60, check=True)
    os.close(side)
    os.close(terminal)
    assert with_terminal.stdout == subprocess.run(command, capture_output=True, timeout=60, check=True).stdout


def test_error_is_red_only_on_a_terminal(record_file: Path):
    done = dateline("show", "nothing", "--record", str(record_file))
    assert done.returncode == 2
    assert "\x1b" not in done.stderr
    assert "Traceback" not in done.stderr


def raising(error: BaseException):
    def invoke(arguments):
        raise error

    return invoke


def test_fault_of_ours_is_one_line_and_status_70(monkeypatch, capsys):
    monkeypatch.delenv("DATELINE_DEBUG", raising=False)
    monkeypatch.setattr(program, "_invoke", raising(ZeroDivisionError("by zero")))
    assert program.run([]) == 70
    err = capsys.readouterr().err
    assert "DATELINE_DEBUG=1" in err
    assert err.count("\n") == 1


def test_debug_lets_the_fault_through(monkeypatch):
    monkeypatch.setenv("DATELINE_DEBUG", "1")
    monkeypatch.setattr(program, "_invoke", raising(ZeroDivisionError("by zero")))
    with pytest.raises(ZeroDivisionError):
        program.run([])


def test_interrupt_is_told_and_ends_with_130(monkeypatch, capsys):
    monkeypatch.setattr(program, "_invoke", raising(KeyboardInterrupt()))
    assert program.run([]) == 130
    assert "stopped" in capsys.readouterr().err


def test_error_line_shows_control_characters_and_no_paths():
    line = error_line("/home/someone/secret/a.txt", "bad \x1b[31m byte", "Mend it.")
    assert line == "dateline: a.txt: bad \\x1b[31m byte. Mend it."
    assert error_line("", "two\n  lines", "") == "dateline: two lines."
    assert error_line("", "did you mean show?", "See.") == "dateline: did you mean show? See."
