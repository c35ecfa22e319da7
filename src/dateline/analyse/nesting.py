"""Which statement lies in the content of which, and how each source stands to what it passes on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.analyse.selection import Scored
from dateline.codebook import load_cues

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

_SILENT = frozenset({"decline", "refuse", "demur", "balk"})


@dataclass(frozen=True, slots=True)
class Nested:
    """A reading with its relation, and the place in the list of the statement that holds it."""

    scored: Scored
    relation: str
    parent: int | None


def nest(kept: Sequence[Scored], doc: Doc) -> list[Nested]:
    """The statements in reading order, each with its relation and its parent."""
    ordered = sorted(kept, key=lambda s: (s.reading.cue[0].start, s.reading.content[0].start))
    return [Nested(s, relation_of(s, doc), _parent(k, ordered)) for k, s in enumerate(ordered)]


def relation_of(scored: Scored, doc: Doc) -> str:
    """How the source stands to the content; a refusing verb in front decides over the cue's own relation."""
    reading = scored.reading
    if reading.governor in _SILENT or _neither_nor(reading.head, doc):
        return "refuses to say"
    if reading.pattern == "cited":
        return "cites" if reading.lemma in ("cite", "quote") else "based on"
    cue = load_cues().get(reading.lemma, reading.pos)
    return cue.relation if cue is not None else "says"


def _neither_nor(head: int, doc: Doc) -> bool:
    """ "would neither confirm nor deny"."""
    words = {t.lower_ for t in doc[max(0, head - 4) : head + 5]}
    verb = doc[head]
    pair = {verb.lemma_, *(c.lemma_ for c in verb.children if c.dep_ == "conj")}
    if verb.dep_ == "conj":
        pair.add(verb.head.lemma_)
    return {"confirm", "deny"} <= pair and bool(words & {"neither", "nor", "not"})


def _parent(k: int, ordered: Sequence[Scored]) -> int | None:
    """The tightest statement whose content holds the cue and most of the content of statement `k`."""
    own = ordered[k].reading
    if own.host is not None:
        return next((j for j, o in enumerate(ordered) if o.reading.head == own.host and j != k), None)
    best: tuple[int, int] | None = None
    for j, other in enumerate(ordered):
        if j == k or not _holds(other, own.cue[0].start):
            continue
        size = sum(len(c) for c in other.reading.content)
        if best is None or size < best[0]:
            best = (size, j)
    return best[1] if best is not None else None


def _holds(scored: Scored, at: int) -> bool:
    return any(c.start <= at < c.end for c in scored.reading.content)
