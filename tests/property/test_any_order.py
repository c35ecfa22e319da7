"""With the real analysis: adding twice, in any order and in any batches gives the same record; slices equal words."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.analyse import Analyser
from dateline.model import Analysis, Report
from dateline.present import claim_to_export, write_claims
from dateline.read import ReadOptions, read_reports
from dateline.record import Record
from dateline.run import AddOptions, InProcess, add_with

EXAMPLES = Path(__file__).parents[2] / "examples" / "reports"
SPANS = ("words", "trigger", "evidence", "clause", "time_words")


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    """Eight of the examples, of different styles and formats."""
    chosen = sorted(EXAMPLES.iterdir())[4::7]
    read = [found for path in chosen for found in read_reports(path, ReadOptions(today="2026-01-01"))]
    found = [item for item in read if isinstance(item, Report)][:8]
    assert len(found) >= 5
    return found


class Remembering:
    """The real analysis, which is a function of the report; so each report is analysed once for all orders."""

    def __init__(self, analyse: Analyser) -> None:
        self._analyse, self._known = analyse, dict[str, Analysis]()
        self.settings = analyse.settings

    def __call__(self, report: Report) -> Analysis:
        if report.id not in self._known:
            self._known[report.id] = self._analyse(report)
        return self._known[report.id]


@pytest.fixture(scope="module")
def analyse(analyser: Analyser) -> Remembering:
    return Remembering(analyser)


def export(record: Record) -> str:
    out = io.StringIO()
    shown = ((claim, report) for report, claim in record.iter_claims())
    write_claims((claim_to_export(c, r.id, r.text, date=r.dct) for c, r in shown), out)
    return out.getvalue()


def added(path: Path, portions: list[list[Report]], analyse: Remembering, batch: int) -> str:
    """The export of a record made of these portions, one run each."""
    path.unlink(missing_ok=True)
    with Record.open(path, create=True) as record:
        for portion in portions:
            add_with(InProcess(lambda: analyse), record, portion, AddOptions(batch=batch))
        return export(record)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_order_any_portions_twice(
    data: st.DataObject, reports: list[Report], analyse: Remembering, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("order") / "a.dateline"
    expected = added(path, [reports], analyse, 16)
    assert len(expected.splitlines()) >= 20
    order = data.draw(st.permutations(reports))
    cut = data.draw(st.integers(0, len(order)))
    again = data.draw(st.lists(st.sampled_from(reports), max_size=4))
    batch = data.draw(st.integers(1, 5))
    assert added(path, [order[:cut], order[cut:], again], analyse, batch) == expected


def test_analysing_twice_gives_the_same(reports: list[Report], analyser: Analyser, analyse: Remembering) -> None:
    for report in reports[:3]:
        assert analyser(report) == analyse(report)


@pytest.fixture(scope="module")
def record(reports: list[Report], analyse: Remembering, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with Record.open(tmp_path_factory.mktemp("slices") / "a.dateline", create=True) as made:
        add_with(InProcess(lambda: analyse), made, reports, AddOptions())
        yield made


def test_every_stored_span_is_the_words_it_stands_for(record: Record, reports: list[Report]) -> None:
    texts = {report.id: report.text for report in reports}
    checked = 0
    for view in ("sentences", "mentions", "toponyms", "times", "claims", "deployments", "positions"):
        for row in record.table(view).to_pylist():
            text = texts[row["report_id"]]
            pairs = [("words", "span_start", "span_end")] if "span_start" in row else []
            pairs += [(n, f"{n}_start", f"{n}_end") for n in SPANS if f"{n}_start" in row]
            for words, start, end in pairs:
                if row[start] is not None:
                    assert text[row[start] : row[end]] == row[words], (view, row)
                    checked += 1
    assert checked > 500


def test_every_exported_span_is_the_words_it_stands_for(record: Record, reports: list[Report]) -> None:
    texts = {report.id: report.text for report in reports}
    checked = 0
    for line in export(record).splitlines():
        claim = json.loads(line)
        for words, start, end in _spans(claim):
            assert texts[claim["report_id"]][start:end] == words
            checked += 1
    assert checked > 100


def _spans(value: Any) -> Iterator[tuple[str, int, int]]:
    """Every part of an exported claim that has offsets and the words it was read from."""
    if isinstance(value, list):
        for item in value:
            yield from _spans(item)
    if isinstance(value, dict):
        words = value.get("mention", value.get("text"))
        if words is not None and value.get("start") is not None:
            yield words, value["start"], value["end"]
        for item in value.values():
            yield from _spans(item)
