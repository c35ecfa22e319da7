"""The derive room: ledgers, positions, timeline, changes, totals. The record in, Arrow tables out."""

from dateline.derive.changes import find_changes
from dateline.derive.ledgers import LEDGER_VIEWS, derive_ledger
from dateline.derive.positions import STANCES, position_changes
from dateline.derive.totals import count_events

__all__ = ["LEDGER_VIEWS", "STANCES", "count_events", "derive_ledger", "find_changes", "position_changes"]
