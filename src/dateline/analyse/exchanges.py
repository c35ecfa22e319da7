"""Who does what is given in exchange: "sought concessions from Chad in exchange for leaving Mali".

What stands behind "in exchange for" is done by the other side of the bargain than what stands before it: by those who
ask for something, and by those to whom something is offered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.analyse import syntax

if TYPE_CHECKING:
    from spacy.tokens import Token

_BARGAINS = frozenset({"exchange", "return"})
_ASKING = frozenset(
    {"demand", "seek", "want", "request", "ask", "extract", "elicit", "expect", "win", "obtain", "get", "receive",
     "gain", "accept", "secure", "wrest", "wring", "need"}
)  # fmt: skip
_GIVING = frozenset({"offer", "give", "provide", "promise", "propose", "grant", "hand", "supply", "send", "pay", "lift",
                     "ease", "sell", "deliver"})  # fmt: skip
_PARTIES = ("GPE", "NORP", "ORG", "PERSON")
_HIGHEST = 7  # words up to the verb of the bargain


def exchange_agents(token: Token) -> tuple[Token, ...] | None:
    """Who does what a word behind "in exchange for" tells, () where nobody is named; None where it is no bargain."""
    start = _bargain_of(token)
    if start is None:
        return None
    for verb, _ in zip(start.ancestors, range(_HIGHEST), strict=False):
        lemma = verb.lemma_.lower()
        if verb.pos_ == "VERB" and lemma in _ASKING | _GIVING:
            subject = syntax.subject_of(verb)
            asks = lemma in _ASKING or syntax.is_passive(verb)  # "was offered aid"
            found = subject if asks else _receiver(verb)
            return tuple(syntax.coordinated(found)) if found is not None else ()
    return ()


def _bargain_of(token: Token) -> Token | None:
    """The noun of the bargain that a word is the price in."""
    preposition = token.head
    if token.dep_ not in ("pcomp", "pobj") or preposition.lower_ != "for":
        return None
    noun = preposition.head
    within = noun.dep_ == "pobj" and noun.head.lower_ == "in"
    return noun if within and noun.lemma_.lower() in _BARGAINS else None


def _receiver(verb: Token) -> Token | None:
    """Whom something is given: "offered [Chad] grain", "grain to [Chad]"; the parser may have them for an object."""
    direct = [c for c in verb.children if c.dep_ == "dative" and c.pos_ != "ADP"]
    behind = [n for _, n in syntax.prepositional(verb, "to")]
    objects = [c for c in verb.children if c.dep_ == "dobj" and (c.ent_type_ in _PARTIES or c.tag_ == "PRP")]
    return next(iter((*direct, *behind, *objects)), None)
