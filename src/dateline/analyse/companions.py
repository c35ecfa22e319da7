"""Who does something together with its subject: "together with our allies, we imposed", "in coordination with Chad"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.analyse import syntax
from dateline.analyse.participants import apart

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dateline.analyse.candidate import Candidate
    from dateline.analyse.parties import Parties

_TOGETHER = frozenset({"together", "along", "jointly"})
_NOUNS = frozenset({"coordination", "concert", "conjunction", "partnership", "cooperation", "lockstep", "tandem",
                    "collaboration"})  # fmt: skip
_BESIDE = frozenset({"alongside"})
_ABOVE = 4  # verbs up to the one that has the subject: "continues to work on preparing"
# Where "with" names the other side, and words alone cannot tell who stands on one's own.
_OTHERS = frozenset({"CONSULT", "COOPERATE", "ACCUSE", "REJECT", "REQUEST"})


def with_companions(candidate: Candidate, parties: Parties) -> Candidate:
    """The candidate with those among its actors who act together with its subject, and not among its recipients."""
    event = candidate.event
    if not event.actors or event.type in _OTHERS:
        return candidate
    found = [p for t in companions(candidate.predicate.token) if (p := parties.participant(t)) is not None]
    taken = {a.span for a in event.actors}
    beside = tuple(replace(p, implied=True) for p in found if p.span not in taken)
    if not beside:
        return candidate
    spans = {p.span for p in beside}
    others = tuple(r for r in event.recipients if r.span not in spans)
    actors, recipients = apart((*event.actors, *beside), others, parties)
    return replace(candidate, event=replace(event, actors=actors, recipients=recipients))


def companions(trigger: Token) -> Iterator[Token]:
    """The nouns that act together with the subject of a trigger, or of the verbs that it hangs on."""
    for verb in _verbs_above(trigger):
        subject = syntax.subject_of(verb)
        for word in (verb, *((subject,) if subject is not None else ())):
            for child in word.children:
                if child.dep_ == "prep" or child.lower_ in _BESIDE:
                    yield from _joined(child)
        if subject is not None:
            return


def _verbs_above(trigger: Token) -> Iterator[Token]:
    """The trigger and what it is complement or object of, up to the verb with a subject of its own."""
    token = trigger
    for _ in range(_ABOVE):
        if token.pos_ in ("VERB", "AUX"):
            yield token
        if token.dep_ not in ("xcomp", "pcomp", "prep", "dobj", "pobj") or token.head.i == token.i:
            return
        token = token.head


def _joined(preposition: Token) -> Iterator[Token]:
    """The nouns behind "together with", "alongside" and "in coordination with"."""
    before = preposition.doc[preposition.i - 1].lower_ if preposition.i else ""
    if preposition.lower_ in _BESIDE or (preposition.lower_ == "with" and before in _TOGETHER):
        yield from (n for _, n in syntax.prepositional_one(preposition))
    elif preposition.lower_ == "in":
        for _, noun in syntax.prepositional_one(preposition):
            if noun.lemma_.lower() in _NOUNS:
                yield from (n for _, n in syntax.prepositional(noun, "with"))
