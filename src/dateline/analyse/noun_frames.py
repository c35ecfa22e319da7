"""Readings of nouns, adjectives, adverbs and "according to": "Kyiv's claim that", "is confident that"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dateline.analyse.frame import (
    Frame,
    belongs_to_object,
    cue_tokens,
    cue_words,
    is_reported_passive,
    is_that_clause,
    make_frame,
)
from dateline.analyse.phrases import phrase_tokens
from dateline.analyse.syntax import subject_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_FROM_SOURCE = ("from", "by", "in")
_NAMED = frozenset({"NORP", "ORG", "PERSON", "GPE"})


def noun_frames(noun: Token) -> Iterator[Frame]:
    for pattern, content, links in _noun_contents(noun):
        subject, words = noun_source(noun)
        shape = pattern if subject is not None else f"{pattern}-unsourced"
        cue = (*_noun_cue(noun), *links, *words)
        yield make_frame(noun, "noun", shape, cue, subject, content)


def _noun_contents(noun: Token) -> Iterator[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    for child in noun.children:
        if child.i < noun.i:
            continue
        if child.dep_ in ("acl", "ccomp", "relcl") and is_that_clause(child):
            yield "clause", phrase_tokens(child), ()
        elif child.dep_ == "acl" and child.tag_ == "VB":
            yield "infinitive", phrase_tokens(child), ()
        elif child.dep_ == "prep" and child.lower_ in cue_words("prepositions"):
            for grand in child.children:
                if grand.dep_ in ("pobj", "pcomp"):
                    yield child.lower_, phrase_tokens(grand), (child.i,)
    yield from _contents_beyond(noun)


def _contents_beyond(noun: Token) -> Iterator[tuple[str, tuple[int, ...], tuple[int, ...]]]:
    """Contents that hang on the noun's verb: "confirmed a report that ...", "their fear is that ..."."""
    for clause in noun.head.children:
        if clause.i < noun.i:
            continue
        if noun.dep_ == "dobj" and clause.dep_ == "ccomp" and belongs_to_object(noun.head, clause):
            yield "clause", phrase_tokens(clause), ()
        elif noun.dep_ == "nsubj" and noun.head.lemma_ == "be" and clause.dep_ in ("ccomp", "xcomp"):
            yield "copula", phrase_tokens(clause), (noun.head.i,)


def noun_source(noun: Token) -> tuple[Token | None, tuple[int, ...]]:
    """Whose noun it is, and the words that link the two: "Kyiv's claim", "a report from X", "X made a promise"."""
    possessor = next((c for c in noun.children if c.dep_ == "poss"), None)
    if possessor is not None:
        return possessor, ()
    for child in noun.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in _FROM_SOURCE and _follows(child, noun):
            inner = next((g for g in child.children if g.dep_ == "pobj"), None)
            if inner is not None and inner.ent_type_ not in ("DATE", "TIME", "GPE", "LOC"):
                return inner, (child.i,)
    name = next((c for c in noun.children if c.dep_ in ("amod", "compound", "nmod") and c.ent_type_ in _NAMED), None)
    if name is not None:
        return name, ()
    verb = noun.head
    if (
        noun.dep_ in ("dobj", "attr")
        and verb.lemma_.lower() in cue_words("support_verbs")
        and not is_reported_passive(verb)
    ):
        return subject_of(verb), cue_tokens(verb)
    return None, ()


def _follows(preposition: Token, noun: Token) -> bool:
    """True where nothing but a date stands between: "a pledge on Monday by the mayor"."""
    between = noun.doc[noun.i + 1 : preposition.i]
    return len(between) <= 1 or all(t.ent_type_ in ("DATE", "TIME") or t.dep_ == "npadvmod" for t in between)


def _noun_cue(noun: Token) -> tuple[int, ...]:
    return (*(t.i for t in noun.children if t.dep_ == "neg" or t.lower_ == "no"), noun.i)


def adjective_frames(adjective: Token) -> Iterator[Frame]:
    verb = adjective.head if adjective.dep_ in ("acomp", "oprd", "xcomp", "conj") else None
    if verb is None or verb.pos_ not in ("VERB", "AUX"):
        return
    subject = subject_of(verb)
    if subject is not None and subject.lower_ in ("it", "there", "this", "that"):
        subject = None
    cue = (adjective.i, *cue_tokens(verb))
    for child in [*adjective.children, *(c for c in verb.children if c.i > adjective.i)]:
        if child.dep_ in ("ccomp", "xcomp") and child.i > adjective.i:
            pattern = "clause" if child.dep_ == "ccomp" else "infinitive"
            yield make_frame(adjective, "adj", pattern, cue, subject, phrase_tokens(child))
        elif child.dep_ == "prep" and child.head.i == adjective.i and child.lower_ in cue_words("prepositions"):
            for grand in child.children:
                if grand.dep_ in ("pobj", "pcomp"):
                    yield make_frame(adjective, "adj", child.lower_, (*cue, child.i), subject, phrase_tokens(grand))


def adverb_frames(adverb: Token) -> Iterator[Frame]:
    head = adverb.head
    if head.pos_ not in ("VERB", "AUX", "ADJ", "NOUN"):
        return
    content = tuple(i for i in phrase_tokens(head) if i != adverb.i)
    yield make_frame(adverb, "adv", "adverb", (adverb.i,), None, content)


def according_frames(token: Token) -> Iterator[Frame]:
    to = next((c for c in token.children if c.lower_ == "to"), None)
    source = next((g for g in to.children if g.dep_ == "pobj"), None) if to is not None else None
    if to is None or source is None:
        return
    own = {t.i for t in token.subtree}
    head = token.head
    while head.pos_ not in ("VERB", "AUX") and head.dep_ != "ROOT":
        head = head.head
    content = tuple(i for i in phrase_tokens(head) if i not in own)
    yield make_frame(token, "prep", "according", (token.i, to.i), source, content)
