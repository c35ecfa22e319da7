"""Writes analyses: one transaction a batch."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import duckdb
import pyarrow as pa

from dateline.errors import RecordError
from dateline.model import Analysis, Report, content_id
from dateline.record.codec import pack
from dateline.record.rows import Row, analysis_rows, as_day, revision_of

_PARTS = (
    "analyses", "sentences", "mentions", "toponyms", "times", "statements", "claims", "claim_sources",
    "claim_participants", "claim_places", "claim_things", "claim_slots", "claim_operators", "steps",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Run:
    """One call of dateline: what the analysis depended on, and when it was (the caller's clock, UTC)."""

    dateline_version: str
    settings: Mapping[str, str]
    started: datetime
    finished: datetime | None = None

    @property
    def id(self) -> str:
        """Made from the version, the settings and the start."""
        return content_id("run", self.analysed_by, self.started.isoformat())

    @property
    def analysed_by(self) -> str:
        """The same for two runs that must give the same analysis: version and settings."""
        return content_id("a", self.dateline_version, sorted(self.settings.items()))


@dataclass(frozen=True, slots=True)
class Failure:
    """What could not be read or analysed. `origin` is where: a file name, a line; never a path of this machine."""

    origin: str
    slug: str
    message: str
    hint: str = ""
    report_id: str = ""

    @property
    def id(self) -> str:
        """The same failure, met again, keeps its id."""
        return content_id("f", self.origin, self.slug, self.message, self.report_id)


@dataclass(frozen=True, slots=True)
class Written:
    """The ids of the reports a batch added, those it made a new version of or analysed again, and those it knew."""

    added: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    refreshed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()


@dataclass(slots=True)
class _Batch:
    """Rows by table, and what they replace."""

    rows: defaultdict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    replaced: list[str] = field(default_factory=list)
    superseded: list[str] = field(default_factory=list)
    outcome: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def write_batch(
    connection: duckdb.DuckDBPyConnection, analyses: Sequence[Analysis], failures: Iterable[Failure], run: Run
) -> Written:
    """Write a batch in one transaction: all of it is there afterwards, or none.

    A report whose content is there already is left alone, unless another version or other settings of dateline
    analysed it: then its analysis is replaced. One whose key is there with other content becomes its new version.
    """
    batch = _gather(connection, analyses, run)
    batch.rows["failures"] = _failure_rows(connection, failures, run)
    try:
        _store(connection, batch, run)
    except duckdb.Error as error:
        raise RecordError(f"the record cannot be written: {str(error).splitlines()[0]}") from error
    return Written(**{name: tuple(ids) for name, ids in batch.outcome.items()})


def _store(connection: duckdb.DuckDBPyConnection, batch: _Batch, run: Run) -> None:
    connection.begin()
    try:
        _delete(connection, batch.replaced)
        connection.execute("UPDATE store.reports SET current = false WHERE list_contains(?, key)", [batch.superseded])
        for table, rows in batch.rows.items():
            insert_rows(connection, table, rows)
        write_run(connection, run)
        connection.commit()
    except BaseException:
        connection.rollback()
        raise


def write_run(connection: duckdb.DuckDBPyConnection, run: Run) -> None:
    """Write the run's row, or its end where it is there already."""
    known = connection.execute("SELECT 1 FROM store.runs WHERE run_id = ?", [run.id]).fetchall()
    if known:
        connection.execute("UPDATE store.runs SET finished = ? WHERE run_id = ?", [_utc(run.finished), run.id])
        return
    settings = json.dumps(dict(run.settings), sort_keys=True)
    row = [run.id, run.dateline_version, settings, _utc(run.started), _utc(run.finished)]
    connection.execute("INSERT INTO store.runs VALUES (?, ?, ?, ?, ?)", row)


def _utc(moment: datetime | None) -> datetime | None:
    """Without its zone: DuckDB would turn it into this machine's time."""
    return moment and moment.astimezone(UTC).replace(tzinfo=None)


def insert_rows(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Row]) -> None:
    """Insert rows through one Arrow table. `table` is a name of the schema, never a user's word."""
    if not rows:
        return
    schema = connection.sql(f"SELECT * FROM store.{table} LIMIT 0").to_arrow_table().schema
    connection.register("batch_rows", pa.Table.from_pylist(list(rows), schema=schema))
    try:
        connection.execute(f"INSERT INTO store.{table} SELECT * FROM batch_rows")
    finally:
        connection.unregister("batch_rows")


def key_of(report: Report) -> str:
    """What says that two reports are versions of one: the key, else the id."""
    return report.key or report.id


def _gather(connection: duckdb.DuckDBPyConnection, analyses: Sequence[Analysis], run: Run) -> _Batch:
    batch = _Batch()
    keys = [key_of(a.report) for a in analyses]
    known = _known(connection, [revision_of(a.report) for a in analyses])
    versions = _versions(connection, keys)
    for analysis in analyses:
        revision, key = revision_of(analysis.report), key_of(analysis.report)
        before = known.get(revision)
        if before is not None and before["analysed_by"] == run.analysed_by:
            batch.outcome["unchanged"].append(analysis.report.id)
            continue
        if before is not None:
            batch.replaced.append(revision)
            batch.outcome["refreshed"].append(analysis.report.id)
            state = {"version": before["version"], "current": before["current"], "key": before["key"]}
        else:
            state = {"version": versions.get(key, 0) + 1, "current": True, "key": key}
            _supersede(batch, key, versions)
            batch.outcome["versions" if state["version"] > 1 else "added"].append(analysis.report.id)
        row = _report_row(analysis.report, run) | state
        known[revision] = row
        _add_rows(batch, analysis, row)
    return batch


def _supersede(batch: _Batch, key: str, versions: dict[str, int]) -> None:
    """Older versions of the report, in the record and in this batch, are no longer current."""
    if key in versions:
        batch.superseded.append(key)
        for row in batch.rows["reports"]:
            if row["key"] == key:
                row["current"] = False
    versions[key] = versions.get(key, 0) + 1


def _add_rows(batch: _Batch, analysis: Analysis, report_row: Row) -> None:
    batch.rows["reports"].append(report_row)
    claims, others = pack(analysis.claims), pack(_others(analysis))
    batch.rows["analyses"].append({"revision": report_row["revision"], "claims": claims, "others": others})
    for table, row in analysis_rows(analysis):
        batch.rows[table].append(row)


def _others(analysis: Analysis) -> Analysis:
    """The analysis without its claims, and its report reduced to the id: both are stored apart."""
    return replace(analysis, report=Report(analysis.report.id, "", ""), claims=())


def _report_row(report: Report, run: Run) -> Row:
    names = ("dct_basis", "title", "outlet", "url", "language", "origin", "text", "content_hash")
    return {name: getattr(report, name) for name in names} | {
        "revision": revision_of(report),
        "report_id": report.id,
        "dct": as_day(report.dct),
        "analysed_by": run.analysed_by,
        "run_id": run.id,
    }


def _known(connection: duckdb.DuckDBPyConnection, revisions: list[str]) -> dict[str, dict[str, Any]]:
    """What the record has of these: by revision."""
    query = "SELECT revision, analysed_by, version, current, key FROM store.reports WHERE list_contains(?, revision)"
    found = connection.execute(query, [revisions]).fetchall()
    names = ("analysed_by", "version", "current", "key")
    return {revision: dict(zip(names, rest, strict=True)) for revision, *rest in found}


def _versions(connection: duckdb.DuckDBPyConnection, keys: list[str]) -> dict[str, int]:
    query = "SELECT key, max(version) FROM store.reports WHERE list_contains(?, key) GROUP BY key"
    return dict(connection.execute(query, [keys]).fetchall())


def _failure_rows(connection: duckdb.DuckDBPyConnection, failures: Iterable[Failure], run: Run) -> list[Row]:
    by_id = {failure.id: failure for failure in failures}
    query = "SELECT failure_id FROM store.failures WHERE list_contains(?, failure_id)"
    known = {row[0] for row in connection.execute(query, [list(by_id)]).fetchall()}
    names = ("origin", "report_id", "slug", "message", "hint")
    return [
        {"failure_id": ident, "run_id": run.id} | {name: getattr(failure, name) for name in names}
        for ident, failure in by_id.items()
        if ident not in known
    ]


def _delete(connection: duckdb.DuckDBPyConnection, revisions: list[str]) -> None:
    if revisions:
        for table in ("reports", *_PARTS):
            connection.execute(f"DELETE FROM store.{table} WHERE list_contains(?, revision)", [revisions])
