"""Tags of a sentence's words, a probability each, to the likeliest way to tag all of them (Viterbi)."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

import numpy as np
from numpy.typing import NDArray

SIDE_BY_SIDE = 2.0  # in nats: two spans without a word between them are rare
_LEAST = 1e-6
MOST, RARE = 2, 1e-3
Counts = tuple[int, ...]


def likeliest_tags(shares: NDArray[np.float32], known: Mapping[Counts, float] | None = None) -> list[int]:
    """The best path through the tags of words: 0 outside, 2k + 1 begins, 2k + 2 goes on with the k-th type.

    A continuation only follows its own type.

    Args:
        shares: the probabilities (words, 1 + 2 * types).
        known: how probable it is that a sentence has so many spans of each type, from `MOST` on counted as that many;
            what is not there has `RARE`. It is multiplied in, as words are not tagged each by itself.
    """
    types = shares.shape[1] // 2
    numbers = list(product(range(MOST + 1), repeat=types)) if known is not None else [()]
    logs = np.log(np.maximum(shares, _LEAST))
    score, back = _begin(logs[0], types, numbers), []
    for row in logs[1:]:
        score, came = _step(score, row, types, numbers)
        back.append(came)
    if known is not None:
        score = score + np.log([known.get(n, RARE) for n in numbers])
    at = int(score.argmax())
    path = [at]
    for came in reversed(back):
        at = int(came.ravel()[at])
        path.append(at)
    return [at // len(numbers) for at in reversed(path)]


def _begin(row: NDArray[np.float64], types: int, numbers: list[Counts]) -> NDArray[np.float64]:
    score = np.full((1 + 2 * types, len(numbers)), -np.inf)
    score[0, 0] = row[0]
    for kind in range(types):
        score[2 * kind + 1, _one_more(numbers, kind)[0]] = row[2 * kind + 1]
    return score


def _step(
    score: NDArray[np.float64], row: NDArray[np.float64], types: int, numbers: list[Counts]
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """The scores (tags, numbers) one word on, and from which of the old ones, flat, each came."""
    every = np.arange(len(numbers))
    new, came = np.full_like(score, -np.inf), np.zeros(score.shape, dtype=np.int64)

    def take(tag: int, to: NDArray[np.int64], values: NDArray[np.float64], tags: NDArray[np.int64]) -> None:
        for k, number in enumerate(to):
            if values[k] > new[tag, number]:
                new[tag, number], came[tag, number] = values[k], tags[k] * len(numbers) + k

    take(0, every, score.max(0) + row[0], score.argmax(0))
    apart = score.copy()
    apart[1:] -= SIDE_BY_SIDE
    for kind in range(types):
        begins, goes_on = 2 * kind + 1, 2 * kind + 2
        take(begins, _one_more(numbers, kind), apart.max(0) + row[begins], apart.argmax(0))
        own = score[[begins, goes_on]]
        take(goes_on, every, own.max(0) + row[goes_on], own.argmax(0) + begins)
    return new, came


def _one_more(numbers: list[Counts], kind: int) -> NDArray[np.int64]:
    """For each of the counts the place of those with one span more of a type."""
    index = {n: k for k, n in enumerate(numbers)}
    more = (tuple(min(c + (k == kind), MOST) for k, c in enumerate(n)) for n in numbers)
    return np.array([index[n] for n in more])
