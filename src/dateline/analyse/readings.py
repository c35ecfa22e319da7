"""Candidate attributions as spans of the report: from frames of grammar, from quotations and from labels."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.analyse.frame import Frame, cue_lemma, frame_spans, quoting_verb
from dateline.analyse.frames import find_frames
from dateline.analyse.phrases import content_spans, merge, trim, without
from dateline.analyse.quotations import Quoted, find_quoted, inside
from dateline.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from dateline.codebook import Cues
    from dateline.model import Sentence

_LABEL = re.compile(r"^(?P<source>[A-Z][\w.’'\- ]{1,40}?)(?P<cue>:)\s+(?P<content>\S.*)$", re.DOTALL)
_EXTENDABLE = frozenset({"clause", "inverted", "parenthetical", "infinitive", "small", "according", "as-clause"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A candidate: what a cue in one pattern would attribute to whom. Token indices but for the spans.

    `governor` is the lemma of the verb that the cue hangs on as its infinitive ("declined" of "declined to say");
    `host` the head of the statement that passes this one on, where grammar and not its content says so.
    """

    head: int
    lemma: str
    pos: str
    pattern: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    anchor: int | None = None
    relative: Span | None = None
    negated: bool = False
    governor: str = ""
    host: int | None = None


def find_readings(
    doc: Doc, text: str, sentences: Sequence[Sentence], quotes: Sequence[Span], cues: Cues
) -> list[Reading]:
    """All candidates that the codebook knows the words of, in reading order of their cues."""
    found = [_of_frame(f, doc, text, quotes) for f in find_frames(doc, lambda w, p: (w, p) in cues)]
    found += [_of_quoted(q, doc, text) for q in find_quoted(doc, text, quotes, lambda w: (w, "verb") in cues)]
    found += _labels(doc, text, sentences, quotes)
    return sorted((r for r in found if r.content and r.cue), key=lambda r: (r.head, r.pattern))


def _of_frame(frame: Frame, doc: Doc, text: str, quotes: Sequence[Span]) -> Reading:
    source, cue, content = frame_spans(frame, doc, text)
    if frame.pattern in _EXTENDABLE and inside(doc[frame.head].idx, quotes) is None:
        holes = [*source, *cue]
        content = merge([p for c in content for p in to_quote_ends(c, holes, quotes, text)], text)
        content = (*content, *_behind_colon(content, quotes, text))
    relative = doc[frame.relative] if frame.relative is not None else None
    return Reading(
        frame.head, frame.lemma, frame.pos, frame.pattern, source, cue, content, frame.anchor,
        Span(relative.idx, relative.idx + len(relative.text)) if relative is not None else None,
        frame.negated, governor_of(doc, frame.head, frame.cue), _passed_on_by(doc, frame.head),
    )  # fmt: skip


def governor_of(doc: Doc, head: int, cue: Sequence[int]) -> str:
    """The lemma of the verb that governs the cue's head and was taken into the cue."""
    token = doc[head]
    governed = token.dep_ == "xcomp" and token.head.i in cue
    return cue_lemma(token.head) if governed else ""


def _passed_on_by(doc: Doc, head: int) -> int | None:
    """ "Interfax quoted him as saying": the head of the statement that passes his on."""
    quoting = quoting_verb(doc[head])
    return quoting.i if quoting is not None else None


def _behind_colon(content: Sequence[Span], quotes: Sequence[Span], text: str) -> Iterator[Span]:
    """The quotation that a content announces with a colon at its end."""
    end = content[-1].end if content else len(text)
    k = bisect_left(quotes, Span(end, end))
    if k < len(quotes) and text[end : quotes[k].start].strip() == ":":
        yield quotes[k]


def to_quote_ends(content: Span, holes: Sequence[Span], quotes: Sequence[Span], text: str) -> tuple[Span, ...]:
    """A content that ends (or begins) inside a quotation takes the rest of it in, but not its own cue."""
    start, end = content.start, content.end
    opened, closed = inside(start, quotes), inside(end - 1, quotes)
    if opened is not None and not any(opened.overlaps(h) for h in holes):
        start = opened.start
    if closed is not None and not any(closed.overlaps(h) for h in holes):
        end = closed.end
    return without(Span(start, end), holes, text)


def _of_quoted(quoted: Quoted, doc: Doc, text: str) -> Reading:
    verb = doc[quoted.verb]
    return Reading(
        quoted.verb, cue_lemma(verb), "verb", "quote", content_spans(quoted.source, doc, text),
        content_spans(quoted.cue, doc, text), merge(quoted.content, text), quoted.anchor,
        governor=governor_of(doc, quoted.verb, quoted.cue),
    )  # fmt: skip


def _labels(doc: Doc, text: str, sentences: Sequence[Sentence], quotes: Sequence[Span]) -> Iterator[Reading]:
    """ "Zelensky: We need more weapons", as headlines have it."""
    for sentence in sentences:
        match = _LABEL.match(text[sentence.span.start : sentence.span.end])
        if match is None or len(match["source"].split()) > 5:
            continue
        at = sentence.span.start
        source = doc.char_span(at + match.start("source"), at + match.end("source"), alignment_mode="expand")
        if source is None or any(t.pos_ in ("VERB", "AUX", "ADV") for t in source) or source.root.pos_ != "PROPN":
            continue
        content = trim(Span(at + match.start("content"), sentence.span.end), text)
        content = inside(content.start, quotes) or content
        cue = Span(at + match.start("cue"), at + match.end("cue"))
        yield Reading(source.root.i, "label", "mark", "label", (Span(source.start_char, source.end_char),), (cue,),
                      (content,), source.root.i)  # fmt: skip
