"""The Python API as a stranger meets it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

import dateline
from dateline.run import AddOptions, add
from tests.run.adding import CLOCK
from tests.toy import toy_loader


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[dateline.Desk]:
    with dateline.open(tmp_path / "war.dateline") as opened:
        from dateline.model import Report

        report = Report("one", "Kirby says Russia planned send 300 troops to Kyiv on 2022-02-10", "2022-02-02")
        add(opened.record, [report], toy_loader, AddOptions(clock=lambda: CLOCK))
        yield opened


def test_results_turn_into_frames_and_rows(desk: dateline.Desk) -> None:
    result = desk.deployments(actor="Russia", status=["planned", "ongoing"])
    assert len(result) == 1
    frame = result.to_pandas()
    assert frame.loc[0, "dct"] == pd.Timestamp("2022-02-02")
    assert result.to_polars()["force"].to_list() == ["Russia"]
    assert next(result.rows())["to_place"] == "Kyiv"
    assert "force" in repr(result)


def test_a_claim_and_its_report(desk: dateline.Desk) -> None:
    ident = next(desk.claims().rows())["claim_id"]
    claim = desk.claim(ident[:8])
    assert claim.evidence.words(desk.report(claim.report_id).text).startswith("Kirby says Russia")


def test_every_reading_method_gives_its_table(desk: dateline.Desk) -> None:
    names = "reports claims statements events deployments transfers negotiations assessments positions timeline actors"
    for name in [*names.split(), "places", "times", "failures", "runs"]:
        assert getattr(desk, name)().columns == desk.table(name).columns
    assert len(desk.changes("2022-01")) == 1
    with pytest.raises(dateline.DatelineError, match="no filter 'actr'"):
        desk.claims(actr="Russia")


def test_adding_what_does_not_exist_is_a_failure_and_no_stop(desk: dateline.Desk, tmp_path: Path) -> None:
    summary = desk.add(tmp_path / "nowhere.txt")
    assert (summary.added, summary.failed) == (0, 1)
    assert next(desk.failures().rows())["origin"] == "nowhere.txt"


def test_importing_dateline_is_cheap() -> None:
    code = "import sys, dateline; print([m for m in ('spacy', 'duckdb', 'pyarrow', 'yaml') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_all_names_are_there() -> None:
    for name in dateline.__all__:
        assert getattr(dateline, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = dateline.nothing
