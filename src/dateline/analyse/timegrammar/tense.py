"""Does a time expression lie before or after the report? What the tense around it says."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from typing import TYPE_CHECKING

from dateline.analyse.timegrammar.hits import Hit

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_FUTURE = (
    r"will|shall|'ll|’ll|won't|won’t|going to|expects? to|expected|plans?|planned|planning|scheduled|due|set to|slated|"
    r"intends?|would|to be|aims? to|hopes? to|upcoming|forthcoming|by next|deadline|must|"
    r"payable|expires?|expiring|matur\w+"
)
_PAST = (
    r"was|were|had|did|said|told|\w{2,}ed|began|came|fell|rose|made|took|sent|met|went|left|held|became|gave|lost|won|"
    r"saw|led|found|hit|struck|shot|broke|brought|spoke|wrote|grew|got|put|cut|ran|sold|bought|kept|fought|built|since"
)
_CUE = re.compile(
    rf"\b(?:(?P<future>(?:{_FUTURE})(?:\s(?:not|also|then|still|soon|be|have|to))*(?:\s\w+ed)?)|(?P<past>{_PAST}))\b|(?P<ll>['’]ll\b)",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?]['\"”’)]*\s+(?=[A-Z\"“'‘(])|\n\s*\n")
_WINDOW = 160
_FUTURE_AUX = frozenset(
    {"will", "'ll", "’ll", "shall", "wo", "would", "may", "might", "can", "could", "should", "must"}
)
_FUTURE_HEADS = frozenset({"plan", "expect", "schedule", "intend", "aim", "hope", "want", "prepare", "set", "slate", "promise", "vow",
                           "pledge", "agree", "decide", "due", "seek", "threaten", "need", "try", "urge", "call", "ask"})  # fmt: skip


def direction_reader(text: str, doc: Doc | None) -> Callable[[Hit], int]:
    """A function from a hit to -1 (past), 1 (future) or 0 (nothing says)."""
    if doc is None or not len(doc):
        return lambda hit: _from_words(text, hit)
    starts = [t.idx for t in doc]

    def read(hit: Hit) -> int:
        token = doc[max(0, bisect_right(starts, hit.start) - 1)]
        return _from_parse(token) or _from_words(text, hit)

    return read


def _from_words(text: str, hit: Hit) -> int:
    """The nearest verb form before the hit in its sentence, else the nearest behind it."""
    before = _SENTENCE_END.split(text[max(0, hit.start - _WINDOW) : hit.start])[-1]
    cues = list(_CUE.finditer(before))
    if cues:
        return -1 if cues[-1]["past"] else 1
    after = _SENTENCE_END.split(text[hit.end : hit.end + _WINDOW])[0]
    cue = _CUE.search(after)
    return 0 if cue is None else -1 if cue["past"] else 1


def _from_parse(token: Token) -> int:
    """The tense of the verb that governs a token."""
    verb = token
    for _ in range(8):
        if verb.pos_ in ("VERB", "AUX"):
            found = _tense(verb)
            if found:
                return found
        if verb.head is verb:
            break
        verb = verb.head
    return 0


def _tense(verb: Token) -> int:
    words = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if words & {"will", "'ll", "’ll", "shall", "wo", "would"}:
        return 1
    if verb.tag_ == "VBD" or words & {"was", "were", "had", "did"}:
        return -1
    if "to" in words and verb.tag_ == "VB":
        return 1 if verb.head.lemma_.lower() in _FUTURE_HEADS or verb.dep_ in ("relcl", "acl") else 0
    if words & {"has", "have", "'ve", "’ve"}:
        return -1
    if words & _FUTURE_AUX:
        return 1
    return -1 if verb.tag_ == "VBN" and verb.dep_ in ("acl", "relcl", "amod") else 0
