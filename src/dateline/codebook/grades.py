"""Weights of the graded judgement on an event, one set a kind of text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dateline.codebook.loader import expect, read_data

NAME = "grades"


@dataclass(frozen=True, slots=True)
class Weights:
    """A linear scale: `intercept` plus the weights of the features, spread by `stretch` around `centre`."""

    intercept: float
    centre: float
    stretch: float
    features: Mapping[str, float]


@cache
def grades() -> Mapping[str, Weights]:
    """The scales by name ("news", "web").

    Raises:
        CodebookError: a stretch is not positive.
    """
    found = {}
    for name, entry in read_data(NAME).items():
        expect(entry["stretch"] > 0, NAME, f"stretch of {name!r} must be positive")
        found[name] = Weights(entry["intercept"], entry["centre"], entry["stretch"], entry["features"])
    return found
