"""What is only in somebody's mind: infinitives that are meant, and nouns that bring in what is not there yet.

Which infinitives share the time of the word above them is a closed class (raising, implicatives, saying; Karttunen
1971); behind all other words an infinitive is meant and no fact ("hired guards to watch it", "a bill to expel them").
An intensional verb speaks of something not there yet where its object is new ("discussed a truce"), while what is known
already is there whatever is thought of it ("discussed the truce").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.analyse.tense import BARE, Form, verb_form
from dateline.codebook import OperatorClass, operators

if TYPE_CHECKING:
    from spacy.tokens import Token

_RANKS = frozenset({"first", "second", "third", "last", "latest", "only", "next", "sole"})
_NEW = frozenset({"a", "an", "any", "some", "another", "more", "further", "new"})
_SETTLED = ("occurred", "ongoing", BARE)


def is_only_meant(head: Token, kind: OperatorClass | None) -> bool:
    """True for a word whose infinitive is meant: one of no class that lends no tense, or one that only carries."""
    carries = kind is None or kind.name in ("cause", "raise")
    if head.pos_ == "VERB":
        return carries and head.lemma_.lower() not in operators().sharing
    if head.pos_ not in ("NOUN", "PROPN", "PRON") or _ranked(head):
        return False
    return carries


def is_carried(noun: Token) -> bool:
    """True for a noun that makes its verb an implicative: "took the trouble to", "had the courage to"."""
    return noun.dep_ in ("dobj", "attr") and noun.lemma_.lower() in operators().carried


def meant(head: Token) -> Form:
    """The status of an infinitive that is meant: planned, unless the verb above it is not a fact itself."""
    form = verb_form(head) if head.pos_ == "VERB" else Form(BARE)
    return Form("planned") if form.status in _SETTLED else form


def _ranked(noun: Token) -> bool:
    """True for "the first to leave", "the largest ship to sink": whoever it was did so."""
    words = noun.doc[noun.left_edge.i : noun.i + 1]
    return any(w.lower_ in _RANKS or w.tag_ in ("JJS", "RBS") for w in words)


def wh_word(infinitive: Token) -> Token | None:
    """The "how" or "where" of "how to respond"."""
    words = (c for c in infinitive.children if infinitive.head.i < c.i < infinitive.i)
    return next((c for c in words if c.tag_ in ("WRB", "WP", "WDT")), None)


def plan_holding(verb: Token) -> tuple[Token, OperatorClass] | None:
    """The plan, offer or demand, with its class, that a verb tells the contents of: "the proposal includes a truce"."""
    if verb.pos_ != "VERB" or verb.lemma_.lower() not in operators().holding:
        return None
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is not None and subject.tag_ in ("WDT", "WP") and verb.dep_ == "relcl":
        subject = verb.head
    kind = operators().nouns.get(subject.lemma_.lower()) if subject is not None else None
    if subject is None or kind is None or kind.positive not in ("planned", "proposed", "possible"):
        return None
    return subject, kind


def asks_for_detail(clause: Token) -> bool:
    """True for "how many were killed", "who did it": that it was done is taken as known."""
    return any(t.tag_ in ("WRB", "WP", "WDT") for t in clause.doc[clause.left_edge.i : clause.i])


def verb_of_ranked(noun: Token) -> Token | None:
    """The verb that says when the first, the last or the largest did what an infinitive behind it says."""
    if noun.pos_ == "VERB" or not _ranked(noun):
        return None
    return next((t for t in noun.ancestors if t.pos_ in ("VERB", "AUX")), None)


def brings_in(noun: Token, *, states: bool = False) -> bool:
    """True for a noun that names something new: with "a", or a singular without article (of a state if `states`)."""
    if noun.tag_ not in ("NN", "NNS"):
        return False
    before = [c for c in noun.children if c.i < noun.i]
    if any(c.dep_ in ("poss", "nummod") or c.lower_ in operators().known_marks for c in before) or _happened(noun):
        return False
    article = next((c for c in before if c.dep_ == "det"), None)
    if article is not None:
        return article.lower_ in _NEW
    return states or (noun.tag_ == "NN" and noun.lemma_.lower() not in operators().states)


def _happened(noun: Token) -> bool:
    """True where a clause tells of it: "an attack that killed two"."""
    clauses = (c for c in noun.children if c.dep_ in ("relcl", "acl"))
    return any(verb_form(c).status in ("occurred", "ongoing") for c in clauses)


def hyphenated(word: Token) -> str:
    """A word with what a hyphen ties to it, in lower case: "would-be", which the parser reads as three."""
    tied = word.i > 1 and word.nbor(-1).text == "-" and not word.nbor(-1).whitespace_
    whole = f"{word.nbor(-2).lower_}-{word.lower_}" if tied else word.lower_
    return whole if whole in operators().noun_marks else word.lower_


def undone_by(noun: Token) -> Token | None:
    """What says of a plan, an offer or an attempt that nothing came of it: "the cancelled deal to lease them"."""
    marks = operators().noun_marks
    words = (c for c in noun.children if c.dep_ == "amod" and c.i < noun.i)
    return next((c for c in words if marks.get(hyphenated(c)) == "denied"), None)
