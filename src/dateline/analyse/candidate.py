"""A candidate for a claim: an event with the predicate and the frame that it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from dateline.analyse import syntax
from dateline.analyse.participants import Parts, read_parts
from dateline.analyse.parties import Parties
from dateline.analyse.predicates import Predicate
from dateline.codebook import Frame
from dateline.model import Event, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dateline.analyse.encoder_events import Sight

# How sure a bare noun is to be a happening worth recording, by what else is said of it; set on the development reports.
_NOUN_SCORE, _VERB_SCORE = 0.35, 0.6


@dataclass(frozen=True, slots=True)
class Candidate:
    """An event with the predicate it was read from.

    `rule` is the score of the frame that found it, None where only the encoder saw it; `sight` is what the encoder
    makes of its trigger, None where it was not asked; `retyped` is True where its type replaced the frame's.
    """

    event: Event
    predicate: Predicate
    frame: Frame
    rule: float | None = None
    sight: Sight | None = None
    retyped: bool = False


def make_candidate(predicate: Predicate, frame: Frame, words: tuple[Token, ...], parties: Parties) -> Candidate:
    """The event of a predicate under a frame; `words` are its trigger."""
    parts = read_parts(predicate, frame, parties)
    event = Event(
        trigger=_trigger_span(words),
        lemma=predicate.keys[0][0],
        clause=_clause_span(predicate.token),
        type=frame.type,
        mode=frame.mode,
        own_type=frame.own_type,
        ledger=frame.ledger,
        actors=parts.actors,
        recipients=parts.recipients,
        places=parts.places,
        things=parts.things,
        score=_score(predicate, frame, parts),
    )
    return Candidate(event, predicate, frame)


def _score(predicate: Predicate, frame: Frame, parts: Parts) -> float:
    """How sure this is an event to record: more is said of it, more sure; uncalibrated."""
    score = _VERB_SCORE if predicate.is_verb else _NOUN_SCORE
    score += 0.15 * bool(parts.actors) + 0.1 * bool(parts.recipients) + 0.05 * bool(parts.places)
    score += 0.1 * bool(parts.things) + 0.05 * frame.conditional
    if not predicate.is_verb and not (parts.actors or parts.recipients or parts.places or parts.things):
        score -= 0.1
    return round(min(score, 0.95), 3)


def _trigger_span(words: tuple[Token, ...]) -> Span:
    """The trigger's words where they stand together, else the first word."""
    ordered = sorted(words, key=lambda t: t.i)
    together = all(b.i - a.i <= 1 for a, b in pairwise(ordered))
    return syntax.tokens_span(ordered) if together else syntax.token_span(words[0])


def _clause_span(token: Token) -> Span:
    """The clause the trigger stands in: the subtree of the nearest clause head."""
    while token.dep_ not in syntax.CLAUSE_HEADS and token.head.i != token.i:
        token = token.head
    return syntax.subtree_span(token)
