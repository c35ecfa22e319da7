"""Totals of what happened. A plan, a possibility, a denial, a demand or a condition is never counted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.record import Filters, Record

if TYPE_CHECKING:
    import pyarrow as pa

HAPPENED = ("occurred", "ongoing")
_COLUMNS = ("event", "ledger", "events", "reports", "first_dct", "last_dct")


def count_events(record: Record, filters: Filters | None = None) -> pa.Table:
    """Events that some source says occurred or are under way, counted by type.

    Columns: event, ledger, events, reports, first_dct, last_dct; the most frequent first. An event that several
    sources vouch for counts once a report. A `status` in the filters is left out: use the claims for other statuses.
    """
    claims = record.claims(replace(filters or Filters(), status=HAPPENED, limit=None))
    grouped = claims.group_by(["event", "ledger"]).aggregate(
        [("event_id", "count_distinct"), ("report_id", "count_distinct"), ("dct", "min"), ("dct", "max")]
    )
    renamed = grouped.rename_columns(list(_COLUMNS)).select(list(_COLUMNS))
    return renamed.sort_by([("events", "descending"), ("event", "ascending"), ("ledger", "ascending")])
