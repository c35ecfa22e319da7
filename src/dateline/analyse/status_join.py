"""The status of an event as the scope analysis and the encoder see it, joined.

A log-linear model: the encoder's probability of each status, raised to a power, times what the scope analysis's own
status is worth. That worth differs by what decided it. Where nothing but tense did, it depends on the status; where an
operator did ("no plans to", "on the brink of"), on the operator's kind. Held-out reports fit it
(`training/calibrate_events.py`); an operator too rare there is believed, as it is one that the encoder has rarely met.
What is denied never becomes a fact by the encoder's word, because no error is worse than that one; an event that a noun
names may do so, since it may only be talked of ("will not end with his ouster"). Nor does the encoder make anything
conditional in a sentence without a word for a condition: of 880 events that annotators called so, 85 % had one.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.analyse.factuality import factuality_of
from dateline.model import STATUSES, Factuality, Operator

if TYPE_CHECKING:
    from dateline.analyse.candidate import Candidate
    from dateline.analyse.encoder_events import Sight

_FLOOR = 1e-3
_FORMS = frozenset({"tense", "aspect", "preposition"})
_BY_OTHERS = frozenset({"denied", "unlikely"})  # without an operator of its own, from a source further out
_FACTS = frozenset({"occurred", "ongoing"})
_CONDITION = re.compile(
    r"\b(?:if|unless|would|should|could|otherwise|provided|until|without|when|once|threat\w*|warn\w*|in case"
    r"|in the event|in exchange|in return|as long as|so long as|as soon as)\b|['’]d\b",
    re.IGNORECASE,
)
UNSEEN = 6.0  # log weight of an operator that held-out reports do not have: more than any probability can outweigh


@dataclass(frozen=True, slots=True)
class StatusNumbers:
    """`power`: of the encoder's probability; `trust`: log weight of the scope analysis's status, by what decided it."""

    power: float
    trust: Mapping[str, float]


def join_status(factuality: Factuality, candidate: Candidate, fit: StatusNumbers) -> Factuality:
    """The factuality, changed where the encoder is surer of another status; the trigger then stands as its operator."""
    if candidate.sight is None:
        return factuality
    decided = decided_by(factuality, is_verb=candidate.predicate.is_verb)
    best = likeliest(factuality.status, decided, shares_of(candidate, candidate.sight), fit)
    if best == factuality.status:
        return factuality
    word = Operator(candidate.event.trigger, "encoder", candidate.event.lemma, best)
    return factuality_of(best, (word, *factuality.operators))


def shares_of(candidate: Candidate, sight: Sight) -> dict[str, float]:
    """The encoder's probability of each status, none of a condition that the sentence has no word for."""
    shares = dict(sight.status_shares())
    if not _CONDITION.search(candidate.predicate.token.sent.text):
        shares["conditional"] = 0.0
    return shares


def decided_by(factuality: Factuality, *, is_verb: bool) -> str:
    """What made the scope analysis's status: a kind of operator, over a verb or a noun, or the status as a default.

    A noun is told apart because it may only be talked of in the operator's scope ("will not end with his ouster").
    """
    words = [o for o in factuality.operators if o.kind not in _FORMS]
    if not words:
        return "sources" if factuality.status in _BY_OTHERS else factuality.status
    deciding = next((o for o in sorted(words, key=_turns) if o.effect == factuality.status), words[0])
    return f"{deciding.kind} of {'verb' if is_verb else 'noun'}"


def _turns(operator: Operator) -> bool:
    """True for a negation: in "no indications that" it is the indications that tell what kind of word decides."""
    return operator.kind == "negation"


def likeliest(ruled: str, decided: str, shares: Mapping[str, float], fit: StatusNumbers) -> str:
    """The status with the highest joint score; the scope analysis's where two are equal."""
    worth = fit.trust.get(decided, UNSEEN)
    denied = ruled == "denied" and not decided.endswith("of noun")
    open_to = [s for s in STATUSES if not (denied and s in _FACTS)]
    scores = {s: fit.power * math.log(max(shares[s], _FLOOR)) + worth * (s == ruled) for s in open_to}
    return max(open_to, key=lambda s: (scores[s], s == ruled))
