"""Words of likelihood and confidence, and the words behind the columns of the ledgers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dateline.codebook.loader import expect, read_data

NAME = "likelihood"


@dataclass(frozen=True, slots=True)
class Likelihood:
    """`ranges`: percent from and to by phrase; `phrases` finds them and the unscaled ones, longest first."""

    ranges: Mapping[str, tuple[int, int]]
    phrases: re.Pattern[str]
    confidence: re.Pattern[str]
    durations: frozenset[str]
    movements: Mapping[str, str]
    moves: Mapping[str, str]
    moves_by_type: Mapping[str, str]


@cache
def likelihood() -> Likelihood:
    """The vocabulary of likelihood.

    Raises:
        CodebookError: a range does not run from low to high within 0 to 100.
    """
    data = read_data(NAME)
    ranges: dict[str, tuple[int, int]] = {}
    for scale in ("icd203", "kent"):
        for phrase, (low, high) in data[scale].items():
            expect(0 <= low < high <= 100, NAME, f"{phrase!r} has the range {low} to {high}")
            ranges[phrase] = (low, high)
    return Likelihood(
        ranges,
        _pattern([*ranges, *data["unscaled"]]),
        _pattern(data["confidence"]),
        frozenset(data["durations"]),
        _by_word(data["movements"]),
        _by_word(data["moves"]),
        data["moves_by_type"],
    )


def _pattern(phrases: list[str]) -> re.Pattern[str]:
    longest = sorted(phrases, key=lambda p: (-len(p), p))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest)) + r")\b", re.IGNORECASE)


def _by_word(groups: Mapping[str, list[str]]) -> dict[str, str]:
    return {word: name for name, words in groups.items() for word in words}
