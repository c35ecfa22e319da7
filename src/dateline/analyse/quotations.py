"""Direct speech: which quotation belongs to which cue, and quotations that go on without one of their own."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TYPE_CHECKING

from dateline.analyse.frame import cue_lemma, cue_tokens
from dateline.analyse.phrases import source_tokens
from dateline.analyse.span_index import SpanIndex
from dateline.analyse.syntax import subject_of
from dateline.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CLOSING = "”\"»’' "
_LIGHT_GAP = re.compile(r"^[\s,—–\-…]*(?:(?:as|and|also|then|too|well)\s+)*$")
_SENTENCE_BREAK = re.compile(r"[a-z\d)][.!?]\s+[A-Z“\"'‘]|\n\s*\n|;")
_START = attrgetter("start")
_FINAL = re.compile(r"[.!?…][”\"»'’]*$")
_DOUBLED = re.compile(r"(?<!')''(?!')(?:[^'\n]|'(?!')|\n(?!\s*\n))+''")
_SINGLE = re.compile(r"(?<![\w’'])[‘'](?=[A-Z\w])(?:[^‘’'\n“”\"]|[’'](?=\w))+[,.?!][’'](?![\w’'])")
MAX_GAP = 140  # characters between a cue and the quotation it opens ("told reporters in Kyiv on Sunday: ")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A cue with the quotations it carries. `verb` and `anchor` index tokens, `region` is the cue with its subject."""

    verb: int
    anchor: int | None
    cue: tuple[int, ...]
    source: tuple[int, ...]
    region: Span
    content: tuple[Span, ...]


def all_quotes(text: str, quotes: Sequence[Span]) -> tuple[Span, ...]:
    """The quotations, with those in doubled apostrophes (news databases) and single marks (British papers) added.

    Single marks count only where they close behind punctuation ('We are ready,' he said): others are scare quotes,
    titles or apostrophes.
    """
    more = [Span(*m.span()) for pattern in (_DOUBLED, _SINGLE) for m in pattern.finditer(text)]
    known = SpanIndex((q, q) for q in quotes)
    fresh = [m for m in more if not known.overlaps(m)]
    found: list[Span] = []
    for span in sorted((*quotes, *fresh)):
        if not found or span.start >= found[-1].end:
            found.append(span)
    return tuple(found)


def find_quoted(doc: Doc, text: str, quotes: Sequence[Span], known: Callable[[str], bool]) -> list[Quoted]:
    """Each cue outside quotation marks that stands beside a quotation, with all that it carries."""
    if not quotes:
        return []
    found: list[Quoted] = []
    claimed: set[Span] = set()
    for verb in doc:
        if verb.pos_ not in ("VERB", "AUX") or inside(verb.idx, quotes) is not None or not known(cue_lemma(verb)):
            continue
        quoted = _beside(verb, text, quotes, claimed)
        if quoted is not None:
            found.append(quoted)
            claimed.update(quoted.content)
    taken = SpanIndex((c, c) for c in sorted(claimed))
    return _go_on(found, text, [q for q in quotes if not taken.overlaps(q)])


def inside(at: int, quotes: Sequence[Span]) -> Span | None:
    """The quotation a position lies in."""
    k = bisect_right(quotes, at, key=_START) - 1
    return quotes[k] if k >= 0 and quotes[k].start <= at < quotes[k].end else None


def _beside(verb: Token, text: str, quotes: Sequence[Span], claimed: set[Span]) -> Quoted | None:
    subject = _speaker_of(verb, quotes)
    cue = cue_tokens(verb)
    source = source_tokens(subject) if subject is not None else ()
    near = [i for i in source if abs(i - verb.i) < 25]
    region = _region(verb.doc, [*cue, *near])
    before = _quote_before(region, text, quotes, claimed)
    after = _quote_after(verb, region, text, quotes)
    content = tuple(q for q in (before, after) if q is not None)
    if not content:
        return None
    return Quoted(verb.i, subject.i if subject is not None else None, cue, source, region, content)


def _region(doc: Doc, words: list[int]) -> Span:
    first, last = min(words), max(words)
    return Span(doc[first].idx, doc[last].idx + len(doc[last].text))


def _speaker_of(verb: Token, quotes: Sequence[Span]) -> Token | None:
    """The subject, and where the parser found none outside the quotation, the name next to the verb."""
    subject = subject_of(verb)
    if subject is not None and inside(subject.idx, quotes) is None:
        return subject
    for step in (1, -1):
        i = verb.i + step
        while 0 <= i < len(verb.doc) and verb.doc[i].pos_ in ("DET", "ADJ", "ADV", "AUX") and abs(i - verb.i) < 4:
            i += step
        if 0 <= i < len(verb.doc) and verb.doc[i].pos_ in ("PROPN", "PRON", "NOUN"):
            token = verb.doc[i]
            while token.dep_ == "compound" and token.head.i > token.i:
                token = token.head
            if inside(token.idx, quotes) is None:
                return token
    return None


def _quote_before(region: Span, text: str, quotes: Sequence[Span], claimed: set[Span]) -> Span | None:
    k = bisect_left(quotes, Span(region.start, region.start)) - 1
    if k < 0 or quotes[k] in claimed or quotes[k].end > region.start:
        return None
    quote, gap = quotes[k], text[quotes[k].end : region.start]
    if not _LIGHT_GAP.match(gap) or "\n\n" in gap:
        return None
    words = text[quote.start : quote.end].rstrip(_CLOSING)
    if words.endswith(".") and not words.endswith("...") and "," not in gap:
        return None
    return Span(_start_of_mixed(quote, text, quotes), quote.end)


def _start_of_mixed(quote: Span, text: str, quotes: Sequence[Span]) -> int:
    """Where the sentence begins whose end alone is quoted ("The plan is "a disaster," he said)."""
    head = text[: quote.start].rstrip(" ")
    if not head or head[-1] in '.!?:\n”"»)' or len(_words(text, quote)) > 12:
        return quote.start
    begins = [m.end() for m in re.finditer(r"[.!?][\"”]?\s+|\n", head[-400:])]
    start = len(head) - len(head[-400:]) + (begins[-1] if begins else 0)
    return start if inside(start, quotes) is None else quote.start


def _words(text: str, span: Span) -> list[str]:
    return text[span.start : span.end].split()


def _quote_after(verb: Token, region: Span, text: str, quotes: Sequence[Span]) -> Span | None:
    k = bisect_left(quotes, Span(region.end, region.end))
    if k >= len(quotes):
        return None
    quote, gap = quotes[k], text[region.end : quotes[k].start]
    colon = gap.rstrip().endswith(":")
    if len(gap) > MAX_GAP or (_SENTENCE_BREAK.search(gap) and not (colon and "\n\n" in gap[-3:])):
        return None
    if not (gap.strip() in ("", ",", ":") or gap.rstrip()[-1:] in ",:"):
        return None
    if not gap.strip() and len(_words(text, quote)) < 5:
        return None
    between = [t for t in verb.doc[verb.i + 1 : verb.i + 40] if region.end <= t.idx < quote.start]
    if any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in between):
        return None
    return quote


def _go_on(found: list[Quoted], text: str, free: list[Span]) -> list[Quoted]:
    """Quotations without a cue of their own go to the cue before them in the paragraph, or the running one."""
    result = list(found)
    for quote in free:
        if not _sentence_like(quote, text):
            continue
        k = _cue_before(result, quote, text)
        if k is not None:
            result[k] = replace(result[k], content=(*result[k].content, quote))
    return result


def _sentence_like(quote: Span, text: str) -> bool:
    head = text[max(0, quote.start - 3) : quote.start].rstrip(" ")
    opens = not head or head[-1] in '.!?\n”"»:'
    return opens and bool(_FINAL.search(text[quote.start : quote.end].rstrip()))


def _cue_before(found: list[Quoted], quote: Span, text: str) -> int | None:
    for k in range(len(found) - 1, -1, -1):
        end = max(found[k].region.end, *(c.end for c in found[k].content))
        if end <= quote.start:
            gap = text[end : quote.start]
            if "\n" not in gap.strip() and "\n" not in gap and len(gap) < 300:
                return k
            goes_on = _unclosed(found[k].content[-1], text) or _fills_paragraph(quote, text)
            return k if not gap.strip() and goes_on else None
    return None


def _fills_paragraph(quote: Span, text: str) -> bool:
    """True where nothing but the quotation stands in its line."""
    return not text[quote.end :].split("\n", 1)[0].strip()


def _unclosed(quote: Span, text: str) -> bool:
    return text[quote.end - 1] not in "”\"»'’"
