"""The status of an event as the scope analysis and the encoder see it, joined.

A log-linear model: the encoder's probability of each status, raised to a power, times what the scope analysis's own
status is worth, which differs by status ("denied" by a negation in scope is hardly ever wrong, the default "occurred"
often). Fitted on held-out reports (`training/calibrate_events.py`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from dateline.analyse.encoder_events import Sight
from dateline.analyse.factuality import factuality_of
from dateline.model import STATUSES, Event, Factuality, Operator

_FLOOR = 1e-3


@dataclass(frozen=True, slots=True)
class StatusNumbers:
    """`power`: of the encoder's probability; `trust`: log weight of the scope analysis's status, by status."""

    power: float
    trust: Mapping[str, float]


def join_status(factuality: Factuality, event: Event, sight: Sight | None, fit: StatusNumbers) -> Factuality:
    """The factuality, changed where the encoder is surer of another status; the trigger then stands as its operator."""
    if sight is None:
        return factuality
    best = likeliest(factuality.status, sight.status_shares(), fit)
    if best == factuality.status:
        return factuality
    word = Operator(event.trigger, "encoder", event.lemma, best)
    return factuality_of(best, (word, *factuality.operators))


def likeliest(ruled: str, shares: Mapping[str, float], fit: StatusNumbers) -> str:
    """The status with the highest joint score; the scope analysis's where two are equal."""
    scores = {s: fit.power * math.log(max(shares[s], _FLOOR)) + fit.trust[s] * (s == ruled) for s in STATUSES}
    return max(STATUSES, key=lambda s: (scores[s], s == ruled))
