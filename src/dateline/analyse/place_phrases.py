"""The places that a phrase lies in or is: "eastern Ukraine", "the Libyan capital", "the border with Chad".

A phrase is read from its head noun. A name is a place by itself. A noun for ground ("capital", "suburbs", "border")
takes its place from what stands before it, also an adjective of a country, or behind it. Any other noun ("a house in
Tripoli") lies where it is said to lie.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from dateline.analyse import syntax
from dateline.analyse.parties import Parties, content_noun
from dateline.analyse.place_pointers import pointed_by
from dateline.codebook import place_words
from dateline.model import Toponym

if TYPE_CHECKING:
    from spacy.tokens import Token

LYING = frozenset({"in", "at", "near", "inside", "outside", "around", "along", "across", "within", "throughout", "off",
                   "over", "beside", "opposite", "north", "south", "east", "west"})  # fmt: skip
# What links a noun for ground to the name of the ground: "the border with Chad", "the road between Homs and Hama".
_OF_GROUND = LYING | {"of", "with", "between", "on", "to", "from", "behind", "beyond"}
# Nouns for ground that one country has in another: "the American base" says nothing of where it stands.
_ABROAD = frozenset({"base", "side", "part", "camp", "hospital", "school", "university", "church", "plant", "factory",
                     "hotel", "republic", "state", "market", "station", "department", "prison"})  # fmt: skip
MAX_DEPTH = 4


def places_of(noun: Token, parties: Parties, *, depth: int = 0) -> Iterator[Toponym]:
    """The places of the phrase that a noun heads, in reading order; nothing where it names and points to none."""
    if depth > MAX_DEPTH:
        return
    own = parties.toponym_at(noun)
    if own is not None:
        if own.literal:
            yield own
        return
    noun = content_noun(noun)
    found = list(_of_ground(noun, parties, depth) if is_ground(noun) else _lying(noun, parties, LYING, depth))
    yield from found or _apposed(noun, parties, depth)


def is_ground(noun: Token) -> bool:
    """True for nouns for land, water, settlements and their parts."""
    return noun.lemma_.lower() in _ground_nouns() or noun.lower_ in _ground_nouns()


def is_settlement(noun: Token) -> bool:
    """True for nouns for towns and villages, the capital among them."""
    return noun.lower_ in place_words().settlement_nouns or noun.lemma_.lower() == "capital"


@cache
def _ground_nouns() -> frozenset[str]:
    words = place_words()
    return words.territory_nouns | words.division_words | words.settlement_nouns | words.part_nouns


def _of_ground(noun: Token, parties: Parties, depth: int) -> Iterator[Toponym]:
    """The names before a noun for ground and behind it; what only points to a place counts where nothing names one."""
    behind = list(_lying(noun, parties, _OF_GROUND, depth))
    before = [t for child in noun.children for t in _before(child, noun, parties) if t.literal or not behind]
    found = [*before, *behind]
    yield from found or pointed_by(noun, parties)


def _before(child: Token, noun: Token, parties: Parties) -> Iterator[Toponym]:
    """The place of a word before a noun for ground: "Idlib province", "the Libyan capital", "Mali's north"."""
    if child.dep_ not in ("compound", "nmod", "amod", "poss", "npadvmod") or child.i > noun.i or _is_joined(child):
        return
    for word in syntax.coordinated(child):
        toponym = parties.toponym_at(word)
        if toponym is not None and word.i < noun.i and (toponym.literal or noun.lemma_.lower() not in _ABROAD):
            yield toponym


def _is_joined(word: Token) -> bool:
    """True for the holder in "Chadian-held territory", who is not where the territory lies."""
    return word.i + 1 < len(word.doc) and word.nbor(1).text in "-–"


def _lying(noun: Token, parties: Parties, prepositions: frozenset[str], depth: int) -> Iterator[Toponym]:
    """The places behind the noun's own prepositions."""
    for preposition, name in syntax.prepositional(noun):
        if preposition in prepositions or preposition.rpartition(" ")[2] in prepositions:
            yield from places_of(name, parties, depth=depth + 1)


def _apposed(noun: Token, parties: Parties, depth: int) -> Iterator[Toponym]:
    """The name that a noun is explained by: "the capital, Amman"."""
    for child in noun.children:
        if child.dep_ == "appos":
            yield from places_of(child, parties, depth=depth + 1)
