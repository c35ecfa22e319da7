"""Quotations signed with a dash: '"We will stay." ― Ann Lee', as pull quotes, letters and mottos are set."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dateline.analyse.readings import Reading
from dateline.analyse.selection import Scored
from dateline.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.analyse.draft import Draft

SIGNED_SCORE = 0.9
_SIGNATURE = re.compile(
    r"[”\"]?[ \t\xa0]{0,2}(?P<dash>[―—–]|--)[ \t\xa0]?"
    r"(?P<name>[A-Z][\w.'’-]*(?:[ \t](?:[A-Z][\w.'’-]*|of|the|de|van|von|bin|al))+)"
    r"(?:,[^\n“”\"]{1,60})?\s*(?=\n|$|[“\"])"
)
_LEAST = 20  # characters of a quotation that is signed


def with_signed(kept: Sequence[Scored], draft: Draft) -> list[Scored]:
    """The readings, with those of signed quotations in the place of whatever was read across them."""
    signed = [s for q in draft.quotes if len(q) >= _LEAST and (s := _signed(q, draft)) is not None]
    if not signed:
        return list(kept)
    taken = [Span(s.reading.content[0].start, s.reading.source[0].end) for s in signed]
    return [k for k in kept if not any(_is_across(t, c) for t in taken for c in k.reading.content)] + signed


def _is_across(signed: Span, content: Span) -> bool:
    """True for a content inside the signed stretch, or over one of its ends; not for one that holds it whole."""
    return signed.overlaps(content) and not (content.contains(signed) and len(content) > len(signed))


def _signed(quote: Span, draft: Draft) -> Scored | None:
    match = _SIGNATURE.match(draft.report.text, quote.end)
    if match is None:
        return None
    source, cue = Span(*match.span("name")), Span(*match.span("dash"))
    words = draft.doc.char_span(source.start, source.end, alignment_mode="expand")
    if words is None or len(words) == 0:
        return None
    head = words.root.i
    reading = Reading(head, "sign", "mark", "signature", (source,), (cue,), (quote,), head)
    return Scored(reading, SIGNED_SCORE)
