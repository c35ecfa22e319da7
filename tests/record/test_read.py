"""Reading: order, filters, columns, spans."""

from __future__ import annotations

import re
from pathlib import Path

import pyarrow as pa
import pytest

from dateline.errors import UsageError
from dateline.model import content_id
from dateline.record import VIEWS, Filters, Record
from tests.record.conftest import REPORTS
from tests.toy import toy_analyse

DOCS = Path(__file__).parents[2] / "docs" / "record.md"
TEXTS = {report.id: report.text for report in REPORTS}


def found(record: Record, **filters: object) -> list[tuple[str, str]]:
    table = record.claims(Filters.of(**filters))
    return list(zip(table["report_id"].to_pylist(), table["status"].to_pylist(), strict=True))


def test_claims_come_by_date_report_and_place_in_it(record: Record) -> None:
    assert found(record) == [("three", "denied"), ("one", "planned"), ("two", "occurred"), ("two", "possible")]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"since": "2022-02"}, ["planned", "occurred", "possible"]),
        ({"until": "2022-02-02"}, ["denied", "planned"]),
        ({"since": "2022", "until": "2022-01"}, ["denied"]),
        ({"actor": "russ"}, ["denied", "planned", "occurred"]),
        ({"actor": ["RUS", "UKR"]}, ["denied", "planned", "occurred", "possible"]),
        ({"actor": "RUSGOV"}, ["denied", "planned", "occurred"]),
        ({"actor": "RU"}, []),
        ({"recipient": "russia"}, []),
        ({"source": "kirby"}, ["denied", "planned"]),
        ({"source": "USA"}, ["denied", "planned"]),
        ({"source": "author"}, ["occurred"]),
        ({"place": "KYIV"}, []),
        ({"place": "kyiv"}, ["denied", "planned", "occurred"]),
        ({"place": "par", "status": "possible"}, ["possible"]),
        ({"event": "assault"}, ["possible"]),
        ({"ledger": ["deployment"], "status": ["Planned", "denied"]}, ["denied", "planned"]),
        ({"report": "two"}, ["occurred", "possible"]),
        ({"text": "300 TROOPS"}, ["denied", "planned"]),
        ({"text": "on 2022.02"}, []),
        ({"limit": 2}, ["denied", "planned"]),
        ({"limit": 0}, []),
    ],
)
def test_filters(record: Record, filters: dict[str, object], expected: list[str]) -> None:
    assert [status for _, status in found(record, **filters)] == expected
    iterated = [claim.factuality.status for _, claim in record.iter_claims(Filters.of(**filters))]
    assert iterated == expected


@pytest.mark.parametrize(
    ("filters", "message", "hint"),
    [
        ({"status": "plannd"}, "no status 'plannd'", "planned"),
        ({"event": "mobilise"}, "no event 'MOBILISE'", "MOBILIZE"),
        ({"ledger": "deploy"}, "no ledger 'deploy'", "deployment"),
        ({"report": "tow"}, "no report 'tow'", "two"),
        ({"statsu": "denied"}, "no filter 'statsu'", "status"),
        ({"since": "2022-13-01"}, "not a date", "2022-02"),
        ({"until": "yesterday"}, "not a date", "2022-02"),
        ({"limit": -1}, "limit is -1", ""),
    ],
)
def test_what_does_not_exist_is_named_with_the_near_one(
    record: Record, filters: dict[str, object], message: str, hint: str
) -> None:
    with pytest.raises(UsageError, match=message) as caught:
        found(record, **filters)
    assert hint in caught.value.hint


def test_a_filter_that_a_table_does_not_take_is_an_error(record: Record) -> None:
    with pytest.raises(UsageError, match="runs cannot be filtered by actor"):
        record.runs(Filters.of(actor="Russia"))
    with pytest.raises(UsageError, match="no table 'claim'") as caught:
        record.table("claim")
    assert "claims" in caught.value.hint


@pytest.mark.parametrize("view", VIEWS)
def test_columns_are_the_same_when_there_are_no_rows(record: Record, view: str) -> None:
    with Record.open(":memory:") as empty:
        nothing = empty.table(view)
    assert nothing.num_rows == 0
    assert nothing.schema == record.table(view).schema
    assert not any(pa.types.is_null(field.type) for field in nothing.schema)


@pytest.mark.parametrize("view", VIEWS)
def test_the_documented_columns_are_there(record: Record, view: str) -> None:
    row = re.search(rf"^\| `{view}` \| (.*) \|$", DOCS.read_text(encoding="utf8"), re.MULTILINE)
    assert row, f"docs/record.md has no line about {view}"
    words = re.sub(r"\([^)]*\)|as `reports`, and|: every version.*|`", "", row[1])
    named = {word.strip() for word in words.split(",")} - {""}
    assert named <= set(record.table(view).column_names)


def test_every_stored_span_shows_the_words_beside_it(record: Record) -> None:
    checked = 0
    for view in VIEWS:
        table = record.table(view)
        for column in table.column_names:
            words = {"span": "words"}.get(column.removesuffix("_start"), column.removesuffix("_start"))
            if not column.endswith("_start") or words not in table.column_names:
                continue
            end = column.removesuffix("_start") + "_end"
            for row in table.to_pylist():
                assert TEXTS[row["report_id"]][row[column] : row[end]] == row[words], (view, column)
                checked += 1
    assert checked > 40


def test_statements_hold_their_spans_as_lists(record: Record) -> None:
    for row in record.statements().to_pylist():
        text = TEXTS[row["report_id"]]
        for part in ("source", "cue", "content"):
            assert " ".join(text[s["start"] : s["end"]] for s in row[f"{part}_spans"]) == row[part]
    assert record.statements(Filters.of(source="kirby"))["relation"].to_pylist() == ["denies", "says"]
    assert record.statements(Filters.of(text="tanks"))["speaker"].to_pylist() == ["France"]


def test_a_claim_is_found_by_the_beginning_of_its_id(record: Record) -> None:
    (ident, *others) = record.claims()["claim_id"].to_pylist()
    assert record.claim(ident) == toy_analyse(REPORTS[2]).claims[0]
    assert record.claim(ident[2:9]).id == ident
    with pytest.raises(UsageError, match="begins more than one claim") as caught:
        record.claim("c-")
    assert others[0] in caught.value.hint
    with pytest.raises(UsageError, match="no claim 'c-zzz'"):
        record.claim("c-zzz")


def test_an_event_is_one_row_whoever_vouches(record: Record) -> None:
    events = record.events(Filters.of(report="three")).to_pylist()
    assert [(row["event"], row["claims"], row["statuses"]) for row in events] == [("MOBILIZE", 1, ["denied"])]


def test_actors_and_places_are_counted_within_the_filters(record: Record) -> None:
    actors = {row["name"]: row for row in record.actors().to_pylist()}
    assert next(iter(actors)) == "Russia"
    assert (actors["Russia"]["reports"], actors["Russia"]["claims_as_actor"]) == (3, 3)
    assert actors["Kirby"]["claims_as_source"] == 2
    early = record.actors(Filters.of(until="2022-01", actor="RUS")).to_pylist()
    assert [(row["name"], row["claims_as_actor"]) for row in early] == [("Russia", 1)]
    assert record.places(Filters.of(place="kyiv"))["claims"].to_pylist() == [3]


def test_reports_are_filtered_by_what_is_in_them(record: Record) -> None:
    assert record.reports(Filters.of(actor="France"))["report_id"].to_pylist() == ["two"]
    assert record.reports(Filters.of(text="nothing here"))["report_id"].to_pylist() == ["one"]
    assert record.reports(Filters.of(place="Kyiv", since="2022-02"))["report_id"].to_pylist() == ["one", "two"]


def test_values_are_bound_and_never_read_as_sql_or_patterns(record: Record) -> None:
    for hostile in ("'; DROP TABLE store.claims; --", "(", "[", "\\", "a{99999}", "$actor", "\0"):
        assert found(record, actor=hostile, text=hostile, source=hostile, place=hostile) == []
    assert len(found(record)) == 4


def test_ids_are_unique(record: Record) -> None:
    for view, column in (("claims", "claim_id"), ("statements", "statement_id"), ("events", "event_id")):
        ids = record.table(view)[column].to_pylist()
        assert len(set(ids)) == len(ids) > 0
    assert content_id("c", 1) != content_id("c", "1")
