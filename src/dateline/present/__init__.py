"""The present room: exports, tables, the brief and explanations. It only reads."""

from dateline.present.export import claim_to_export, write_claims

__all__ = ["claim_to_export", "write_claims"]
