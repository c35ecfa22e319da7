"""The page about the commands says what the program does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_page_of_commands_is_up_to_date():
    command = [sys.executable, str(ROOT / "tools" / "make_command_docs.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("words", ["--max-lines N", "DATELINE_RECORD", "`--map FIELD=COLUMN`", "## explain"])
def test_page_names_what_a_user_looks_for(words):
    assert words in (ROOT / "docs" / "commands.md").read_text(encoding="utf8")
