"""Merge, split and undo of actors: logged, applied everywhere, never overwritten by a run."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from dateline.errors import UsageError
from dateline.model import Actor, Report
from dateline.record import Filters, Record, Review, Run
from tests.toy import toy_analyse

ANA = Review(by="Ana", decided=datetime(2026, 3, 1, 12, tzinfo=UTC), note="the same")
FOUR = Report("four", "Kirby says Rossiya planned send 90 tanks to Kyiv\nRossiya oppose talks", "2022-02-26", key="k4")


@pytest.fixture
def record(record: Record, run: Run) -> Record:
    record.write_batch([toy_analyse(FOUR)], [], run)
    return record


def names(record: Record, **filters: object) -> list[list[str]]:
    return [row["actors"] for row in record.claims(Filters.of(**filters)).to_pylist()]


def whole(record: Record) -> dict[str, list[dict[str, object]]]:
    views = ("actors", "mentions", "statements", "claims", "deployments", "positions", "timeline", "reports")
    return {view: record.table(view).to_pylist() for view in views}


def test_a_merge_shows_one_actor_everywhere(record: Record) -> None:
    before = {row["name"]: row["mentions"] for row in record.actors().to_pylist()}
    record.merge_actors("Russia", "Rossiya", ANA)
    after = {row["name"]: row["mentions"] for row in record.actors().to_pylist()}
    assert "Rossiya" not in after
    assert after["Russia"] == before["Russia"] + before["Rossiya"]
    assert names(record, report="four") == [["Russia"]]
    assert [row["force"] for row in record.deployments(Filters.of(report="four")).to_pylist()] == ["Russia"]
    assert len(names(record, actor="RUS")) == 4, "filters find it by its new code"
    assert names(record, actor="rossiya") == [["Russia"]], "the words of the report still find it"
    (claim,) = [claim for report, claim in record.iter_claims() if report.id == "four"]
    assert [(p.name, p.actor and p.actor.country) for p in claim.event.actors] == [("Russia", "RUS")]
    assert {m.actor.name for m in record.analysis("four").mentions if m.actor} == {"Kirby", "Russia"}


def test_a_merged_actor_is_compared_with_its_earlier_claims(record: Record) -> None:
    topics = [row["topic"] for row in record.claims(Filters.of(actor="Russia", ledger="deployment")).to_pylist()]
    record.merge_actors("Russia", "Rossiya", ANA)
    (own,) = [row["topic"] for row in record.claims(Filters.of(report="four")).to_pylist()]
    assert own.split(" | ")[:2] == topics[0].split(" | ")[:2] == ["MOBILIZE", "russia"]
    assert own.endswith("kyiv")


def test_a_source_is_merged_too(record: Record) -> None:
    record.merge_actors("France", "Kirby", ANA)
    row = record.claims(Filters.of(report="four")).to_pylist()[0]
    assert (row["source"], row["sources"]) == ("France", ["France"])
    assert {row["speaker"] for row in record.statements().to_pylist()} == {"France"}
    assert {row["holder"] for row in record.positions(Filters.of(report="four")).to_pylist()} == {"France"}


def test_a_split_holds_in_its_reports_only(record: Record) -> None:
    record.split_actor("Kirby", ["four"], "Kirby (the other)", ANA)
    speakers = {row["report_id"]: row["speaker"] for row in record.statements().to_pylist()}
    assert speakers["four"] == "Kirby (the other)"
    assert speakers["one"] == speakers["three"] == "Kirby"


def test_an_undo_brings_everything_back(record: Record) -> None:
    before = whole(record)
    merged = record.merge_actors("Russia", "Rossiya", ANA)
    split = record.split_actor("Kirby", ["four"], "Another", ANA)
    assert whole(record) != before
    for decision in (merged, split):
        record.undo_decision(decision, ANA)
    assert whole(record) == before
    rows = record.decisions().to_pylist()
    assert sorted(row["part"] for row in rows) == ["actor merge", "actor split", "actor undo", "actor undo"]
    assert {row["decision_id"] for row in rows if row["undone_by"]} == {merged, split}
    assert {(row["reviewer"], row["note"]) for row in rows} == {("Ana", "the same")}


def test_decisions_follow_one_another(record: Record) -> None:
    record.merge_actors("Rossiya", "France", ANA)
    record.merge_actors("Ukraine", "Rossiya", ANA)
    assert names(record, report="four") == [["Ukraine"]]
    actors = {row["name"] for row in record.actors().to_pylist()}
    assert actors == {"Ukraine", "Russia", "Kirby"}
    record.split_actor("Ukraine", ["four"], "Novorossiya", ANA)
    assert names(record, report="four") == [["Novorossiya"]]


def test_a_run_never_overwrites_a_decision(record: Record, run: Run) -> None:
    record.merge_actors("Russia", "Rossiya", ANA)
    later = replace(run, dateline_version="9.9", started=run.started + timedelta(days=1))
    written = record.write_batch([toy_analyse(FOUR)], [], later)
    assert written.refreshed == ("four",)
    assert names(record, report="four") == [["Russia"]]
    new = Report("five", "Rossiya occurred send 5 tanks to Kyiv", "2022-03-01", key="k5")
    record.write_batch([toy_analyse(new)], [], later)
    assert names(record, report="five") == [["Russia"]]


def test_what_cannot_be_decided(record: Record) -> None:
    done = record.merge_actors("Russia", "Rossiya", ANA)
    with pytest.raises(UsageError, match="Did you mean Russia"):
        record.merge_actors("Rusia", "France", ANA)
    with pytest.raises(UsageError, match="one actor already"):
        record.merge_actors("Russia", "russia", ANA)
    with pytest.raises(UsageError, match="no actor 'Rossiya'"):
        record.merge_actors("Rossiya", "France", ANA)
    with pytest.raises(UsageError, match="not named in a report 'two'"):
        record.split_actor("Kirby", ["two"], "Other", ANA)
    with pytest.raises(UsageError, match="nobody decides"):
        record.merge_actors("Russia", "France", replace(ANA, by=" "))
    undo = record.undo_decision(done[:8], ANA)
    for again in (done, undo, "d-nothing"):
        with pytest.raises(UsageError):
            record.undo_decision(again, ANA)


def test_an_actor_with_the_name_of_another_is_asked_for_by_id(record: Record, run: Run) -> None:
    report = Report("six", "France occurred send 5 tanks to Kyiv", "2022-03-01", key="k6")
    analysis = toy_analyse(report)
    twin = Actor("twin", "France", "country", "XXX", "GOV")
    record.write_batch([replace(analysis, mentions=tuple(replace(m, actor=twin) for m in analysis.mentions))], [], run)
    with pytest.raises(UsageError, match="names several actors"):
        record.merge_actors("Russia", "France", ANA)
    record.merge_actors("Russia", "twin", ANA)
    assert {row["name"] for row in record.actors().to_pylist()} >= {"France", "Russia"}
