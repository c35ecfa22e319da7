"""Which of many spans hold a position: looked up in buckets, so that a long report does not cost its length squared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Generic, TypeVar

from dateline.model import Span

T = TypeVar("T")
_BUCKET = 512  # characters


class SpanIndex(Generic[T]):
    """Values by the spans they stand for."""

    def __init__(self, pairs: Iterable[tuple[Span, T]]) -> None:
        self._buckets: dict[int, list[tuple[Span, T]]] = defaultdict(list)
        for span, value in pairs:
            for bucket in range(span.start // _BUCKET, max(span.end - 1, span.start) // _BUCKET + 1):
                self._buckets[bucket].append((span, value))

    def at(self, position: int) -> list[T]:
        """The values whose span holds the position, in the order they were given."""
        return [v for s, v in self._buckets.get(position // _BUCKET, ()) if s.start <= position < s.end]

    def overlaps(self, span: Span) -> bool:
        """True where any span shares a code point with this one."""
        buckets = range(span.start // _BUCKET, max(span.end - 1, span.start) // _BUCKET + 1)
        return any(s.overlaps(span) for b in buckets for s, _ in self._buckets.get(b, ()))
