"""The example reports: readable, dated, of the length they promise, and made by the script that claims to make them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dateline.model import Report
from dateline.read import ReadFailure, ReadOptions, read_reports

ROOT = Path(__file__).parents[2]
REPORTS = ROOT / "examples" / "reports"


@pytest.fixture(scope="module")
def examples() -> list[Report | ReadFailure]:
    return list(read_reports(REPORTS, ReadOptions()))


def test_every_example_is_read(examples: list[Report | ReadFailure]) -> None:
    assert [e for e in examples if isinstance(e, ReadFailure)] == []
    assert len(examples) >= 32


def test_every_example_lies_in_the_months_it_is_about(examples: list[Report]) -> None:
    assert [e.id for e in examples if not "2021-11-01" <= e.dct <= "2022-03-31"] == []


def test_every_example_is_short(examples: list[Report]) -> None:
    assert [(e.id, len(e.text.split())) for e in examples if not 120 <= len(e.text.split()) <= 350] == []


@pytest.mark.parametrize("suffix", [".txt", ".html", ".docx", ".pdf", ".jsonl", ".csv"])
def test_every_format_has_an_example(suffix: str) -> None:
    assert any(REPORTS.glob(f"*{suffix}"))


def test_the_date_in_a_file_name_is_the_date_in_the_file(examples: list[Report]) -> None:
    dated = [e for e in examples if not e.id.startswith("ex-")]
    assert [(e.id, e.dct) for e in dated if not e.id.startswith(e.dct)] == []


def test_the_made_examples_are_what_their_script_makes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "examples/make_formats.py", str(tmp_path)], cwd=ROOT, check=True)
    made = sorted(tmp_path.iterdir())
    assert [m.suffix for m in made] == [".docx", ".pdf"]
    assert [m.name for m in made if m.read_bytes() != (REPORTS / m.name).read_bytes()] == []


def test_every_file_is_described_in_the_readme() -> None:
    readme = (ROOT / "examples" / "README.md").read_text(encoding="utf8")
    topics = [p.stem[11:] if p.stem[4:5] == p.stem[7:8] == "-" else p.stem for p in REPORTS.iterdir()]
    missing = [t for t in topics if t not in readme and t.removeprefix("embassies") not in readme]
    assert missing == []
