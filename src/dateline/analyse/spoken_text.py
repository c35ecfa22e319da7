"""Whose words a whole text is: "Full text of President X's speech", "Here are the remarks of Vice President Y: ...".

A newspaper prints a speech under a line that says so; its claims are the speaker's. Interviews, conferences and the
like have several voices, and labels of their own.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from dateline.analyse.bare_phrases import resolve_phrase
from dateline.model import Actor, Report, Source, Span

_OPENING_WITHIN = 250  # characters; further down the words tell of another text
# What stands before such a line: nothing, a headline of the same kind, a place or time set off by a dash.
_BEFORE = re.compile(
    r"\W*(?:(?:here|this|following|below)\s+is\s+(?:the|an?)\s+)?|(?:full text|transcript|text)\b.*|.{0,60}--\s*",
    re.IGNORECASE | re.DOTALL,
)
# What goes on the line, so that no sentence is told about the text: where, when and to whom; then its end or the words.
_BEHIND = re.compile(
    r"\s*(?:$|[,:;(\n“\"–—-]|(?:at|on|to|in|before|after|following|as|for|provided|delivered|\w+day)\b)", re.IGNORECASE
)
_SEVERAL = re.compile(
    r"\b(?:interview|conference|debate|briefing|hearing|testimony|call|conversation)s?\b", re.IGNORECASE
)
_GIVEN = re.compile(
    r"\b(?:(?:full|complete|prepared|edited)\s+)?"
    r"(?:(?:text|transcript|translation)\s+of|"
    r"(?:here|these|this|following|below)\s+(?:is|are)\s+(?:the\s+)?(?:(?:full|complete|prepared)\s+)?"
    r"(?:remarks|statement|speech|address|message|letter)\s+(?:of|by|from))\s+"
    r"(?:(?:an?|the)\s+)?(?:(?:speech|address|remarks|statement|message|letter)\s+(?:of|by|from|delivered\s+by)\s+)?"
    r"(?P<who>[A-Z][^:;,\n]{2,90}?)"
    r"(?:['’]s?\s+(?P<what>[\w\s]{0,30}?\b(?:speech|address|remarks|statement|message|letter|comments))\b"
    r"|\s+(?:following|provided|on|at|in|to|after|before|as|when)\b|[:;,\n])",
    re.IGNORECASE,
)  # fmt: skip


class _Text(NamedTuple):
    """Who speaks, and from where on: the offset behind the line that says so."""

    actor: Actor
    words: str
    start: int


def with_text_speaker(sources: tuple[Source, ...], trigger: Span, report: Report) -> tuple[Source, ...]:
    """The chain with whose words the whole text is in front; as it is where the text is the outlet's own."""
    found = _text_speaker(report)
    if found is None or trigger.start < found.start or any(s.actor == found.actor for s in sources):
        return sources
    kind = "office" if found.actor.kind == "office" else "person"
    return Source(found.actor.name, found.words, kind, "says", None, found.actor), *sources


@lru_cache(maxsize=4)  # asked of every event of a report
def _text_speaker(report: Report) -> _Text | None:
    opening = _named(report.text[:_OPENING_WITHIN], report.dct)
    if opening is not None:
        return opening
    titled = _named(report.title, report.dct)
    return titled._replace(start=0) if titled is not None else None


def _named(words: str, dct: str) -> _Text | None:
    for match in _GIVEN.finditer(words):
        who, end = match["who"], match.end("what") if match["what"] else match.end("who")
        if not (_BEFORE.fullmatch(words, 0, match.start()) and _BEHIND.match(words, end)) or _SEVERAL.search(match[0]):
            continue
        actor = resolve_phrase(who, "", dct or None) if who[:1].isupper() else None
        if actor is not None and actor.kind in ("person", "office") and actor.name[:1].isupper():
            return _Text(actor, who, match.end())
    return None
