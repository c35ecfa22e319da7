"""Reads the record: views as Arrow tables, claims and reports as the model's own nouns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from dateline.codebook import PLOVER_TYPES
from dateline.errors import UsageError
from dateline.model import Analysis, Claim, Report
from dateline.record.codec import unpack
from dateline.record.file import read_sql
from dateline.record.filters import Filters, check_known, near

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

# Which query reads a view, and whose conditions it takes.
VIEWS = {
    "reports": "report", "report_versions": "report", "sentences": "sentence", "mentions": "mention",
    "toponyms": "toponym", "times": "time", "statements": "statement", "claims": "claim", "events": "event",
    "deployments": "claim", "transfers": "claim", "negotiations": "claim", "assessments": "claim",
    "positions": "claim", "timeline": "timeline", "actors": "actor", "places": "place", "runs": "run",
    "failures": "failure", "missing_places": "missing", "decisions": "decision",
}  # fmt: skip
_CLAIM_SHAPED = ("claim", "timeline", "event")
_UNDATED = ("run", "failure", "decision")
_TOGETHER = 32  # reports
_CLAIMS: Any = tuple[Claim, ...]
T = TypeVar("T")


def read_view(connection: duckdb.DuckDBPyConnection, view: str, filters: Filters) -> pa.Table:
    """The rows of a view that pass the filters, in the record's order; the columns are the same when there are none.

    Raises:
        UsageError: there is no such view or report, or the view cannot be filtered in this way.
    """
    if view not in VIEWS:
        raise UsageError(f"there is no table {view!r}", hint=_choose(view, list(VIEWS)))
    kind = VIEWS[view]
    where, parameters = _where(connection, view, kind, filters)
    query = _named("reads")[kind].format(view=view, where=where)
    if filters.limit is not None:
        query, parameters["limit"] = f"{query}\nLIMIT $limit", filters.limit
    table = connection.sql(query, params=parameters).to_arrow_table()
    return table.drop_columns(["revision"]) if view == "claims" else table


def iter_claims(connection: duckdb.DuckDBPyConnection, filters: Filters) -> Iterator[tuple[Report, Claim]]:
    """Each claim with its report, in the record's order. Holds a few reports in memory at a time."""
    where, parameters = _where(connection, "claims", "claim", filters)
    limit = "" if filters.limit is None else "LIMIT $limit"
    if filters.limit is not None:
        parameters["limit"] = filters.limit
    query = _named("reads")["claims_by_report"].format(where=where, limit=limit)
    chosen = connection.execute(query, parameters).fetchall()
    for some in _chunks(chosen):
        revisions = [revision for revision, _ in some]
        reports, packed = _read_reports(connection, revisions), _read_packed(connection, "claims", revisions)
        for revision, idents in some:
            claims = {claim.id: claim for claim in unpack(_CLAIMS, packed[revision])}
            yield from ((reports[revision], claims[ident]) for ident in idents)


def iter_analyses(connection: duckdb.DuckDBPyConnection) -> Iterator[Analysis]:
    """The analysis of each current report, in the order of their dates and ids; a few in memory at a time."""
    for some in _chunks([row[0] for row in read_rows(connection, "shown", {})]):
        yield from read_analyses(connection, some)


def read_analyses(connection: duckdb.DuckDBPyConnection, revisions: list[str]) -> list[Analysis]:
    """The analyses of these versions of reports, in this order, equal to those that were written."""
    reports = _read_reports(connection, revisions)
    claims, others = (_read_packed(connection, part, revisions) for part in ("claims", "others"))
    return [
        replace(unpack(Analysis, others[one]), report=reports[one], claims=unpack(_CLAIMS, claims[one]))
        for one in revisions
    ]


def _read_reports(connection: duckdb.DuckDBPyConnection, revisions: list[str]) -> dict[str, Report]:
    found = {}
    for revision, ident, text, dct, *rest in read_rows(connection, "stored_reports", {"revisions": revisions}):
        found[revision] = Report(ident, text, dct.isoformat(), *rest)
    return found


def _read_packed(connection: duckdb.DuckDBPyConnection, part: str, revisions: list[str]) -> dict[str, bytes]:
    return dict(read_rows(connection, f"stored_{part}", {"revisions": revisions}))


def _chunks(rows: list[T]) -> Iterator[list[T]]:
    """A few reports at a time: looking one up costs DuckDB as much as looking up several."""
    return (rows[at : at + _TOGETHER] for at in range(0, len(rows), _TOGETHER))


def read_rows(connection: duckdb.DuckDBPyConnection, query: str, parameters: dict[str, Any]) -> list[tuple[Any, ...]]:
    """The rows of a named query, all of them: DuckDB 2 allows no other query before a result is read to its end."""
    return connection.execute(_named("reads")[query], parameters).fetchall()


def find_report(connection: duckdb.DuckDBPyConnection, report_id: str) -> str:
    """The revision of the report's current version (else its latest).

    Raises:
        UsageError: there is no such report; the message names those with an id like it.
    """
    rows = read_rows(connection, "report_by_id", {"report_id": report_id})
    if not rows:
        raise _no_report(connection, report_id)
    return str(rows[0][0])


def find_claim(connection: duckdb.DuckDBPyConnection, ident: str) -> tuple[str, str]:
    """(claim id, revision) of the claim whose id is this, or begins so.

    Raises:
        UsageError: there is none, or more than one.
    """
    prefix = ident if ident.startswith("c-") else f"c-{ident}"
    rows = read_rows(connection, "claim_by_prefix", {"prefix": prefix})
    exact = [row for row in rows if row[0] == prefix]
    rows = exact or [row for row in rows if row[2]] or rows
    if not rows:
        raise UsageError(f"there is no claim {ident!r} in the record", hint="List them with: dateline show claims")
    if len(rows) > 1:
        several = ", ".join(row[0] for row in rows)
        raise UsageError(f"the id {ident!r} begins more than one claim", hint=f"Give more of it: {several}")
    return str(rows[0][0]), str(rows[0][1])


def _where(connection: duckdb.DuckDBPyConnection, view: str, kind: str, filters: Filters) -> tuple[str, dict[str, Any]]:
    """The conditions of the filters in use, joined, and the values that they bind."""
    filters = filters.checked()
    group = "claim" if kind in _CLAIM_SHAPED else kind
    conditions = []
    for name in filters.in_use():
        condition = _condition(group, name)
        if condition is None:
            raise UsageError(f"{view} cannot be filtered by {name}", hint=f"It takes: {', '.join(_takes(group))}.")
        conditions.append(condition)
    for report_id in filters.report:
        find_report(connection, report_id)
    own = [row[0] for row in read_rows(connection, "own_types", {})] if set(filters.event) - set(PLOVER_TYPES) else []
    for event in filters.event:
        check_known(event, (*PLOVER_TYPES, *own), "event")
    return "\n  AND ".join(conditions) or "true", filters.parameters(filters.in_use())


def _condition(group: str, name: str) -> str | None:
    shared = None if group in _UNDATED else _named("conditions").get(name)
    return _named("conditions").get(f"{group}.{name}") or shared


def _takes(group: str) -> list[str]:
    names = [name.rpartition(".")[2] for name in _named("conditions") if name.startswith(f"{group}.")]
    return [*([] if group in _UNDATED else ["since", "until", "report"]), *names, "limit"]


def _no_report(connection: duckdb.DuckDBPyConnection, report_id: str) -> UsageError:
    ids = [row[0] for row in read_rows(connection, "report_ids", {})]
    return UsageError(f"there is no report {report_id!r} in the record", hint=_choose(report_id, ids))


def _choose(word: str, known: list[str]) -> str:
    close = near(word, known)
    return f"Did you mean {' or '.join(close)}?" if close else f"There are {len(known)}; the first: {known[:5]}."


@cache
def _named(file: str) -> dict[str, str]:
    """The queries of a file by the name in the comment above each."""
    parts = re.split(r"^-- name: (\S+)\n", read_sql(file), flags=re.MULTILINE)
    return {name: text.strip() for name, text in zip(parts[1::2], parts[2::2], strict=True)}
