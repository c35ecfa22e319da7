"""The encoder's scores as attributions: for each cue that it sees, the spans of cue, source and content.

Content is found for each cue by the most probable path through "inside" and "outside" (two-state Viterbi), so that a
piece of doubtful score inside a long content does not tear it; the source is the best pair of first and last piece.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dateline.analyse.encoder import CONTENT, CUE, LINK_CONTENT, LINK_CUE, LINK_FIRST, LINK_LAST, SOURCE, WindowScores
from dateline.model import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEAST_CUE = 0.15  # cues below are not looked at: of those, one in thirty is marked on held-out articles
LONGEST_SOURCE = 48  # pieces
SWITCH = 1.5  # cost of beginning or ending a stretch, in log probability
_FLOOR = 1e-4


@dataclass(frozen=True, slots=True)
class Seen:
    """An attribution as the encoder sees it. `cue_score`, `source_score` and `content_score` are its own
    probabilities for the parts, 0 to 1; `source_score` is that of "nobody" where `source` is empty.
    """

    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    content: tuple[Span, ...]
    cue_score: float
    source_score: float
    content_score: float


def find_seen(windows: Sequence[WindowScores], text: str) -> list[Seen]:
    """All that the encoder sees in the windows of a text, doubtful ones included, in reading order of their cues."""
    return [seen for window in windows for seen in _of_window(window, text)]


def _of_window(window: WindowScores, text: str) -> Iterator[Seen]:
    roles, links = window.roles, window.links
    own = roles[:, CUE] * np.diagonal(links[LINK_CUE], offset=1)
    for head in np.flatnonzero(own >= LEAST_CUE):
        cue = roles[:, CUE] * links[LINK_CUE, :, head + 1]
        content = roles[:, CONTENT] * links[LINK_CONTENT, :, head + 1]
        stretches = inside_of(content)
        if not stretches:
            continue
        source, source_score = _source(window, int(head))
        cue_stretches = [(int(a), int(b)) for a, b in inside_of(cue, switch=0.5)] or [(int(head), int(head) + 1)]
        inner = np.concatenate([content[a:b] for a, b in stretches])
        yield Seen(
            _spans(cue_stretches, window, text),
            _spans(source, window, text),
            _spans(stretches, window, text),
            float(own[head]),
            source_score,
            float(inner.mean()),
        )


def inside_of(scores: NDArray[np.float32], switch: float = SWITCH) -> list[tuple[int, int]]:
    """Half-open stretches on the most probable path through "inside" (probability `scores`) and "outside"."""
    kept = np.clip(scores.astype(np.float64), _FLOOR, 1.0 - _FLOOR)
    gains = np.log(kept) - np.log1p(-kept)
    near = np.flatnonzero(kept > 0.05)
    if not len(near):
        return []
    first, last = int(near[0]), int(near[-1]) + 1
    return _path(gains[first:last].tolist(), switch, first)


def _path(gains: list[float], switch: float, offset: int) -> list[tuple[int, int]]:
    """Viterbi with two states: `gains` is what being inside earns over being outside."""
    out_score, in_score = 0.0, -switch
    into: list[bool] = []  # inside at k: was the best way there from outside?
    outof: list[bool] = []  # outside at k: was the best way there from inside?
    for gain in gains:
        from_out, from_in = out_score - switch, in_score
        into.append(from_out > from_in)
        outof.append(in_score - switch > out_score)
        out_score = max(out_score, in_score - switch)
        in_score = max(from_out, from_in) + gain
    found: list[tuple[int, int]] = []
    inside = in_score - switch > out_score
    end = len(gains)
    for k in range(len(gains) - 1, -1, -1):
        if inside and into[k]:
            found.append((k + offset, end + offset))
            inside = False
        elif not inside and outof[k]:
            inside, end = True, k
    if inside:
        found.append((offset, end + offset))
    return found[::-1]


def _source(window: WindowScores, head: int) -> tuple[list[tuple[int, int]], float]:
    """The pieces of the source of the cue at `head`, and how sure; no pieces where nobody is named."""
    first, last = window.links[LINK_FIRST, head], window.links[LINK_LAST, head]
    nobody = float(np.sqrt(first[0] * last[0]))
    best, place = 0.0, (0, 0)
    for a in np.flatnonzero(first[1:] > 0.02):
        reach = last[a + 1 : a + 1 + LONGEST_SOURCE]
        b = int(a + reach.argmax())
        score = float(np.sqrt(first[a + 1] * last[b + 1]))
        if score > best:
            best, place = score, (int(a), b + 1)
    if nobody >= best:
        return [], nobody
    return [place], best


def source_mass(window: WindowScores) -> NDArray[np.float32]:
    """(n,): how much each piece looks like part of any source."""
    return window.roles[:, SOURCE]


def _spans(stretches: Sequence[tuple[int, int]], window: WindowScores, text: str) -> tuple[Span, ...]:
    """The stretches as spans of whole words."""
    found = []
    for a, b in stretches:
        start, end = int(window.starts[a]), int(window.ends[b - 1])
        while start > 0 and text[start].isalnum() and text[start - 1].isalnum():
            start -= 1
        while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
            end += 1
        found.append(Span(start, end))
    return tuple(found)
