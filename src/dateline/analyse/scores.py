"""The encoder's scores of a text, found by place."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dateline.analyse.encoder import WindowScores
    from dateline.model import Span


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """The windows of a text, found by place."""

    windows: tuple[WindowScores, ...]
    begins: tuple[int, ...]

    @staticmethod
    def of(windows: Sequence[WindowScores]) -> Scores:
        """The windows with the code points at which they begin."""
        return Scores(tuple(windows), tuple(int(w.starts[0]) for w in windows))

    def at(self, place: int) -> WindowScores | None:
        """The window that holds a code point."""
        k = bisect_right(self.begins, place) - 1
        return self.windows[k] if k >= 0 else None


def pieces_in(window: WindowScores, spans: Sequence[Span]) -> list[int]:
    """The pieces of the window that overlap the spans."""
    found: list[int] = []
    for span in spans:
        first = bisect_left(window.ends, span.start + 1)
        found.extend(range(first, bisect_left(window.starts, span.end)))
    return found


def mean_of(values: NDArray[np.float32]) -> float:
    """The mean of a few numbers: `numpy.mean` takes longer to call than to count."""
    return float(np.float32(np.add.reduce(values) / len(values)))


def logit(share: float) -> float:
    """The log odds of a share, kept within 0.003 and 0.997."""
    kept = min(max(share, 0.003), 0.997)
    return math.log(kept / (1.0 - kept))
