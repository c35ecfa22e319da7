"""Names that have no place, and records of the schema before."""

from __future__ import annotations

from pathlib import Path

import duckdb

from dateline.model import Report
from dateline.record import SCHEMA_VERSION, Filters, Record, Run
from tests.toy import toy_analyse

ONE = Report("one", "Russia occurred send troops to Narnia", "2022-02-02", key="k1")
TWO = Report("two", "Russia planned send troops to NARNIA\nRussia occurred send tanks to Kyiv", "2022-02-03", key="k2")


def test_missing_places_are_counted_by_name(run: Run) -> None:
    with Record.open(":memory:") as record:
        record.write_batch([toy_analyse(TWO), toy_analyse(ONE)], [], run)
        (row,) = record.missing_places().to_pylist()
        assert (row["mentions"], row["reports"], row["claims"]) == (2, 2, 2)
        assert (row["example"], row["report_ids"]) == (ONE.text, ["one", "two"])
        assert record.missing_places(Filters.of(until="2022-02-02")).to_pylist()[0]["mentions"] == 1
        assert record.missing_places(Filters.of(place="kyiv")).num_rows == 0


def test_a_record_of_the_schema_before_is_brought_up_to_date(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "old.dateline"
    with Record.open(path, create=True) as record:
        record.write_batch([toy_analyse(ONE)], [], run)
    with duckdb.connect(str(path)) as old:
        old.execute("DROP VIEW missing_places")
        old.execute("DROP VIEW store.missing_uses")
        old.execute("UPDATE meta SET value = '1' WHERE key = 'schema_version'")
    with Record.open(path, read_only=True) as record:
        assert record.missing_places().num_rows == 1
        assert record.claims().num_rows == 1
    with duckdb.connect(str(path), read_only=True) as new:
        found = new.execute("SELECT value FROM meta WHERE key = 'schema_version'").fetchall()
    assert found == [(str(SCHEMA_VERSION),)]
