"""Deaths and damage that nobody dealt: disease, weather, earthquakes and accidents are no attacks.

"The strain has killed 26 people", "forty died in the earthquake". A hazard that only measures something else ("a storm
of gunfire") is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.analyse import syntax
from dateline.analyse.parties import classes_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dateline.analyse.predicates import Predicate

_CAUSES = ("by", "in", "of", "from", "during", "after", "to", "with")
_RELATIVE = ("that", "which")


def is_mishap(predicate: Predicate) -> bool:
    """True where a hazard does what a predicate tells, or is named as what it came of."""
    causes = [noun for preposition, noun in predicate.obliques if preposition.split(" ")[0] in _CAUSES]
    return any(_is_hazard(_meant(token)) for token in (*predicate.agents, *causes))


def _meant(token: Token) -> Token:
    """The noun that a relative pronoun stands for: "a flu that killed", "a flu which killed"."""
    clause = token.head
    return clause.head if token.lower_ in _RELATIVE and clause.dep_ == "relcl" else token


def _is_hazard(noun: Token) -> bool:
    inner = [n for _, n in syntax.prepositional(noun, "of")]
    return any("hazard" in classes_of(n) for n in (inner or [noun]))
