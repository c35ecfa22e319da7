"""What the preparation of every corpus needs: its lines, and spans of its text as wordpieces."""

from __future__ import annotations

import json
import sys
from bisect import bisect_left, bisect_right
from pathlib import Path
from typing import Any

from dateline.analyse.windows import Pieces

sys.path.insert(0, str(Path(__file__).parents[1]))
from bench.events_label import QUADS as QUAD_OF
from bench.writing import written

__all__ = ["QUAD_OF", "read_lines", "within", "written"]


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The items of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines() if line.strip()]


def within(pieces: Pieces, text: str, start: int, end: int) -> list[int]:
    """The pieces in a span of code points, without quotation marks and blanks at its edges."""
    while start < end and not text[start].isalnum() and end - start > 1:
        start += 1
    while start < end and not text[end - 1].isalnum() and end - start > 1:
        end -= 1
    return list(range(bisect_right(pieces.ends, start), bisect_left(pieces.starts, end)))
