"""Exports, one format a file."""

from dateline.present.export.claims import (
    SOURCE_KINDS,
    claim_to_export,
    export_claims,
    reading_order,
    source_kind,
    write_claims,
)

__all__ = ["SOURCE_KINDS", "claim_to_export", "export_claims", "reading_order", "source_kind", "write_claims"]
