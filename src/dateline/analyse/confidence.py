"""How sure a claim is as a whole: that its type, status and actors are all as a careful reader would have them.

A claim's score says only whether an annotator would have recorded its event. Here a logistic model joins that with what
else is known when the claim is put together: how likely the encoder holds the type and the status that were chosen, the
least likely of the actors, and that no other words name one; how the actors came to be there; and signs that readers
pass such claims over (a meeting of one side alone, a state that helps itself, a question). Each probability counts, and
so does their product, since a claim is right only where all of it is. Claims that readers judged fit it
(`training/calibrate_confidence.py`). A claim that the encoder had no part in has no such number.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.analyse.encoder_events import ACTOR
from dateline.analyse.mentions import PRONOUNS
from dateline.analyse.parties import FIRST_PERSON
from dateline.analyse.scene import key_of, side_of
from dateline.codebook import PLOVER_TYPES

if TYPE_CHECKING:
    from dateline.analyse.encoder_events import Sight
    from dateline.analyse.told import Told
    from dateline.model import Factuality, Participant

# What is known of a claim, in the order of the model's weights. Those of RISING are probabilities, or 1 for true, where
# more can only speak for the claim: the fit leaves their weights at 0 or above. The others are 1 for true, and one for
# each type, since readers agree with some more often than with others.
RISING = ("all", "event", "type", "status", "actor", "complete", "agreed")
FLAGS = (
    "no actor", "implied", "understood", "first person", "several", "unsettled", "unnamed", "anyone", "one side",
    "same side", "question", "no recipient", "retyped", "sourced",
)  # fmt: skip
NUMBERS = ("bias", *RISING, *FLAGS, *PLOVER_TYPES)
_MUTUAL = frozenset({"CONSULT", "COOPERATE", "AGREE"})  # what takes two
_ANYONE = frozenset({"you", "your", "who", "everyone", "everybody", "those", "others", "anyone", "one", "people"})
_UNASKED = 0.5  # where the encoder was not asked about a part

Numbers = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class ConfidenceNumbers:
    """The model's weights, one for each of `NUMBERS`, in their order."""

    weights: Numbers

    @classmethod
    def of(cls, stored: Mapping[str, float]) -> ConfidenceNumbers:
        """From the calibration file's entry "confidence": a weight by name.

        Raises:
            KeyError: a weight is missing: another version of the model was fitted.
        """
        return cls(tuple(float(stored[name]) for name in NUMBERS))

    def confidence(self, numbers: Numbers) -> float:
        """The probability, 0 to 1, rounded to 3 places, of a claim with these numbers (one for each of `NUMBERS`)."""
        total = sum(n * w for n, w in zip(numbers, self.weights, strict=True))
        return round(1.0 / (1.0 + math.exp(-total)), 3)


def numbers_of(told: Told, ruled: Factuality, joined: Factuality) -> Numbers | None:
    """The values of `NUMBERS` for a claim about to be made; None where the encoder had no part in it.

    Args:
        told: what the claim is made of; the score of its event is a probability.
        ruled: the factuality by scope analysis alone.
        joined: the claim's factuality.
    """
    sight, event = told.candidate.sight, told.event
    if sight is None:
        return None
    statuses = sight.status_shares()
    shares = (
        event.score,
        sight.type_share(event.type),
        statuses[joined.status],
        *_actor_shares(event.actors, sight),
    )
    agreed = max(statuses, key=lambda s: statuses[s]) == ruled.status
    found = {"bias": 1.0, "all": math.prod(shares), "agreed": float(agreed), event.type: 1.0}
    found |= dict(zip(("event", "type", "status", "actor", "complete"), shares, strict=True))
    found |= {name: float(true) for name, true in _flags(told).items()}
    return tuple(found.get(name, 0.0) for name in NUMBERS)


def _flags(told: Told) -> dict[str, bool]:
    """The values of `FLAGS`."""
    event, candidate = told.event, told.candidate
    acting, other = ({key_of(p) for p in people} for people in (event.actors, event.recipients))
    sides = [{side_of(p.actor) for p in people} - {""} for people in (event.actors, event.recipients)]
    understood = any(a.understood is not None for a in event.actors)
    sentence = candidate.predicate.token.sent
    return {
        "no actor": not event.actors,
        "implied": not understood and any(a.implied for a in event.actors),
        "understood": understood,
        "first person": any(a.name.lower() in FIRST_PERSON for a in candidate.event.actors),
        "several": len(event.actors) > 1,
        "unsettled": any(is_unsettled(a) for a in event.actors),
        "unnamed": any(a.actor is None for a in event.actors),
        "anyone": any(a.name.lower() in _ANYONE for a in event.actors),
        "one side": event.type in _MUTUAL and len(acting | other) < 2,
        "same side": bool(sides[0] & sides[1]),
        "question": sentence[-1].text == "?",
        "no recipient": not event.recipients,
        "retyped": candidate.retyped,
        "sourced": bool(told.sources),
    }


def is_unsettled(person: Participant) -> bool:
    """True for a pronoun that nobody could settle: it stands in the right place and tells a reader nobody."""
    return person.actor is None and person.name.lower() in PRONOUNS


def _actor_shares(actors: Sequence[Participant], sight: Sight) -> tuple[float, float]:
    """How likely the least likely actor is one (1 where there is none), and that no other words name one.

    For whoever is `understood` from the rest of the report that is how probable they are.
    """
    understood = [a.understood for a in actors if a.understood is not None]
    if understood:
        return min(understood), 1.0
    shares = [share for a in actors if (share := sight.part(ACTOR, a.span)) is not None]
    missed = sight.beside(ACTOR, [a.span for a in actors])
    weakest = min(shares, default=_UNASKED) if actors else 1.0
    return weakest, 1.0 - (_UNASKED if missed is None else missed)
