"""Who holds which position, and when it moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.record import Filters, Record

if TYPE_CHECKING:
    import pyarrow as pa

STANCES = ("asserts", "denies", "supports", "opposes", "refuses to say", "will not rule out")


def position_changes(record: Record, filters: Filters | None = None) -> pa.Table:
    """The positions whose holder stood elsewhere before: columns of the `positions` ledger, `changed` true in all.

    Two positions are about the same thing where holder and topic (event type, actors, recipients, kinds of things,
    places) are the same, and the earlier one is from an earlier day. That is strict: a change told in other terms is
    missed.
    """
    import pyarrow.compute as pc

    table = record.positions(filters or Filters())
    return table.filter(pc.field("changed"))
