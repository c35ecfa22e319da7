"""The whole way with the real analysis: files in, tables out, nothing lost between."""

from __future__ import annotations

from pathlib import Path

import pytest

import dateline
from dateline.analyse import load_analyser
from tests.run.adding import export

TEXTS = {
    "one.txt": (
        "date 2022-02-02\n\nKYIV. The Pentagon spokesman John Kirby said that there are no plans to send additional "
        "American forces to Ukraine. France is preparing to send troops to Romania, its foreign minister said.\n"
    ),
    "two.txt": (
        "date 2022-02-24\n\n“Russian troops attacked Kharkiv on Thursday,” Ukraine’s defence ministry said. Russia "
        "denied it. Lithuania delivered Stinger missiles to Ukraine last week — 🙂.\n"
    ),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("reports")
    for name, text in TEXTS.items():
        (made / name).write_text(text, encoding="utf8")
    return made


def test_reports_go_in_and_what_the_analysis_found_comes_out_equal(folder: Path, tmp_path: Path) -> None:
    with dateline.open(tmp_path / "war.dateline") as desk:
        summary = desk.add(folder)
        assert (summary.added, summary.failed) == (2, 0)
        assert summary.claims == len(desk.claims()) >= 4
        assert [row["dct"].isoformat() for row in desk.reports().rows()] == ["2022-02-02", "2022-02-24"]
        before = export(desk.record)
        assert desk.add(folder / "two.txt", folder).unchanged == 3
        assert export(desk.record) == before
        analyse = load_analyser()
        for stored in desk.record.analyses():
            assert analyse(stored.report) == stored
        for report, claim in desk.record.iter_claims():
            event = claim.event
            assert event.clause.contains(event.trigger)
            assert report.text[event.trigger.start : event.trigger.end].strip()


def test_a_plan_that_is_denied_is_not_counted_as_happened(folder: Path, tmp_path: Path) -> None:
    from dateline.derive import count_events

    with dateline.open(tmp_path / "war.dateline") as desk:
        desk.add(folder / "one.txt")
        statuses = {row["status"] for row in desk.deployments().rows()}
        assert "denied" in statuses
        assert "occurred" not in statuses
        assert "MOBILIZE" not in count_events(desk.record)["event"].to_pylist()
