"""A graded judgement on an event, as crowds give it, from the scope analysis and the place of the word in the parse.

The statuses are what an analyst reads; people asked for a number from -3 to 3 are more hesitant, and differ by the kind
of text. A ridge regression over the status, the operators that made it and the grammar around the trigger gives the
mean of their votes, stretched from the middle so that the extremes are reached (`training/fit_grades.py`). After the
dependency features of Lee, Artzi, Choi and Zettlemoyer (2015). Where the encoder has read the text, its number for the
word is joined in, with weights fitted on development parts (`training/calibrate_grades.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.codebook import grades
from dateline.model import Factuality

if TYPE_CHECKING:
    from spacy.tokens import Token

_FORMS = frozenset({"tense", "aspect", "negation"})


@dataclass(frozen=True, slots=True)
class GradeNumbers:
    """How the regression's and the encoder's numbers are joined on a scale: a weight each and a constant, the sum
    then stretched away from `centre`."""

    rule: float
    seen: float
    bias: float
    centre: float
    stretch: float

    def join(self, ruled: float, seen: float) -> float:
        """The joint number, before it is cut to -3 to 3."""
        return self.centre + (self.bias + self.rule * ruled + self.seen * seen - self.centre) * self.stretch


@dataclass(frozen=True, slots=True)
class Seen:
    """The encoder's number for a word, -3 to 3, with what was fitted for each scale."""

    value: float
    fit: Mapping[str, GradeNumbers]


def grade(trigger: Token, found: Factuality, *, scale: str = "news", seen: Seen | None = None) -> float:
    """The number people would give, -3 to 3, for an event and what the scope analysis found of it.

    Args:
        trigger: the word of the event.
        found: the factuality that `assess` gives for it.
        scale: "news" (fitted on newswire, the author's view) or "web" (fitted on web text).
        seen: what the encoder says of the word, where it was asked.

    Raises:
        KeyError: there is no such scale.
    """
    weights = grades()[scale]
    ruled = regression(trigger, found, scale)
    if seen is not None:
        value = seen.fit[scale].join(ruled, seen.value)
    else:
        value = weights.centre + (ruled - weights.centre) * weights.stretch
    return round(max(-3.0, min(3.0, value)), 3)


def regression(trigger: Token, found: Factuality, scale: str) -> float:
    """The mean vote by the ridge regression alone, not stretched."""
    weights = grades()[scale]
    return weights.intercept + sum(weights.features.get(f, 0.0) for f in features(trigger, found))


def features(trigger: Token, found: Factuality) -> Iterator[str]:
    """What the regression sees, as "name=value" strings."""
    status, head = found.status, trigger.head
    kind = next((o.kind for o in found.operators if o.kind not in _FORMS), "-")
    tag, dep = trigger.tag_, trigger.dep_
    yield from (f"s={status}", f"k={kind}", f"t={tag}", f"d={dep}", f"h={head.pos_}", f"s,k={status},{kind}")
    yield from (f"s,t={status},{tag}", f"t,d={tag},{dep}", f"d,h={dep},{head.pos_}", f"s,d={status},{dep}")
    yield from (f"o={k}" for k in sorted({o.kind for o in found.operators}))
    yield from (f"ht={head.tag_}", f"hd={head.dep_}", f"d,ht={dep},{head.tag_}", f"hd,ht={head.dep_},{head.tag_}")
    yield f"t,d,ht={tag},{dep},{head.tag_}"
    yield f"q={trigger.sent.text.rstrip().endswith('?')}"
    yield from (f"c={c}" for c in sorted({c.dep_ for c in trigger.children}))
    yield from (f"l={trigger.lemma_.lower()}", f"hl,d={head.lemma_.lower()},{dep}")
    yield from (f"w={o.word},{o.effect}" for o in found.operators)
