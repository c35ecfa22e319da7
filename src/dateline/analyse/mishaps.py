"""Deaths and damage that nobody dealt: disease, weather, earthquakes and accidents are no attacks.

"The strain has killed 26 people", "forty died in the earthquake". A hazard that only measures something else ("a storm
of gunfire") is none. Deaths and blasts of which no cause is told are taken for violence only where the report tells of
some: in one about an oil rig they are an accident's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.analyse import syntax
from dateline.analyse.parties import classes_of
from dateline.codebook import DATELINE, triggers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from dateline.analyse.candidate import Candidate
    from dateline.analyse.predicates import Predicate

_OF_STRIFE = frozenset({"ASSAULT", "MOBILIZE", "PROTEST", "RETREAT"})

_CAUSES = ("by", "in", "of", "from", "during", "after", "to", "with")
_RELATIVE = ("that", "which")
_FIGHTING = frozenset({"force", "arms", "attack"})


def is_mishap(predicate: Predicate) -> bool:
    """True where a hazard does what a predicate tells, or is named as what it came of."""
    return any(_is_hazard(_meant(token)) for token in (*predicate.agents, *_causes_of(predicate)))


def _causes_of(predicate: Predicate) -> list[Token]:
    return [noun for preposition, noun in predicate.obliques if preposition.split(" ")[0] in _CAUSES]


def without_accidents(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates of a report without harm that nobody is said to do, where nothing else in it tells of strife."""
    harm = [_is_mere_harm(c) for c in candidates]
    strife = any(c.event.type in _OF_STRIFE and not mere for c, mere in zip(candidates, harm, strict=True))
    return [c for c, mere in zip(candidates, harm, strict=True) if strife or not mere]


def _is_mere_harm(candidate: Candidate) -> bool:
    """True for a death or blast that no attack and nobody named is the cause of, and that hits no arms or soldiers."""
    event, predicate = candidate.event, candidate.predicate
    if event.type != "ASSAULT" or event.actors or candidate.frame.origin != DATELINE:
        return False
    told = (*predicate.agents, *predicate.patients, *_causes_of(predicate))
    return event.lemma in triggers().classes["harm"] and not any(classes_of(t) & _FIGHTING for t in told)


def _meant(token: Token) -> Token:
    """The noun that a relative pronoun stands for: "a flu that killed", "a flu which killed"."""
    clause = token.head
    return clause.head if token.lower_ in _RELATIVE and clause.dep_ == "relcl" else token


def _is_hazard(noun: Token) -> bool:
    inner = [n for _, n in syntax.prepositional(noun, "of")]
    return any("hazard" in classes_of(n) for n in (inner or [noun]))
