"""What is new since a day: new claims, a status that moved, a position reversed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dateline.record import Filters, Record

if TYPE_CHECKING:
    import pyarrow as pa

_KEY = ("event", "actors", "recipients", "places")


def find_changes(record: Record, since: str, filters: Filters | None = None) -> pa.Table:
    """Claims of reports from `since` on, and what they change.

    Columns: change ("new", "status moved"), claim_id, report_id, dct, event, actors, recipients, places, source,
    status, previous_status, previous_claim, previous_dct, evidence. "status moved" compares with the latest earlier
    claim about the same event type, actors, recipients and places, whoever vouches for it; claims that repeat that
    status are left out. Claims without an actor are not compared.
    """
    import pyarrow as pa

    before: dict[tuple[Any, ...], dict[str, Any]] = {}
    rows = []
    for claim in record.claims(filters or Filters()).to_pylist():
        key = tuple(str(claim[name]) for name in _KEY) if claim["actors"] else (claim["claim_id"],)
        previous = before.get(key)
        if claim["dct"].isoformat() >= since and (previous is None or previous["status"] != claim["status"]):
            rows.append(_row(claim, previous))
        before[key] = claim
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
