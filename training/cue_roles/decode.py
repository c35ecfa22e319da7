"""From the heads' numbers to attributions: cues from tags, then source and content of each cue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from windows import BEGIN, CONTENT, INSIDE, SOURCE, Window

from dateline.model import Span

LEAST_CUE = 0.5  # probability of being part of a cue


@dataclass(frozen=True, slots=True)
class Decoded:
    """An attribution as code-point spans, with the cue's probability as its score."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    score: float


def find_cues(tags: np.ndarray, least: float = LEAST_CUE) -> list[tuple[tuple[int, ...], float]]:
    """Runs of pieces that are likelier a cue than not, with their mean probability. `tags` is (pieces, 3)."""
    inside = tags[:, BEGIN] + tags[:, INSIDE]
    runs: list[list[int]] = []
    for i, share in enumerate(inside):
        if share < least:
            continue
        joins = runs and runs[-1][-1] == i - 1 and tags[i, BEGIN] < tags[i, INSIDE]
        if joins:
            runs[-1].append(i)
        else:
            runs.append([i])
    return [(tuple(run), float(np.mean([inside[i] for i in run]))) for run in runs]


def decode(window: Window, cue: tuple[int, ...], score: float, roles: np.ndarray, text: str) -> Decoded:
    """The attribution of one cue. `roles` is (pieces, 3), probabilities."""
    best = roles.argmax(1)
    source = [i for i in _best_run(np.flatnonzero(best == SOURCE), roles[:, SOURCE]) if i not in cue]
    content = [int(i) for i in np.flatnonzero(best == CONTENT) if i not in cue]
    return Decoded(
        spans_of(window, source, text), spans_of(window, cue, text),
        tuple(s for s in spans_of(window, content, text) if len(text[s.start : s.end].split()) > 1) or
        spans_of(window, content, text), score,
    )  # fmt: skip


def _best_run(pieces: np.ndarray, share: np.ndarray) -> list[int]:
    """A source is one stretch: the run of pieces with the most probability (gaps of two are bridged)."""
    runs: list[list[int]] = []
    for i in pieces.tolist():
        if runs and i - runs[-1][-1] <= 3:
            runs[-1].extend(range(runs[-1][-1] + 1, i + 1))
        else:
            runs.append([i])
    return max(runs, key=lambda run: float(share[run].sum()), default=[])


def spans_of(window: Window, pieces: Sequence[int], text: str) -> tuple[Span, ...]:
    """Spans of whole words; two that only blanks or punctuation part are one."""
    spans: list[Span] = []
    for i in sorted(pieces):
        word = _whole_word(window.offsets[i], text)
        if spans and not any(c.isalnum() for c in text[spans[-1].end : word.start]):
            spans[-1] = Span(spans[-1].start, max(spans[-1].end, word.end))
        else:
            spans.append(word)
    return tuple(s for s in spans if any(c.isalnum() or c == ":" for c in text[s.start : s.end]))


def _whole_word(span: Span, text: str) -> Span:
    start, end = span.start, span.end
    if text[start:end].isalnum():
        while start > 0 and text[start - 1].isalnum():
            start -= 1
        while end < len(text) and text[end].isalnum():
            end += 1
    return Span(start, end)


def parents(found: Sequence[Decoded]) -> Iterator[int | None]:
    """For each attribution the one with the smallest content that holds its cue."""
    for k, one in enumerate(found):
        holders = [
            (sum(len(c) for c in other.content), j)
            for j, other in enumerate(found)
            if j != k and any(c.contains(one.cue[0]) for c in other.content)
        ]
        yield min(holders)[1] if holders else None
