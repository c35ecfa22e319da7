"""What negates a word, and where a negation bears on something else than the word it stands with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.analyse import syntax
from dateline.codebook import operators

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = ("nsubj", "nsubjpass", "dobj")
_NOBODY = frozenset({"nobody", "nothing", "none", "neither", "no-one"})
_RESTRICTORS = frozenset({"only", "just", "merely", "simply", "solely"})
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_SCARCE = frozenset({"few", "little", "scant"})


def negation_of_verb(verb: Token) -> Token | None:
    """The word that negates a verb by itself, by a phrase ("at no point") or by its subject or object."""
    found = syntax.negation_of(verb) or _contracted(verb) or _by_adverb(verb) or _by_phrase(verb)
    if found is not None:
        return None if _bears_elsewhere(verb, found) else found
    return next((n for c in verb.children if c.dep_ in _SUBJECTS and (n := _negative_noun(c)) is not None), None)


def scarcity_of(noun: Token) -> Token | None:
    """ "Little" and "few" without an article: "little sign of", "few believed"."""
    if noun.lower_ in _SCARCE and noun.dep_ in _SUBJECTS:
        return noun
    words = list(noun.children)
    if any(c.lower_ in ("a", "the") for c in words):
        return None
    return next((c for c in words if c.lower_ in _SCARCE and c.dep_ in ("amod", "det", "advmod")), None)


def going_on(word: Token) -> Token | None:
    """The "no" that goes on in an "any": "no plans to leave or any preparations for it"; None for other words."""
    if word.lower_ != "any" or word.i == word.sent.start or word.nbor(-1).lower_ not in ("or", "nor"):
        return None
    for token in reversed(word.doc[word.sent.start : word.i]):
        if token.tag_ in _FINITE:
            return None  # the "no" of another clause
        if token.lower_ == "no" and token.dep_ == "det":
            return token
    return None


def _contracted(verb: Token) -> Token | None:
    """ "Hasn't", where a text comes in tokens that leave it in one."""
    words = (c for c in verb.children if c.dep_ in ("aux", "auxpass"))
    return next((c for c in words if c.lower_.endswith(("n't", "n’t")) and len(c) > 3), None)


def _by_adverb(verb: Token) -> Token | None:
    """ "No longer", "not once", "hardly ever": an adverb that is itself negated."""
    adverbs = (c for c in verb.children if c.dep_ in ("advmod", "npadvmod"))
    return next((n for a in adverbs for n in a.children if n.dep_ == "neg" or n.lower_ in ("no", "hardly")), None)


def _by_phrase(word: Token) -> Token | None:
    """ "At no point", "under no circumstances", "by no means"."""
    for preposition in word.children:
        if preposition.dep_ == "prep" and preposition.i < word.i:
            for noun in preposition.children:
                if noun.lemma_.lower() in operators().negative_phrases:
                    return next((c for c in noun.children if c.lower_ == "no"), None)
    return None


def by_phrase(word: Token) -> Token | None:
    """The "no" of a phrase that negates a predicate: "is by no means certain"."""
    return _by_phrase(word)


def _negative_noun(noun: Token) -> Token | None:
    """The negative word of a subject or object: "no troops", "nobody", "not a single shell", "hardly any of them"."""
    if noun.lower_ in _NOBODY:
        return noun
    for child in noun.children:
        if child.lower_ in ("no", "neither") and child.dep_ in ("det", "preconj", "cc"):
            return child
        if child.dep_ == "neg" or (
            child.lower_ in ("hardly", "scarcely", "barely") and noun.lower_ in ("any", "anyone")
        ):
            return child
    return None


def _bears_elsewhere(verb: Token, negation: Token) -> bool:
    """True for "not only", "did not leave until noon" (he left then) and "not because ... but because"."""
    following = verb.doc[negation.i + 1] if negation.i + 1 < len(verb.doc) else negation
    if following.lower_ in _RESTRICTORS:
        return True
    words = {c.lower_ for c in verb.children}
    if words & {"did", "had"} and _until(verb):
        return True
    rest = verb.doc[verb.i : verb.sent.end].text.lower()
    return "because" in rest and "but because" in rest


def _until(verb: Token) -> bool:
    """True where "until" follows the verb, as a preposition or before a clause."""
    for child in verb.children:
        if child.i > verb.i and child.dep_ == "prep" and child.lower_ in ("until", "till"):
            return True
        if child.i > verb.i and child.dep_ == "advcl" and any(c.lower_ in ("until", "till") for c in child.children):
            return True
    return False
