"""What the report's author adds about a content: disputed or supported."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from dateline.analyse.readings import Reading

_DISPUTED = re.compile(
    r"\b(?:false(?:ly)?|wrong(?:ly)?|baseless(?:ly)?|groundless(?:ly)?|unfounded|untrue|incorrect(?:ly)?|so-called"
    r"|purported(?:ly)?|routinely (?:alleg|claim|accus|assert)\w+"
    r"|without (?:offering |providing |giving |any )*(?:evidence|proof)"
    r"|unsubstantiated|unproven|discredited|debunked|misleading(?:ly)?|erroneous(?:ly)?|bogus|fabricated)\b",
    re.IGNORECASE,
)
_NO_EVIDENCE = re.compile(
    r"\b(?:there (?:is|was|has been) (?:no|little|scant) (?:\w+ )?(?:evidence|proof|sign)"
    r"|no evidence (?:for|to support|of)"
    r"|(?:has|have|had|did) (?:not )?(?:offered|provided|presented|produced|offer|provide) no (?:evidence|proof))",
    re.IGNORECASE,
)
WINDOW = 600  # characters around the cue
_SUPPORTED = re.compile(r"\b(?:correctly|rightly|accurately|truthfully)\b", re.IGNORECASE)


def stance_of(reading: Reading, doc: Doc, text: str) -> str:
    """ "disputed", "supported" or "", from the sentence of the cue (600 characters each side) and what follows."""
    sentence = doc[reading.head].sent
    start = max(sentence.start_char, reading.cue[0].start - WINDOW)
    end = min(sentence.end_char, reading.cue[-1].end + WINDOW)
    own = _outside(reading, start, end, text)
    after = text[end : end + 160]
    if _DISPUTED.search(own) or _NO_EVIDENCE.search(own) or _NO_EVIDENCE.match(after.lstrip()):
        return "disputed"
    return "supported" if _SUPPORTED.search(own) else ""


def _outside(reading: Reading, start: int, end: int, text: str) -> str:
    """The sentence without the statement's content and source."""
    chars = list(text[start:end])
    for span in (*reading.content, *reading.source):
        for i in range(max(span.start, start), min(span.end, end)):
            chars[i - start] = " "
    return "".join(chars)
