"""How sure a reading is: its cue's record in annotated news, and what stands around it.

A logistic model over a few grammatical properties, fitted on PolNeAR's train part; its weights are data
(`cue_weights.yaml`), so that a trained encoder can take its place without touching the grammar.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dateline.analyse.quotations import inside
from dateline.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from dateline.analyse.readings import Reading
    from dateline.codebook import Cues

_LENGTHS = ((1, "1"), (3, "3"), (8, "8"), (20, "20"))
_MODALS = frozenset(["would", "could", "might", "may", "can", "should", "must", "will", "'ll", "’ll", "'d", "’d"])


def weigh(reading: Reading, doc: Doc, text: str, quotes: Sequence[Span], cues: Cues) -> float:
    """A score from 0 to 1: how likely annotators mark such a reading; 0 for words the codebook lacks."""
    cue = cues.get(reading.lemma, reading.pos)
    if cue is None:
        return 0.0
    record = cues.reliability(cue, reading.pattern)
    total = cues.weights.get("bias", 0.0) + cues.weights.get("record", 1.0) * logit(record)
    total += sum(cues.weights.get(f, 0.0) for f in features(reading, doc, text, quotes, cue.family))
    return 1.0 / (1.0 + math.exp(-total))


def logit(share: float) -> float:
    """The log odds of a share, kept within 0.02 and 0.98."""
    kept = min(max(share, 0.02), 0.98)
    return math.log(kept / (1.0 - kept))


def features(reading: Reading, doc: Doc, text: str, quotes: Sequence[Span], family: str) -> Iterator[str]:
    """The names of the properties a reading has."""
    head = doc[reading.head]
    yield f"family={reading.pos}-{family}"
    yield f"pattern={reading.pattern}"
    yield f"form={head.tag_}-{head.dep_}"
    yield f"tag={head.tag_}"
    yield f"dep={head.dep_}"
    yield from _about_source(reading, doc)
    yield from _about_content(reading, doc, text, quotes)
    yield from _about_cue(reading, head)
    if inside(head.idx, quotes) is not None:
        yield "cue=quoted"
    sentence = head.sent
    if any(t.text == "?" for t in doc[max(sentence.end - 3, 0) : sentence.end]):
        yield "sentence=question"
    if sentence.start == 0:
        yield "sentence=first"


def _about_source(reading: Reading, doc: Doc) -> Iterator[str]:
    if not reading.source:
        yield f"source=none-{reading.pos}"
        return
    anchor = doc[reading.anchor] if reading.anchor is not None else doc[reading.head]
    yield f"source={_source_kind(anchor)}"
    if reading.relative is not None:
        yield "source=relative"
    gap = abs(reading.source[0].start - reading.cue[0].start)
    yield "gap=" + ("near" if gap < 30 else "middle" if gap < 90 else "far")
    if reading.source[0].start > reading.cue[-1].start:
        yield "source=behind"


def _source_kind(anchor: Token) -> str:
    word = anchor.lower_
    if anchor.pos_ == "PRON":
        return "first" if word in ("i", "we", "me", "my", "our") else "you" if word in ("you", "your") else (
            "pronoun" if word in ("he", "she", "they", "who", "his", "her", "their") else "it")  # fmt: skip
    if anchor.ent_type_:
        return anchor.ent_type_
    return "plural" if anchor.tag_ == "NNS" else anchor.pos_


def _about_content(reading: Reading, doc: Doc, text: str, quotes: Sequence[Span]) -> Iterator[str]:
    words = sum(len(text[c.start : c.end].split()) for c in reading.content)
    yield "length=" + next((name for top, name in _LENGTHS if words <= top), "more")
    if any(q.overlaps(c) for q in quotes for c in reading.content):
        yield "content=quoted"
    first = doc.char_span(reading.content[0].start, reading.content[0].end, alignment_mode="expand")
    if first is not None and len(first) > 0:
        yield f"content={first.root.pos_}"
        yield f"content={first.root.ent_type_ or 'no-name'}"
        if first[0].tag_ in ("WP", "WRB", "WDT"):
            yield "content=wh"


def _about_cue(reading: Reading, head: Token) -> Iterator[str]:
    if reading.negated:
        yield "cue=negated"
    if reading.governor:
        yield "cue=governed"
    before = {c.lower_ for c in head.children if c.dep_ == "aux"}
    if before & _MODALS:
        yield "cue=modal"
    if "to" in before:
        yield "cue=infinitive"
