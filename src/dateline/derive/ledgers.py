"""The ledgers: claims of one kind as a table. The SQL views behind them are the record's (docs/record.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.errors import UsageError
from dateline.record import Filters, Record

if TYPE_CHECKING:
    import pyarrow as pa

LEDGER_VIEWS = ("deployments", "transfers", "negotiations", "assessments", "positions", "timeline")


def derive_ledger(record: Record, ledger: str, filters: Filters | None = None) -> pa.Table:
    """The ledger's rows; every status is there, and the column says which.

    Raises:
        UsageError: there is no such ledger, or the filters ask for what does not exist.
    """
    if ledger not in LEDGER_VIEWS:
        raise UsageError(f"there is no ledger {ledger!r}", hint=f"Choose from: {', '.join(LEDGER_VIEWS)}.")
    return record.table(ledger, filters or Filters())
