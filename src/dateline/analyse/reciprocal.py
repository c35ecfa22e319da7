"""Both who do something with each other: in "Chad met with Sudan" and "talks with Sudan" Sudan acts as well.

Predicates of meeting, talking, joining and clashing are symmetric (Levin 1993, 36.3 and 36.4), and PLOVER lists all
who take part in such an event as its actors. Who stands behind "with", or is met, is kept as the recipient too, for
that is how the sentence sets the two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.analyse.scene import key_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from dateline.analyse.told import Told
    from dateline.model import Participant

_MUTUAL = frozenset({"CONSULT", "COOPERATE", "AGREE"})
_CLASHES = ("clash", "skirmish", "scuffle")  # who is fought "with" may be an ally, but not in "a war with"
_HOLDING = frozenset({"dobj", "nsubjpass", "pobj", "attr"})


def with_partners(told: Sequence[Told], doc: Doc) -> list[Told]:
    """The events with both sides among the actors of what is done together, where there is an actor at all."""
    return [_joined(t, doc) if t.event.actors else t for t in told]


def _joined(told: Told, doc: Doc) -> Told:
    event = told.event
    clashes = event.type == "ASSAULT" and not told.candidate.predicate.is_verb
    if event.type not in _MUTUAL and not clashes and not event.lemma.startswith(_CLASHES):
        return told
    taken = {key_of(a) for a in event.actors}
    partners = tuple(p for p in _partners(told, doc) if key_of(p) not in taken)
    return replace(told, event=replace(event, actors=(*event.actors, *partners))) if partners else told


def _partners(told: Told, doc: Doc) -> Iterator[Participant]:
    trigger = told.candidate.predicate.token
    for person in told.event.recipients:
        words = doc.char_span(person.span.start, person.span.end, alignment_mode="expand")
        if words is not None and person.understood is None and _beside(_first(words.root), trigger):
            yield person


def _first(token: Token) -> Token:
    """The first of the words a word is coordinated with."""
    while token.dep_ == "conj":
        token = token.head
    return token


def _beside(token: Token, trigger: Token) -> bool:
    """True for whoever is met, and for who stands behind the "with" of a trigger or of the verb that holds it."""
    if token.dep_ == "dobj" and token.head.i == trigger.i:
        return trigger.lemma_.lower() == "meet"
    if token.dep_ != "pobj" or token.head.lower_ != "with":
        return False
    above = token.head.head
    held = trigger.dep_ in _HOLDING and above.i == trigger.head.i
    return above.i == trigger.i or held or (above.head.i == trigger.i and above.dep_ in ("dobj", "prep"))
