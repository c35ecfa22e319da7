"""What is new since a day: new claims, a status that moved, a position reversed."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from dateline.record import Filters, Record

if TYPE_CHECKING:
    import pyarrow as pa


def find_changes(record: Record, since: str, filters: Filters | None = None) -> pa.Table:
    """Claims of reports from `since` on, and what they change.

    Columns: change ("new", "status moved"), claim_id, report_id, dct, event, actors, recipients, places, source,
    status, previous_status, previous_claim, previous_dct, evidence. "status moved" compares with the latest claim on
    the same topic from an earlier day, whoever vouches for it; a claim that repeats that status, or another of its
    own day, is left out. Claims without a topic are always new.
    """
    import pyarrow as pa

    latest: dict[str, dict[str, Any]] = {}
    rows = []
    for _, day in groupby(record.claims(filters or Filters()).to_pylist(), key=lambda claim: claim["dct"]):
        today: dict[tuple[str, str], dict[str, Any]] = {}
        for claim in day:
            topic = claim["topic"] or claim["claim_id"]
            previous = latest.get(topic)
            repeats = (topic, claim["status"]) in today or (previous and previous["status"] == claim["status"])
            if claim["dct"].isoformat() >= since and not repeats:
                rows.append(_row(claim, previous))
            today.setdefault((topic, claim["status"]), claim)
        latest |= {topic: claim for (topic, _), claim in today.items()}
    return pa.Table.from_pylist(rows, schema=_schema(pa))


def _row(claim: dict[str, Any], previous: dict[str, Any] | None) -> dict[str, Any]:
    before = previous or {}
    return claim | {
        "change": "status moved" if previous else "new",
        "previous_status": before.get("status"),
        "previous_claim": before.get("claim_id"),
        "previous_dct": before.get("dct"),
    }


def _schema(pa: Any) -> pa.Schema:
    names = pa.list_(pa.string())
    text = ("source", "status", "previous_status", "previous_claim")
    return pa.schema(
        [("change", pa.string()), ("claim_id", pa.string()), ("report_id", pa.string()), ("dct", pa.date32())]
        + [("event", pa.string()), ("actors", names), ("recipients", names), ("places", names)]
        + [(name, pa.string()) for name in text]
        + [("previous_dct", pa.date32()), ("evidence", pa.string())]
    )
