"""Who holds which position, and when it moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.record import Filters, Record

if TYPE_CHECKING:
    import pyarrow as pa

STANCES = ("asserts", "denies", "supports", "opposes", "refuses to say", "will not rule out")


def position_changes(record: Record, filters: Filters | None = None) -> pa.Table:
    """The positions whose holder stood elsewhere before: columns of the `positions` ledger, `changed` true in all.

    Two positions are about the same thing where holder, event type, actors, recipients and kinds of things are the
    same. That is strict: a change told in other terms is missed, but what is shown did change.
    """
    import pyarrow.compute as pc

    table = record.positions(filters or Filters())
    return table.filter(pc.field("changed"))
