"""Opening: what is a record, what is not, and what the message tells."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from dateline.errors import ForeignRecordError, RecordBusyError, RecordError, UsageError
from dateline.model import Report
from dateline.record import SCHEMA_VERSION, Filters, Record, Run
from tests.toy import toy_analyse


def test_a_new_record_is_made_and_opens_again(tmp_path: Path) -> None:
    path = tmp_path / "war.dateline"
    Record.open(path, create=True).close()
    with Record.open(path) as record:
        assert record.reports().num_rows == 0
    assert [p.name for p in tmp_path.iterdir()] == ["war.dateline"]


def test_an_empty_file_becomes_a_record(tmp_path: Path) -> None:
    path = tmp_path / "empty"
    path.touch()
    with Record.open(path, create=True) as record:
        assert record.claims().num_rows == 0


def test_a_missing_record_is_an_error_and_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="there is no record") as caught:
        Record.open(tmp_path / "none")
    assert "dateline add" in caught.value.hint
    assert not (tmp_path / "none").exists()


def test_a_folder_that_does_not_exist_is_an_error_with_the_reason(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="cannot be made: no such folder"):
        Record.open(tmp_path / "no" / "where", create=True)


@pytest.mark.parametrize("content", [b"hello", b"x" * 5_000, b"SQLite format 3\x00" + b"\0" * 4096])
def test_a_file_of_another_kind_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(ForeignRecordError, match="not a DuckDB file"):
        Record.open(path, create=True)
    assert path.read_bytes() == content


def test_another_duckdb_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE meta (key VARCHAR, value VARCHAR)")
        connection.execute("INSERT INTO meta VALUES ('application', 'somebody else')")
    with pytest.raises(ForeignRecordError, match="not a record of dateline"):
        Record.open(path, create=True)
    with duckdb.connect(str(path)) as connection:
        assert connection.execute("SELECT count(*) FROM meta").fetchall() == [(1,)]


def test_a_newer_schema_is_refused_with_the_way_out(tmp_path: Path) -> None:
    path = tmp_path / "war.dateline"
    Record.open(path, create=True).close()
    with duckdb.connect(str(path)) as connection:
        newer = str(SCHEMA_VERSION + 1)
        connection.execute("UPDATE meta SET value = ? WHERE key = 'schema_version'", [newer])
    with pytest.raises(ForeignRecordError, match=f"schema {newer}") as caught:
        Record.open(path)
    assert "upgrade" in caught.value.hint


def test_a_record_that_another_process_writes_is_busy(tmp_path: Path) -> None:
    path = tmp_path / "war.dateline"
    Record.open(path, create=True).close()
    code = f"import duckdb; c = duckdb.connect({str(path)!r}); print('open', flush=True); input()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"open"
        with pytest.raises(RecordBusyError) as caught:
            Record.open(path)
        other.communicate(b"\n")
    assert str(tmp_path) not in str(caught.value)
    Record.open(path).close()


def test_a_record_opened_to_read_cannot_be_written(tmp_path: Path, run) -> None:
    path = tmp_path / "war.dateline"
    Record.open(path, create=True).close()
    with Record.open(path, read_only=True) as record, pytest.raises(RecordError, match="cannot be written"):
        record.write_batch([], [], run)


def make_older(path: Path, version: int, *columns: tuple[str, str]) -> None:
    """Make a record one of an older schema: without its views and these columns, each of a table."""
    with duckdb.connect(str(path)) as old:
        views = old.execute("SELECT schema_name, view_name FROM duckdb_views() WHERE NOT internal").fetchall()
        for schema, view in views:
            old.execute(f"DROP VIEW IF EXISTS {schema}.{view}")
        for table, column in columns:
            old.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        old.execute(f"UPDATE meta SET value = '{version}' WHERE key = 'schema_version'")


def test_a_record_from_before_types_of_one_s_own_is_brought_up_to_date(tmp_path: Path, run) -> None:
    path = tmp_path / "old.dateline"
    report = Report("one", "Russia occurred send troops to Kyiv", "2022-02-02")
    with Record.open(path, create=True) as record:
        record.write_batch([toy_analyse(report)], [], run)
    make_older(path, 3, ("store.claims", "own_type"), ("store.claims", "confidence"))
    for _ in range(2):
        with Record.open(path, read_only=True) as record:
            assert record.claims().column("confidence").to_pylist() == [None]
            assert record.claims().column("own_type").to_pylist() == [""]
            assert record.claims(Filters.of(event="MOBILIZE")).num_rows == 1
            with pytest.raises(UsageError, match="no event 'EVICT'"):
                record.claims(Filters.of(event="evict"))


def test_a_record_from_before_confidence_is_brought_up_to_date_and_takes_claims_that_have_one(
    tmp_path: Path, run: Run
) -> None:
    path = tmp_path / "old.dateline"
    one, two = (Report(name, f"Russia {name} send troops to Kyiv", "2022-02-02") for name in ("occurred", "planned"))
    with Record.open(path, create=True) as record:
        record.write_batch([toy_analyse(one)], [], run)
    make_older(path, 4, ("store.claims", "confidence"))
    analysis = toy_analyse(two)
    sure = replace(analysis, claims=tuple(replace(c, confidence=0.7) for c in analysis.claims))
    with Record.open(path) as record:
        record.write_batch([sure], [], run)
        rows = record.claims().to_pylist()
        assert {row["status"]: row["confidence"] for row in rows} == {"occurred": None, "planned": 0.7}
        assert [c.confidence for _, c in record.iter_claims()] == [row["confidence"] for row in rows]
    with duckdb.connect(str(path), read_only=True) as new:
        assert new.execute("SELECT value FROM meta WHERE key = 'schema_version'").fetchall() == [(str(SCHEMA_VERSION),)]


def test_a_record_from_before_understood_parties_takes_them_and_gives_them_back(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "old.dateline"
    one, two = (Report(name, f"Russia {name} send troops to Kyiv", "2022-02-02") for name in ("occurred", "planned"))
    with Record.open(path, create=True) as record:
        record.write_batch([toy_analyse(one)], [], run)
    make_older(path, 5, ("store.claim_participants", "understood"))
    analysis = toy_analyse(two)
    claims = tuple(
        replace(c, event=replace(c.event, actors=tuple(replace(a, understood=0.7) for a in c.event.actors)))
        for c in analysis.claims
    )
    with Record.open(path) as record:
        record.write_batch([replace(analysis, claims=claims)], [], run)
        stored = [c for _, c in record.iter_claims() if c.report_id == "planned"]
        assert [a.understood for c in stored for a in c.event.actors] == [0.7]
    with duckdb.connect(str(path), read_only=True) as new:
        found = new.execute(
            "SELECT DISTINCT understood FROM claim_participants WHERE role = 'actor' ORDER BY 1"
        ).fetchall()
        assert found == [(0.7,), (None,)]
        for view in ("claims", "deployments", "timeline"):
            named = new.execute(f"SELECT report_id, understood_actors FROM {view} ORDER BY 1").fetchall()
            assert named == [("occurred", []), ("planned", ["Russia"])]
