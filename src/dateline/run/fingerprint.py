"""What the analysis's code and vocabularies are, as a hash: so that a record knows which of its reports are behind."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

_ROOMS = ("model", "codebook", "analyse")
_ENDINGS = (".py", ".yaml", ".npy", ".json", ".onnx", ".txt", ".csv", ".tsv")


@cache
def code_fingerprint() -> str:
    """12 hex digits over the files of the model, codebook and analyse rooms, by name and content."""
    digest = hashlib.sha256()
    for room in _ROOMS:
        folder = Path(__file__).parents[1] / room
        for file in sorted(p for p in folder.rglob("*") if p.suffix in _ENDINGS):
            digest.update(file.relative_to(folder).as_posix().encode())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:12]
