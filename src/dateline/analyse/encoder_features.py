"""What encoder and rules together know of a candidate attribution, as numbers, and the probability they give it.

A logistic model over eleven numbers, fitted on articles that neither the encoder was trained on nor the report is about
(`training/calibrate.py`; the weights are in `weights/calibration.json`).
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dateline.analyse.encoder import CONTENT, CUE, LINK_CONTENT, LINK_CUE, LINK_FIRST, LINK_LAST, WindowScores
from dateline.model import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

NAMES = (
    "bias", "cue", "content", "missing", "source", "nobody", "rule", "no rule", "unseen", "agreement", "alone rule",
)  # fmt: skip
_SLACK = 2  # pieces by which the edges of a source may differ


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


def features_of(
    scores: Scores,
    parts: tuple[tuple[Span, ...], tuple[Span, ...], tuple[Span, ...]],
    rule: float | None,
    agreement: float | None,
) -> NDArray[np.float64]:
    """The numbers of a candidate, in the order of `NAMES`.

    `parts` are source, cue and content; `rule` the score of the rules where they found it too; `agreement` the overlap
    (Dice) of the content with the other's, None where only one of encoder and rules found the cue.
    """
    source, cue, content = parts
    values = dict.fromkeys(NAMES, 0.0)
    values["bias"] = 1.0
    values["rule"] = logit(rule) if rule is not None else 0.0
    values["no rule"] = float(rule is None)
    values["agreement"] = agreement or 0.0
    values["alone rule"] = float(rule is not None and agreement is None)
    window = scores.at(cue[0].start)
    at = pieces_in(window, cue) if window is not None else []
    if window is None or not at:
        values["unseen"] = 1.0
        return np.array([values[n] for n in NAMES])
    own = window.roles[at, CUE] * window.links[LINK_CUE, at, np.array(at) + 1]
    head = at[int(own.argmax())]
    values["cue"] = logit(float(own.max()))
    values["content"], values["missing"] = _content(window, at, content)
    values["source"] = logit(_source(window, head, source))
    values["nobody"] = float(not source)
    return np.array([values[n] for n in NAMES])


def _content(window: WindowScores, cue: Sequence[int], content: Sequence[Span]) -> tuple[float, float]:
    """How much the content looks like content of this cue, and the share of such looks that it leaves out."""
    mine = window.roles[:, CONTENT] * window.links[LINK_CONTENT][:, np.array(cue) + 1].sum(axis=1)
    inside = pieces_in(window, content)
    if not inside:
        return logit(0.0), 1.0
    total = float(mine.sum())
    return logit(float(mine[inside].mean())), 1.0 - float(mine[inside].sum()) / max(total, 1e-6)


def _source(window: WindowScores, head: int, source: Sequence[Span]) -> float:
    first, last = window.links[LINK_FIRST, head], window.links[LINK_LAST, head]
    if not source:
        return math.sqrt(float(first[0] * last[0]))
    inside = pieces_in(window, source)
    if not inside:
        return 0.0
    a, b = inside[0] + 1, inside[-1] + 1
    begin = float(first[max(a - _SLACK, 1) : a + _SLACK + 1].sum())
    return math.sqrt(begin * float(last[max(b - _SLACK, 1) : b + _SLACK + 1].sum()))


def logit(share: float) -> float:
    """The log odds of a share, kept within 0.003 and 0.997."""
    kept = min(max(share, 0.003), 0.997)
    return math.log(kept / (1.0 - kept))


def overlap(a: Sequence[Span], b: Sequence[Span]) -> float:
    """Dice overlap of two lists of spans, by code points; 1 where both are empty."""
    total = sum(len(s) for s in a) + sum(len(s) for s in b)
    shared = sum(max(0, min(s.end, t.end) - max(s.start, t.start)) for s in a for t in b)
    return 2.0 * shared / total if total else 1.0
