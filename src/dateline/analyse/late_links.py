"""Several parties behind one word: "they", "the two sides", "both presidents" for the two that were named together.

A mention means one party; a plural one that means two named before has none of its own. Here it is spread over the
parties that the nearest words before it name together: coordinated ("Chad and Sudan"), or on the two sides of a meeting
("Chad's president spoke with Sudan's").
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.analyse import syntax
from dateline.analyse.actor_phrases import read_phrase
from dateline.analyse.actor_resolution import titled_actor
from dateline.model import Participant

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dateline.analyse.parties import Parties

_PLURAL = frozenset({"they", "them", "both", "themselves", "their"})
_PAIRS = frozenset({"two", "both"})
_SIDES = frozenset({"side", "party", "leader", "country", "nation", "government", "president", "minister", "man",
     "state",
                    "neighbour", "neighbor", "ally", "power", "capital", "delegation", "official"})  # fmt: skip
_LEADERS = frozenset({"leader", "president", "minister", "man", "official"})
_MEETING = frozenset({"meet", "speak", "talk", "confer", "negotiate", "agree", "discuss", "hold", "clash", "visit",
                      "call", "have", "consult", "reach", "sign", "restore"})  # fmt: skip
# Sentences looked back: "they" is near, "the two leaders" of a whole readout are those it opens with.
_PRONOUN_BACK, _NOUN_BACK = 1, 4


def several_meant(token: Token, parties: Parties) -> tuple[Participant, ...]:
    """The parties that a plural pronoun or "the two sides" spreads over, marked as implied; empty for other words."""
    apart = _by_adjective(token)
    if apart:
        return apart
    if not _spreads(token):
        return ()
    mention = parties.mention_at(token)
    if mention is not None and mention.actor is not None and token.lower_ in _PLURAL:
        return ()
    sentence, back = token.sent, 0
    furthest = _PRONOUN_BACK if token.lower_ in _PLURAL else _NOUN_BACK
    while True:
        found = _last_together(sentence.start, min(token.i, sentence.end), token, parties)
        if found or back == furthest or sentence.start == 0:
            return found
        sentence, back = token.doc[sentence.start - 1].sent, back + 1


def _by_adjective(noun: Token) -> tuple[Participant, ...]:
    """The parties that coordinated adjectives tell apart: "Lithuanian and Polish diplomats" are two groups."""
    if noun.tag_ not in ("NNS", "NNPS"):
        return ()
    first = next((c for c in noun.children if c.dep_ in ("amod", "compound", "nmod") and c.ent_type_ == "NORP"), None)
    adjectives = [a for a in syntax.coordinated(first) if a.ent_type_ == "NORP"] if first is not None else []
    found = []
    for adjective in adjectives if len(adjectives) > 1 else ():
        reading = read_phrase(f"{adjective.text} {noun.text}")
        actor = titled_actor(reading) if reading is not None and reading.country else None
        if actor is not None:
            found.append(Participant(syntax.token_span(adjective), actor.name, actor))
    return tuple(found) if len(found) > 1 else ()


def _spreads(token: Token) -> bool:
    if token.lower_ in _PLURAL:
        return True
    counted = any(c.lower_ in _PAIRS for c in token.children)
    definite = any(c.lower_ == "the" for c in token.children)
    bare = not any(c.dep_ in ("poss", "amod", "compound", "relcl") or c.lower_ == "of" for c in token.children)
    plural_sides = token.tag_ == "NNS" and token.lemma_.lower() in _SIDES
    return plural_sides and bare and (counted or definite)


def _last_together(start: int, end: int, but: Token, parties: Parties) -> tuple[Participant, ...]:
    """The last two or more parties named together in tokens [start, end)."""
    above = {but.i, *(a.i for a in but.ancestors)}
    for i in range(end - 1, start - 1, -1):
        word = but.doc[i]
        if word.dep_ == "conj" or (i in above and word.pos_ in ("NOUN", "PROPN")):
            continue
        together = _coordinated(word) or _met(word)
        found = _named(together, but, parties)
        if len(found) > 1:
            return found
    return ()


def _coordinated(word: Token) -> tuple[Token, ...]:
    if word.pos_ not in ("NOUN", "PROPN"):
        return ()
    found = tuple(syntax.coordinated(word))
    return found if len(found) > 1 else ()


def _met(verb: Token) -> tuple[Token, ...]:
    """The two sides of a meeting: its subject and whom it is with."""
    if verb.pos_ != "VERB" or verb.lemma_.lower() not in _MEETING:
        return ()
    subject = syntax.subject_of(verb)
    others = [n for _, n in syntax.prepositional(verb, "with", "to")]
    for noun in syntax.objects_of(verb):
        others += [noun, *(n for _, n in syntax.prepositional(noun, "with"))]
    if subject is None or not others:
        return ()
    return (subject, *others)


def _named(words: tuple[Token, ...], but: Token, parties: Parties) -> tuple[Participant, ...]:
    found: dict[object, Participant] = {}
    for word in words:
        person = parties.participant(word) if word.i < but.i else None
        if person is not None and person.actor is not None and _one_of_its_kind(word, but, parties):
            found.setdefault(person.actor.id, replace(person, implied=True))
    return tuple(found.values())


def _one_of_its_kind(word: Token, several: Token, parties: Parties) -> bool:
    """True for a single party, and for a person where leaders are meant: "the two leaders" are not two countries."""
    mention = parties.mention_at(word)
    if mention is None or mention.plural or word.tag_ == "NNS":
        return False
    people = several.lemma_.lower() in _LEADERS
    return not people or mention.kind in ("person", "office")
