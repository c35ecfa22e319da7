"""What encoder and rules together know of a candidate attribution, as numbers, and the probability they give it.

A logistic model over nine numbers with weights of its own for each situation (who found the cue, and whose spans these
are), fitted on held-out articles (`training/calibrate.py`); the weights are in `weights/calibration.json`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from dateline.analyse.encoder import CONTENT, CUE, LINK_CONTENT, LINK_CUE, LINK_FIRST, LINK_LAST, WindowScores
from dateline.analyse.scores import Scores, logit, mean_of, pieces_in
from dateline.model import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

SITUATIONS = ("both, encoder's spans", "both, rules' spans", "encoder alone", "rules alone")
NUMBERS = ("bias", "cue", "content", "missing", "source", "nobody", "rule", "same content", "same source")
_SLACK = 2  # pieces by which the edges of a source may differ


@dataclass(frozen=True, slots=True)
class Parts:
    """A candidate's spans, as annotators would mark them."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


def features_of(scores: Scores, parts: Parts, *, rule: float | None, other: Parts | None, by_rules: bool) -> Numbers:
    """The numbers of a candidate, in the block of its situation; all other blocks are 0.

    `rule` is the score of the rules where they found the cue too; `other` what the other side (rules or encoder) made
    of the same cue; `by_rules` says whose spans `parts` are.
    """
    values = dict.fromkeys(NUMBERS, 0.0)
    values["bias"], values["nobody"] = 1.0, float(not parts.source)
    values["rule"] = logit(rule) if rule is not None else 0.0
    if other is not None:
        values["same content"] = overlap(parts.content, other.content)
        values["same source"] = overlap(parts.source, other.source)
    values.update(_seen(scores, parts))
    block = (1 if by_rules else 0) if other is not None else (3 if by_rules else 2)
    row = np.zeros(len(SITUATIONS) * len(NUMBERS))
    row[block * len(NUMBERS) : (block + 1) * len(NUMBERS)] = [values[n] for n in NUMBERS]
    return row


def _seen(scores: Scores, parts: Parts) -> dict[str, float]:
    """What the encoder thinks of the parts."""
    window = scores.at(parts.cue[0].start)
    at = pieces_in(window, parts.cue) if window is not None else []
    if window is None or not at:
        return {"cue": logit(0.0), "content": logit(0.0), "missing": 1.0, "source": logit(0.0)}
    own = window.roles[at, CUE] * window.links[LINK_CUE, at, np.array(at) + 1]
    head = at[int(own.argmax())]
    content, missing = _content(window, at, parts.content)
    source = logit(_source(window, head, parts.source))
    return {"cue": logit(float(own.max())), "content": content, "missing": missing, "source": source}


def _content(window: WindowScores, cue: Sequence[int], content: Sequence[Span]) -> tuple[float, float]:
    """How much the content looks like content of this cue, and the share of such looks that it leaves out."""
    links = window.links[LINK_CONTENT]
    mine = window.roles[:, CONTENT] * (
        links[:, np.array(cue) + 1].sum(axis=1) if len(cue) > 1 else links[:, cue[0] + 1]
    )
    inside = pieces_in(window, content)
    if not inside:
        return logit(0.0), 1.0
    total, seen = float(np.add.reduce(mine)), mine[inside]
    return logit(mean_of(seen)), 1.0 - float(np.add.reduce(seen)) / max(total, 1e-6)


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


def overlap(a: Sequence[Span], b: Sequence[Span]) -> float:
    """Dice overlap of two lists of spans, by code points; 1 where both are empty."""
    total = sum(len(s) for s in a) + sum(len(s) for s in b)
    shared = sum(max(0, min(s.end, t.end) - max(s.start, t.start)) for s in a for t in b)
    return 2.0 * shared / total if total else 1.0
