"""Changes, totals and moved positions, over a small record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from dateline.derive import count_events, derive_ledger, find_changes, position_changes
from dateline.errors import UsageError
from dateline.model import Report
from dateline.record import Filters, Record, Run
from tests.toy import toy_analyse

TEXTS = {
    "2022-01-10": "Kirby says Russia denied send troops to Kyiv",
    "2022-02-10": "Kirby says Russia denied send troops to Kyiv\nUkraine planned demand talks",
    "2022-02-20": "Kirby says Russia planned send troops to Kyiv",
    "2022-02-24": "Russia occurred send troops to Kyiv\nFrance says Russia occurred send troops to Kyiv",
}


@pytest.fixture(scope="module")
def record() -> Iterator[Record]:
    with Record.open(":memory:") as opened:
        analyses = [toy_analyse(Report(day, text, day)) for day, text in TEXTS.items()]
        opened.write_batch(analyses, [], Run("0", {}, datetime(2026, 1, 1, tzinfo=UTC)))
        yield opened


def test_changes_are_new_claims_and_moved_statuses_and_no_repetitions(record: Record) -> None:
    rows = find_changes(record, "2022-02-01").to_pylist()
    assert [(row["dct"].isoformat(), row["change"], row["previous_status"], row["status"]) for row in rows] == [
        ("2022-02-10", "new", None, "planned"),
        ("2022-02-20", "status moved", "denied", "planned"),
        ("2022-02-24", "status moved", "planned", "occurred"),
    ]
    assert rows[1]["previous_dct"].isoformat() == "2022-02-10"


def test_changes_keep_to_the_filters(record: Record) -> None:
    assert find_changes(record, "2022-02-01", Filters.of(actor="Ukraine"))["change"].to_pylist() == ["new"]
    nothing = find_changes(record, "2023-01-01")
    assert (nothing.num_rows, nothing.column_names[0]) == (0, "change")
    assert nothing.schema == find_changes(record, "2022-01-01").schema


def test_totals_count_only_what_happened(record: Record) -> None:
    assert count_events(record).to_pylist() == [
        {
            "event": "MOBILIZE",
            "ledger": "deployment",
            "events": 2,
            "reports": 1,
            "first_dct": datetime(2022, 2, 24).date(),
            "last_dct": datetime(2022, 2, 24).date(),
        }
    ]
    assert count_events(record, Filters.of(until="2022-02-20", status="planned")).num_rows == 0


def test_moved_positions(record: Record) -> None:
    rows = position_changes(record).to_pylist()
    assert [(row["holder"], row["previous_stance"], row["stance"]) for row in rows] == [("Kirby", "denies", "asserts")]


def test_ledgers_by_name(record: Record) -> None:
    assert derive_ledger(record, "negotiations").num_rows == 1
    with pytest.raises(UsageError, match="no ledger 'claims'"):
        derive_ledger(record, "claims")
