"""Does a time expression lie before or after the report? What the tense around it says."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from dateline.analyse.timegrammar.hits import Hit
from dateline.codebook import load_time_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SENTENCE_END = re.compile(r"[.!?]['\"”’)]*\s+(?=[A-Z\"“'‘(])|\n\s*\n")
_DEADLINE = re.compile(r"\b(?:by|until|till)\s$")
_WINDOW = 160  # characters looked at on either side
_HEADS_UP = 8  # words climbed in the parse
_STATES = frozenset(
    {"be", "have", "do", "say", "show", "mean", "remain", "know", "think", "believe", "recall", "remember"}
)
_WILL = frozenset({"will", "'ll", "’ll", "shall", "wo", "would"})
_MODALS = frozenset({"may", "might", "can", "could", "should", "must"})
_HAD = frozenset({"was", "were", "had", "did", "has", "have", "'ve", "’ve"})


def direction_reader(text: str, doc: Doc | None) -> Callable[[Hit], int]:
    """A function from a hit to -1 (past), 1 (future) or 0 (nothing says)."""
    if doc is None or not len(doc):
        return lambda hit: _from_words(text, hit)
    starts = [t.idx for t in doc]

    def read(hit: Hit) -> int:
        token = doc[max(0, bisect_right(starts, hit.start) - 1)]
        return _from_parse(token) or _from_words(text, hit)

    return read


@cache
def _cue_pattern() -> re.Pattern[str]:
    """Verb forms; a participle that hangs on a future form ("to be completed") is part of it, no past form."""
    cues = load_time_words().cues
    future = "|".join(cues["future"])
    past = "|".join(cues["past"])
    tail = r"(?:\s(?:not|also|then|still|soon|be|have|to))*(?:\s\w+ed)?"
    return re.compile(
        rf"\b(?:(?P<future>(?:{future}){tail})|(?P<past>had been \w+|{past}|\w{{2,}}ed))\b|(?P<ll>['’]ll\b)",
        re.IGNORECASE,
    )


def _from_words(text: str, hit: Hit) -> int:
    """The nearest verb form before the hit in its sentence, else the nearest behind it, else the preposition."""
    before = _SENTENCE_END.split(text[max(0, hit.start - _WINDOW) : hit.start])[-1]
    cues = list(_cue_pattern().finditer(before))
    if cues:
        return -1 if cues[-1]["past"] else 1
    cue = _cue_pattern().search(_SENTENCE_END.split(text[hit.end : hit.end + _WINDOW])[0])
    if cue is None:
        return 1 if _DEADLINE.search(hit.before()) else 0
    return -1 if cue["past"] else 1


def _from_parse(token: Token) -> int:
    """The tense of the verb that governs a token."""
    verb = token
    for _ in range(_HEADS_UP):
        if verb.pos_ in ("VERB", "AUX"):
            found = _tense(verb)
            if found:
                return found
            if verb.tag_ in ("VBP", "VBZ") and not _helpers(verb):
                return 1 if _hangs_on(token, verb) and verb.lemma_ not in _STATES else 0
        if verb.head is verb:
            break
        verb = verb.head
    return 0


def _helpers(verb: Token) -> set[str]:
    return {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}


def _hangs_on(token: Token, verb: Token) -> bool:
    """True for "resume Friday" and "resume on Friday"."""
    return token.head is verb or (token.dep_ == "pobj" and token.head.head is verb)


def _tense(verb: Token) -> int:
    helpers = _helpers(verb)
    heads = load_time_words().cues["future_heads"]
    if helpers & _WILL:
        return 1
    if verb.tag_ == "VBN" and verb.lemma_.lower() in heads and helpers & {"is", "are", "be"}:
        return 1  # "is expected in December"
    if verb.tag_ == "VBD" or helpers & _HAD:
        return -1
    if "to" in helpers:
        return 1 if verb.head.lemma_.lower() in heads or verb.dep_ in ("relcl", "acl") else 0
    if helpers & _MODALS:
        return 1
    return -1 if verb.tag_ == "VBN" and not helpers and verb.dep_ in ("acl", "relcl", "amod") else 0
