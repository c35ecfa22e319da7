"""The record room: the schema, the DuckDB store, provenance. The only room that imports duckdb."""

from dateline.record.decisions import Review
from dateline.record.file import SCHEMA_VERSION
from dateline.record.filters import Filters, check_known
from dateline.record.read import VIEWS
from dateline.record.store import Record
from dateline.record.write import Failure, Run, Written

__all__ = ["SCHEMA_VERSION", "VIEWS", "Failure", "Filters", "Record", "Review", "Run", "Written", "check_known"]
