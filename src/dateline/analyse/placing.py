"""Where an event takes place, and in which role: at, from, to, near, via, or as its target.

`place_settings` says which phrases count, `place_phrases` which places are in them, `strife` what stands in where
fighting or protest has no place of its own. Here a preposition gets its role by the type of the event: "on Iran" is
what talks are about, and where a strike falls.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from dateline.analyse import strife, syntax
from dateline.analyse.parties import Parties, classes_of
from dateline.analyse.place_phrases import is_ground, is_settlement, places_of
from dateline.analyse.place_pointers import POINTERS, there
from dateline.analyse.place_settings import SETTING, SPEECH, TALK, Phrase, content_phrases, own_phrases, setting_phrases
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
_MOVES = frozenset({"MOBILIZE", "RETREAT", "AID", "CONSULT", "COERCE"})
_STRIKES = frozenset({"ASSAULT", "COERCE", "SANCTION", "RETREAT", "MOBILIZE"})
_OFFERS = frozenset({"AGREE", "REQUEST", "THREATEN", "REJECT"})


def targets_of(predicate: Predicate) -> Iterator[tuple[str, Token]]:
    """The obliques of the predicate, and for a verb those of its objects ("stepping up deliveries to Ukraine")."""
    yield from predicate.obliques
    if predicate.is_verb:
        for patient in predicate.patients:
            yield from syntax.prepositional(patient)


def find_places(
    predicate: Predicate, frame: Frame, parties: Parties, taken: frozenset[Span] = frozenset()
) -> tuple[PlaceRole, ...]:
    """The places of an event, each once, from the first kind of evidence that has any; none of the `taken` words.

    First what hangs on the event itself, then the scene it is set in, then "there", then where its victims live.
    """
    for roles in (
        (*_of_objects(predicate, frame, parties), *_of_phrases(own_phrases(predicate), frame, parties)),
        _of_phrases(setting_phrases(predicate, spoken_of=frame.type not in TALK), frame, parties),
        _of_phrases(content_phrases(predicate), frame, parties) if frame.type in _OFFERS else (),
        _pointed_at(predicate, parties),
        (PlaceRole(t, "at") for t in strife.places_by_victims(predicate, frame, parties)),
    ):
        found: dict[Span, PlaceRole] = {}
        for role in (r for r in roles if r.toponym.span not in taken):
            found.setdefault(role.toponym.span, role)
        if found:
            return tuple(sorted(found.values(), key=lambda r: r.toponym.span))
    return ()


def role_at(toponym: Toponym, doc: Doc) -> str:
    """The role of a place by the preposition it hangs on, "at" without one."""
    span = doc.char_span(toponym.span.start, toponym.span.end, alignment_mode="expand")
    above = span.root.head if span is not None else None
    return (_role(above.lower_) if above is not None and above.dep_ in ("prep", "agent") else "") or "at"


def _role(preposition: str) -> str:
    return _PLACE_ROLES.get(preposition) or _PLACE_ROLES.get(preposition.rpartition(" ")[2], "")


def _of_objects(predicate: Predicate, frame: Frame, parties: Parties) -> Iterator[PlaceRole]:
    """The places that something is done to: "shelled Homs", "visited the Libyan capital", "the fall of Aleppo"."""
    hit = predicate.patients if predicate.is_verb or frame.type in _STRIKES else ()
    for token in hit:
        if parties.toponym_at(token) is not None or is_ground(token):
            yield from (PlaceRole(t, "target") for t in places_of(token, parties))
    yield from (PlaceRole(t, "at") for t in strife.places_before(predicate, frame, parties))


def _of_phrases(phrases: Iterable[Phrase], frame: Frame, parties: Parties) -> Iterator[PlaceRole]:
    for phrase in phrases:
        role = _role_for(phrase, frame)
        hit = phrase.preposition != "of" or parties.toponym_at(phrase.noun) is not None or is_ground(phrase.noun)
        if role and hit:
            yield from (PlaceRole(t, role) for t in places_of(phrase.noun, parties))


def _role_for(phrase: Phrase, frame: Frame) -> str:
    """The role of a phrase in an event of this type; "" where it says no place of it."""
    preposition = phrase.preposition
    role = _role(preposition)
    if preposition == "on":
        return _role_of_on(phrase, frame)
    if preposition.split(" ")[0] in SETTING:
        return (role or "at") if phrase.of_event or frame.type not in SPEECH else ""
    if role in ("to", "from", "via") and (frame.type in _MOVES or (role != "to" and frame.type == "ASSAULT")):
        return role if phrase.own else ""
    if role == "target" or preposition == "to":
        if preposition in ("to", "against"):
            aimed = frame.type in SPEECH
        else:
            aimed = frame.type in _STRIKES and (phrase.of_event or _is_of_attack(phrase))
        return "target" if phrase.own and (aimed or (preposition == "against" and frame.type in _STRIKES)) else ""
    return role if role == "near" and preposition != "by" else ""


def _is_of_attack(phrase: Phrase) -> bool:
    """True for the object of "halted the shelling of Goma", not for that of "stabbed a man of Goma"."""
    return "attack" in classes_of(phrase.noun.head.head)


def _role_of_on(phrase: Phrase, frame: Frame) -> str:
    """ "On the border" is where; "on Homs" and "on the town" is where a strike falls; "talks on Iran" are about it."""
    if phrase.own and frame.type in _STRIKES and (not is_ground(phrase.noun) or is_settlement(phrase.noun)):
        return "target"
    return "at" if is_ground(phrase.noun) else ""


def _pointed_at(predicate: Predicate, parties: Parties) -> Iterator[PlaceRole]:
    """ "There" and "in that country" in the clause of the event: the place named last."""
    clause = _clause_of(predicate.token)
    for word in clause.subtree:
        place = there(word, parties) if word.lower_ in POINTERS else None
        if place is not None and _clause_of(word) == clause:
            yield PlaceRole(place, "at")
            return


def _clause_of(token: Token) -> Token:
    """The verb of the clause around a word; coordinated clauses are one, what somebody says is another."""
    while token.dep_ not in syntax.CLAUSE_HEADS - {"conj", "acl"} and token.head.i != token.i:
        token = token.head
    return token
