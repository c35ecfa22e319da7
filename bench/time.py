"""Time expressions: spans, types and values of TIMEX3."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dateline.analyse.times import find_times

READS = ("id", "dct", "text")


def predict(items: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """One prediction a document: its time expressions."""
    for item in items:
        times = find_times(item["text"], item.get("dct"))
        yield {
            "id": item["id"],
            "timexes": [{"span": [t.span.start, t.span.end], "type": t.type, "value": t.value} for t in times],
        }
