"""Where an event takes place, and in which role: at, from, to, near, via, or as its target."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.analyse import syntax
from dateline.analyse.parties import Parties
from dateline.analyse.predicates import Predicate
from dateline.codebook import Frame
from dateline.model import PlaceRole, Span, Toponym

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PLACE_ROLES = {
    "to": "to", "into": "to", "toward": "to", "towards": "to", "onto": "to", "for": "to",
    "from": "from", "out of": "from", "off": "from",
    "near": "near", "around": "near", "along": "near", "outside": "near", "close to": "near", "by": "near",
    "beside": "near", "next to": "near", "opposite": "near",
    "through": "via", "via": "via",
    "in": "at", "at": "at", "on": "at", "across": "at", "inside": "at", "within": "at", "over": "at",
    "throughout": "at", "between": "at", "of": "target", "against": "target", "off of": "at", "above": "at",
}  # fmt: skip
_SETTING = frozenset({"in", "at", "near", "across", "along", "on"})
_LOCATIVE = _SETTING | {"around", "inside", "outside", "to", "into", "from"}
_CIVIL = frozenset({"ASSAULT", "PROTEST", "COERCE"})
_POINTING = frozenset({"country", "region", "area", "city"})
MAX_REACH = 18  # tokens between a trigger and a place of its clause that hangs on something else


def targets_of(predicate: Predicate) -> Iterator[tuple[str, Token]]:
    """The obliques of the predicate, and for a verb those of its objects ("stepping up deliveries to Ukraine")."""
    yield from predicate.obliques
    if predicate.is_verb:
        for patient in predicate.patients:
            yield from syntax.prepositional(patient)


def find_places(predicate: Predicate, frame: Frame, parties: Parties) -> tuple[PlaceRole, ...]:
    """The places of an event, each once; first those that hang on it, then those of its clause, then "there"."""
    found: dict[Span, PlaceRole] = {}
    for role in _attached(predicate, frame, parties):
        found.setdefault(role.toponym.span, role)
    if not found:
        for role in (*_of_clause(predicate, parties), *_pointed_at(predicate, parties)):
            found.setdefault(role.toponym.span, role)
    return tuple(found.values())


def _attached(predicate: Predicate, frame: Frame, parties: Parties) -> Iterator[PlaceRole]:
    for preposition, noun in _around(predicate):
        if not _role(preposition):
            continue
        for toponym in parties.places_in(syntax.subtree_span(noun)):
            yield PlaceRole(toponym, _own_role(toponym, noun) or _role(preposition))
    for token in predicate.patients:
        yield from (PlaceRole(t, "target") for t in parties.places_in(syntax.noun_phrase(token)))
    if frame.type in _CIVIL and not predicate.is_verb:
        for child in predicate.token.children:
            if child.dep_ == "poss":  # "Libya's civil war"
                yield from (PlaceRole(t, "at") for t in parties.places_in(syntax.noun_phrase(child)))


def _own_role(toponym: Toponym, above: Token) -> str:
    """The role by the preposition next above the toponym: "from Rota to Riga", whichever way the parse hangs them."""
    token = next((t for t in above.subtree if toponym.span.start <= t.idx < toponym.span.end), above)
    while token.i not in (above.i, token.head.i):
        token = token.head
        if token.dep_ == "prep" and token.lower_ not in ("of", "between"):
            return _role(token.lower_)
    return ""


def role_at(toponym: Toponym, doc: Doc) -> str:
    """The role of a place by the preposition it hangs on, "at" without one."""
    span = doc.char_span(toponym.span.start, toponym.span.end, alignment_mode="expand")
    above = span.root.head if span is not None else None
    return (_role(above.lower_) if above is not None and above.dep_ in ("prep", "agent") else "") or "at"


def _role(preposition: str) -> str:
    return _PLACE_ROLES.get(preposition) or _PLACE_ROLES.get(preposition.rpartition(" ")[2], "")


def _around(predicate: Predicate) -> Iterator[tuple[str, Token]]:
    """Prepositional phrases of the predicate and, for nouns and participles, of the clause they stand in."""
    yield from targets_of(predicate)
    token = predicate.token
    for _ in range(4):
        if token.dep_ in ("ROOT", "ccomp", "relcl", "advcl") or token.head.i == token.i:
            return
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            yield from ((p, n) for p, n in syntax.prepositional(token) if p in _SETTING)


def _of_clause(predicate: Predicate, parties: Parties) -> Iterator[PlaceRole]:
    """Places of the same clause behind a locative preposition, wherever the parser hung it."""
    clause = predicate.token
    while clause.dep_ not in syntax.CLAUSE_HEADS and clause.head.i != clause.i:
        clause = clause.head
    for word in clause.subtree:
        if word.dep_ == "prep" and word.lower_ in _LOCATIVE and abs(word.i - predicate.token.i) <= MAX_REACH:
            for noun in (c for c in word.children if c.dep_ == "pobj"):
                yield from (PlaceRole(t, _role(word.lower_)) for t in parties.places_in(syntax.noun_phrase(noun)))


def _pointed_at(predicate: Predicate, parties: Parties) -> Iterator[PlaceRole]:
    """ "There" and "in that country": the place named last."""
    for word in predicate.token.subtree:
        if (word.lower_ == "there" and word.tag_ == "RB") or _points_back(word):
            place = parties.place_before(word.idx)
            if place is not None:
                yield PlaceRole(place, "at")
            return


def _points_back(noun: Token) -> bool:
    return noun.lemma_.lower() in _POINTING and any(c.lower_ == "that" for c in noun.children)
