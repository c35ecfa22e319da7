"""From words of the parse to spans of the report: phrases, clauses, and runs of words."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from dateline.analyse.memory import read_once
from dateline.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc, Token

MAX_WORDS = 400  # of one phrase: a clause that long is a slip of the parse, and phrases of phrases cost the square
_EDGE = frozenset(",.;:!?-–—… ")
_BREAKS = frozenset({",", "—", "–", "(", "--"})
_ASIDES = frozenset({"relcl", "acl", "advcl", "punct", "parataxis"})
_LEADING = frozenset({"even", "while", "but", "and", "so", "because", "though", "although", "if", "when"})
_CLOSING = "”\"»'’)"


@read_once
def phrase_tokens(head: Token) -> tuple[int, ...]:
    """The words under a head, without the complementizer and marks of punctuation at the edges."""
    words = [t for t in islice(head.subtree, MAX_WORDS) if not t.is_space]
    while words and (words[0].is_punct or _is_complementizer(words[0])):
        words.pop(0)
    while words and words[-1].is_punct:
        words.pop()
    return tuple(t.i for t in words)


def _is_complementizer(word: Token) -> bool:
    """ "that" in front of a clause, also where the parser took it for an object."""
    return word.lower_ == "that" and (word.dep_ == "mark" or word.tag_ == "IN")


@read_once
def source_tokens(head: Token) -> tuple[int, ...]:
    """The phrase of a source with its appositions ("Ann Lee, a pollster"), without clauses behind a comma."""
    if head.dep_ == "poss":
        words = [t for t in head.subtree if not t.is_space and (t.i <= head.i or t.dep_ == "case")]
        return tuple(t.i for t in words)
    words = [t for t in islice(head.subtree, MAX_WORDS) if not t.is_space]
    cut = _first_aside(words, head)
    if cut is not None:
        words = [t for t in words if t.i < cut]
    while words and (words[0].is_punct or words[0].lower_ in _LEADING):
        words.pop(0)
    while words and (words[-1].lower_ == "that" or (words[-1].is_punct and words[-1].text not in _CLOSING)):
        words.pop()
    return tuple(t.i for t in words)


def _first_aside(words: list[Token], head: Token) -> int | None:
    """Where a clause begins that only comments on the source: behind a comma or dash, with a verb at its head."""
    for token in words:
        if token.i <= head.i or token.text not in _BREAKS:
            continue
        after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
        link = next((t for t in (after, *after.ancestors) if t.head.i == head.i and t.i != head.i), None)
        if link is None or link.dep_ in _ASIDES:
            return int(token.i)
    return None


def content_spans(words: Iterable[int], doc: Doc, text: str) -> tuple[Span, ...]:
    """Spans of runs of words; a gap of nothing but punctuation does not break a run."""
    runs: list[tuple[int, int]] = []  # first and last word
    for i in sorted(set(words)):
        if doc[i].is_space:
            continue
        if runs and all(doc[j].is_punct or doc[j].is_space for j in range(runs[-1][1] + 1, i)):
            runs[-1] = (runs[-1][0], i)
        else:
            runs.append((i, i))
    spans = (Span(doc[a].idx, doc[b].idx + len(doc[b].text)) for a, b in runs)
    return tuple(s for s in (trim(s, text) for s in spans) if len(s) > 0)


def trim(span: Span, text: str) -> Span:
    """The span without blanks and punctuation at its edges; quotation marks stay."""
    start, end = span.start, span.end
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and (text[end - 1] in _EDGE or text[end - 1].isspace()):
        end -= 1
    return span if (start, end) == (span.start, span.end) else Span(start, end)


def merge(spans: Iterable[Span], text: str) -> tuple[Span, ...]:
    """The spans in order, those that touch or overlap (but for blanks and punctuation) joined."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(span.end, found[-1].end))
        elif found and not any(c.isalnum() for c in text[found[-1].end : span.start]):
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return tuple(found)


def without(span: Span, holes: Iterable[Span], text: str) -> tuple[Span, ...]:
    """What is left of a span when the holes are cut out."""
    rest = [span]
    for hole in holes:
        rest = [p for s in rest for p in _cut(s, hole)]
    return tuple(t for t in (trim(s, text) for s in rest) if len(t) > 0)


def _cut(span: Span, hole: Span) -> list[Span]:
    if not span.overlaps(hole):
        return [span]
    return [s for s in (Span(span.start, hole.start), Span(hole.end, span.end)) if s.start < s.end]
