"""Writing: versions, copies, re-analysis, and all or nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from dateline.model import Actor, Mention, Report, Span
from dateline.record import Failure, Filters, Record, Run
from tests.record.conftest import REPORTS
from tests.toy import toy_analyse

ONE = REPORTS[0]


def claim_ids(record: Record) -> list[str]:
    return record.claims()["claim_id"].to_pylist()


def test_what_was_written_reads_back_equal(record: Record) -> None:
    by_date = sorted(REPORTS, key=lambda report: report.dct)
    assert list(record.analyses()) == [toy_analyse(report) for report in by_date]


def test_the_same_report_changes_nothing(record: Record, run: Run) -> None:
    before = claim_ids(record)
    written = record.write_batch([toy_analyse(ONE), toy_analyse(ONE)], [], run)
    assert (written.added, written.unchanged) == ((), ("one", "one"))
    assert claim_ids(record) == before
    assert record.table("report_versions").num_rows == 3


def test_an_edited_report_becomes_a_new_version_and_the_old_one_is_kept(record: Record, run: Run) -> None:
    old = record.claims(Filters(report=("one",)))["claim_id"].to_pylist()
    edited = replace(ONE, text="Kirby says Russia occurred attack Kyiv")
    written = record.write_batch([toy_analyse(edited)], [], run)
    assert written.versions == ("one",)
    assert record.report("one").text == edited.text
    assert record.claims(Filters(report=("one",)))["event"].to_pylist() == ["ASSAULT"]
    versions = record.table("report_versions", Filters(report=("one",)))
    assert versions.select(["version", "current"]).to_pylist() == [
        {"version": 1, "current": False},
        {"version": 2, "current": True},
    ]
    report, claim = record.claim_with_report(old[0])
    assert (report.text, claim.event.type) == (ONE.text, "MOBILIZE")


def test_versions_in_one_batch_follow_their_order(run: Run) -> None:
    texts = ["France planned send tanks", "France planned attack tanks", "France planned demand tanks"]
    with Record.open(":memory:") as record:
        record.write_batch([toy_analyse(replace(ONE, text=text)) for text in texts], [], run)
        assert record.table("report_versions")["current"].to_pylist() == [False, False, True]
        assert record.claims()["event"].to_pylist() == ["REQUEST"]


@pytest.mark.parametrize("first", [0, 1])
def test_the_same_content_under_two_ids_is_one_report_whichever_came_first(run: Run, first: int) -> None:
    pair = [Report("a", ONE.text, ONE.dct, key="ka"), Report("b", ONE.text, ONE.dct, key="kb")]
    with Record.open(":memory:") as record:
        for report in (pair[first], pair[1 - first]):
            if record.needs(report):
                record.write_batch([toy_analyse(report)], [], run)
        assert record.reports()["report_id"].to_pylist() == ["a"]
        assert set(record.claims()["report_id"].to_pylist()) == {"a"}


def test_a_copy_comes_into_sight_when_the_other_is_edited(run: Run) -> None:
    copy = Report("b", ONE.text, ONE.dct, key="kb")
    original = Report("a", ONE.text, ONE.dct, key="ka")
    with Record.open(":memory:") as record:
        record.write_batch([toy_analyse(copy), toy_analyse(original)], [], run)
        record.write_batch([toy_analyse(replace(original, text="France planned send tanks"))], [], run)
        assert record.reports()["report_id"].to_pylist() == ["a", "b"]


def test_a_report_is_analysed_again_only_for_another_version_or_settings(record: Record, run: Run) -> None:
    assert not record.needs(ONE)
    assert not record.needs(ONE, refresh_for=run)
    newer = replace(run, dateline_version="0.2.0")
    assert record.needs(ONE, refresh_for=newer)
    assert record.needs(ONE, refresh_for=replace(run, settings={"parser": "toy 2"}))
    better = toy_analyse(ONE)
    better = replace(better, claims=better.claims[:0])
    assert record.write_batch([better], [], newer).refreshed == ("one",)
    assert record.analysis("one") == better
    assert record.claims(Filters(report=("one",))).num_rows == 0
    assert record.table("report_versions").num_rows == 3
    assert not record.needs(ONE, refresh_for=newer)


def test_a_batch_that_fails_half_way_leaves_nothing(record: Record, run: Run) -> None:
    good = toy_analyse(Report("four", "France planned send tanks", "2022-03-01"))
    bad_mention = Mention(Span(0, 1), Span(0, 1), "country", Actor("x", "half \ud800 a character", "country"))
    bad = replace(toy_analyse(Report("five", "Text", "2022-03-01")), mentions=(bad_mention,))
    with pytest.raises(ValueError, match="surrogates"):
        record.write_batch([good, bad], [Failure("f", "no-date", "x")], run)
    assert record.reports().num_rows == 3
    assert record.failures().num_rows == 0
    assert record.write_batch([good], [], run).added == ("four",)


def test_a_failure_met_again_is_one_row(record: Record, run: Run) -> None:
    failure = Failure("a.txt", "no-date", "no date was found", "give one")
    later = replace(run, started=run.started + timedelta(days=1))
    record.write_batch([], [failure, failure], run)
    record.write_batch([], [failure, Failure("b.txt", "no-date", "no date was found")], later)
    assert record.failures().select(["origin", "run_id"]).to_pylist() == [
        {"origin": "a.txt", "run_id": run.id},
        {"origin": "b.txt", "run_id": later.id},
    ]


def test_a_run_is_one_row_in_utc_and_gets_its_end(record: Record, run: Run) -> None:
    record.write_run(replace(run, finished=run.started + timedelta(minutes=1)))
    (row,) = record.runs().to_pylist()
    assert row["settings"] == '{"parser": "toy 1"}'
    assert row["started"] == run.started.replace(tzinfo=None)
    assert row["finished"] - row["started"] == timedelta(minutes=1)
