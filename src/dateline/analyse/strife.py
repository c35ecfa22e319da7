"""Where fighting and protest are by whom and what they touch, when nothing says where they are.

"The Libyan uprising", "Mali's civil war", "the Geneva talks" and "the Ukraine war" carry their place before the noun.
"Syrian civilians were killed": those who live in a country are hit there, unless something else is said. A soldier, a
tourist or an office ("the Syrian president") may be anywhere; and who strikes ("the Russian attack") may be far away.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.analyse import syntax
from dateline.analyse.parties import Parties, content_noun
from dateline.analyse.predicates import Predicate
from dateline.codebook import Frame
from dateline.model import Toponym

if TYPE_CHECKING:
    from spacy.tokens import Token

STRIFE = frozenset({"ASSAULT", "PROTEST", "COERCE"})
# Strife within a country, whose adjective or owner is where it is; of an "attack" it would be who attacks.
_INTERNAL = frozenset(
    {"uprising", "revolution", "revolt", "unrest", "rebellion", "insurgency", "riot", "coup", "mutiny"}
)
_MARCHES = frozenset({"protest", "demonstration", "rally"})  # in the plural: one "protest" may be a government's note
_MUTUAL = frozenset({"war", "conflict", "crisis", "fighting", "violence", "clash", "hostility", "bloodshed", "invasion",
                     "occupation"})  # fmt: skip
_WITHIN = frozenset({"civil", "internal", "domestic"})
# People called by where they live, not by whom they serve or where they are on the way to.
_LOCALS = frozenset({"civilian", "resident", "villager", "inhabitant", "townspeople", "demonstrator", "protester",
                     "protestor", "household", "farmer", "local"})  # fmt: skip
_AREAS = frozenset({"country", "region", "area", "continent"})


def places_before(predicate: Predicate, frame: Frame, parties: Parties) -> Iterator[Toponym]:
    """The places that stand before an event's noun as its modifier or owner."""
    if predicate.is_verb:
        return
    noun = predicate.token
    for child in noun.children:
        if child.i < noun.i and child.dep_ in ("compound", "nmod", "amod", "poss"):
            toponym = parties.toponym_at(child)
            if toponym is not None and toponym.place is not None and _is_place_of(child, toponym, noun, frame):
                yield toponym


def _is_place_of(child: Token, toponym: Toponym, noun: Token, frame: Frame) -> bool:
    lemma = noun.lemma_.lower()
    internal = lemma in _INTERNAL or (lemma in _MARCHES and noun.tag_ == "NNS")
    if frame.type in STRIFE and (internal or (lemma in _MUTUAL and _is_internal(child, noun))):
        return True
    place = toponym.place
    return child.dep_ in ("compound", "nmod") and place is not None and place.level not in _AREAS and toponym.literal


def _is_internal(child: Token, noun: Token) -> bool:
    """True for "Libya's civil war" and "the Ukraine war"; "Russia's war" is the war that Russia wages."""
    civil = any(c.lower_ in _WITHIN for c in noun.children)
    elsewhere = any(True for _ in syntax.prepositional(noun, "of"))  # "the Chad invasion of Sudan"
    return civil or (child.dep_ in ("compound", "nmod") and child.ent_type_ == "GPE" and not elsewhere)


def places_by_victims(predicate: Predicate, frame: Frame, parties: Parties) -> Iterator[Toponym]:
    """The countries whose inhabitants or ground an act of strife hits."""
    if frame.type not in STRIFE:
        return
    suffering = predicate.agents if frame.suffers or frame.type == "PROTEST" else predicate.patients
    for token in suffering:
        person = content_noun(token)
        if person.lemma_.lower() in _LOCALS or person.lower_ == "people":
            yield from _home(person, parties)


def _home(person: Token, parties: Parties) -> Iterator[Toponym]:
    for child in person.children:
        if child.i < person.i and child.dep_ in ("amod", "compound", "nmod", "poss"):
            toponym = parties.toponym_at(child)
            if toponym is not None and toponym.place is not None:
                yield toponym
    for _, name in syntax.prepositional(person, "of"):  # "the people of Mali"
        toponym = parties.toponym_at(name)
        if toponym is not None and toponym.literal:
            yield toponym
