"""Adding: counts, failures, order, batches, workers, Ctrl-C."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from multiprocessing import active_children
from pathlib import Path

import pytest

from dateline.errors import ModelError
from dateline.model import Analysis, Report
from dateline.record import Record
from dateline.run import AddOptions, Progress, Summary, add
from tests.run.adding import CLOCK, export, many_reports
from tests.toy import ToyAnalyser, toy_analyse, toy_loader


@dataclass(frozen=True)
class BadFile:
    """What the read room hands on for an input that is no report."""

    where: str
    slug: str
    message: str
    hint: str = ""


def run_add(record: Record, sources: object, loader: Callable[[], object] = toy_loader, **options: object) -> Summary:
    return add(record, sources, loader, AddOptions(clock=lambda: CLOCK, **options))


@pytest.fixture
def record() -> Iterator[Record]:
    with Record.open(":memory:") as opened:
        yield opened


@pytest.fixture(scope="module")
def expected() -> str:
    """The export of the reports added one by one in their order."""
    with Record.open(":memory:") as record:
        record.write_batch([toy_analyse(report) for report in many_reports(12)], [], _run())
        return export(record)


def _run():
    from dateline.record import Run

    return Run("0", {}, CLOCK)


def test_the_summary_counts_what_happened(record: Record) -> None:
    reports = many_reports(5)
    bad = BadFile("x.txt", "no-date", "no date was found", "give one")
    ticks = iter([datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=n) for n in range(9)])
    seen: list[Progress] = []
    options = AddOptions(batch=2, progress=seen.append, clock=lambda: next(ticks))
    first = add(record, [*reports, bad, reports[0]], toy_loader, options)
    assert (first.added, first.unchanged, first.failed, first.seconds) == (5, 1, 1, 1.0)
    assert (first.claims, first.sentences) == (record.claims().num_rows, record.sentences().num_rows)
    assert [progress.done for progress in seen] == [1, 2, 3, 4, 5, 6, 7]
    assert (seen[-1].added, seen[-1].failed, seen[-1].unchanged) == (5, 1, 1)
    edited = replace(reports[0], text="France planned send tanks")
    again = add(record, [*reports[1:], edited], toy_loader, options)
    assert (again.added, again.unchanged, again.new_versions, again.claims) == (0, 4, 1, 1)
    assert record.failures().select(["origin", "slug", "hint"]).to_pylist() == [
        {"origin": "x.txt", "slug": "no-date", "hint": "give one"}
    ]


def test_a_report_that_breaks_the_analysis_is_a_failure_and_the_rest_goes_on(record: Record) -> None:
    good = many_reports(3)
    bad = Report("bad", "here we explode", "2022-01-01", origin="folder/bad.txt")
    summary = run_add(record, [good[0], bad, *good[1:]])
    assert (summary.added, summary.failed) == (3, 1)
    (row,) = record.failures().to_pylist()
    assert (row["origin"], row["report_id"], row["slug"]) == ("folder/bad.txt", "bad", "analysis")
    assert row["message"].startswith("RuntimeError: the toy exploded (toy.py line ")


def test_half_a_character_is_a_failure(record: Record) -> None:
    summary = run_add(record, [Report("bad", "abc \ud800", "2022-01-01"), *many_reports(1)])
    assert (summary.added, [failure.slug for failure in summary.failures]) == (1, ["unreadable-input"])


def test_an_analysis_that_cannot_be_stored_costs_only_its_own_report(record: Record) -> None:
    class Wrong(ToyAnalyser):
        def __call__(self, report: Report) -> Analysis:
            analysis = toy_analyse(report)
            if report.id != "r001":
                return analysis
            return replace(analysis, claims=(replace(analysis.claims[0], score="high"),))

    summary = run_add(record, many_reports(4), Wrong)
    assert (summary.added, summary.failed) == (3, 1)
    assert record.reports()["report_id"].to_pylist() == ["r000", "r003", "r002"]
    assert record.failures()["report_id"].to_pylist() == ["r001"]


@pytest.mark.parametrize("seed", range(6))
def test_any_order_batches_and_repetition_give_the_same_export(record: Record, expected: str, seed: int) -> None:
    chance = random.Random(seed)
    reports = many_reports(12)
    for _ in range(3):
        part = chance.sample(reports, chance.randint(1, 12))
        run_add(record, part, batch=chance.randint(1, 5))
    run_add(record, chance.sample(reports, 12), batch=chance.randint(1, 20))
    assert export(record) == expected
    assert run_add(record, reports).unchanged == 12
    assert export(record) == expected


def test_several_processes_give_the_same_export(record: Record, expected: str) -> None:
    summary = run_add(record, many_reports(12), workers=2, batch=5)
    assert (summary.added, summary.failed) == (12, 0)
    assert export(record) == expected
    assert record.runs()["settings"][0].as_py().startswith('{"code": ')


def deadly_loader() -> Callable[[Report], Analysis]:
    return Deadly()


class Deadly(ToyAnalyser):
    """Ends its process on one report, as the kernel does to one that runs out of memory."""

    def __call__(self, report: Report) -> Analysis:
        if report.id == "r003":
            import os

            os._exit(9)
        return toy_analyse(report)


def test_a_report_that_kills_its_process_is_a_failure_and_the_rest_goes_on(record: Record) -> None:
    summary = run_add(record, many_reports(8), deadly_loader, workers=2)
    assert (summary.added, summary.failed) == (7, 1)
    assert record.failures().select(["report_id", "slug"]).to_pylist() == [{"report_id": "r003", "slug": "analysis"}]


def broken_loader() -> ToyAnalyser:
    raise ModelError("no English model", hint="Run: pip install it")


@pytest.mark.parametrize("workers", [1, 2])
def test_an_analysis_that_cannot_be_loaded_is_one_error(record: Record, workers: int) -> None:
    with pytest.raises(ModelError, match="no English model") as caught:
        run_add(record, many_reports(3), broken_loader, workers=workers)
    assert caught.value.hint == "Run: pip install it"


def ending_loader() -> ToyAnalyser:
    import os

    os._exit(3)


def test_processes_that_do_not_start_are_one_error(record: Record) -> None:
    with pytest.raises(ModelError, match="do not start") as caught:
        run_add(record, many_reports(3), ending_loader, workers=2)
    assert "workers=1" in caught.value.hint


def test_no_process_is_left_behind(record: Record) -> None:
    run_add(record, many_reports(8), deadly_loader, workers=2)
    assert active_children() == []


def test_nothing_new_loads_no_analysis(record: Record) -> None:
    run_add(record, many_reports(3))
    assert run_add(record, many_reports(3), broken_loader).unchanged == 3


def test_refresh_analyses_again_after_a_change_of_settings(record: Record) -> None:
    class Newer(ToyAnalyser):
        def __init__(self) -> None:
            self.settings = {"parser": "toy 2"}

    reports = many_reports(4)
    run_add(record, reports)
    before = export(record)
    assert run_add(record, reports, refresh=True).refreshed == 0
    assert run_add(record, reports, Newer).refreshed == 0
    summary = run_add(record, reports, Newer, refresh=True)
    assert (summary.refreshed, summary.unchanged, summary.added) == (4, 0, 0)
    assert export(record) == before


@pytest.mark.parametrize("workers", [1, 2])
def test_ctrl_c_keeps_what_is_analysed_and_the_next_call_goes_on(
    record: Record, tmp_path: Path, expected: str, workers: int
) -> None:
    def stop(progress: Progress) -> None:
        if progress.done == 5:
            raise KeyboardInterrupt

    summary = run_add(record, many_reports(12), progress=stop, workers=workers, batch=3)
    assert summary.interrupted
    assert summary.added == record.reports().num_rows == 5
    assert run_add(record, many_reports(12)).added == 7
    assert export(record) == expected
