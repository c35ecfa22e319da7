"""Ids made from content, so that the same input gives the same record on every machine."""

from __future__ import annotations

import hashlib


def content_id(prefix: str, *parts: object) -> str:
    """A short stable id: `prefix`, a hyphen and 16 hex digits over the parts (None and "" differ)."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(repr(part).encode("utf8", "surrogatepass"))
        digest.update(b"\x1f")
    return f"{prefix}-{digest.hexdigest()[:16]}"
