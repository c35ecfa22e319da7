"""Which statement lies in the content of which, and how each source stands to what it passes on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.analyse.selection import Scored
from dateline.analyse.span_index import SpanIndex
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
    parents = _parents(ordered)
    return [Nested(s, relation_of(s, doc), parents[k]) for k, s in enumerate(ordered)]


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


def _parents(ordered: Sequence[Scored]) -> list[int | None]:
    """For each statement the tightest one whose content holds its cue; where grammar names the host, that one."""
    contents = SpanIndex((c, j) for j, s in enumerate(ordered) for c in s.reading.content)
    by_head = {s.reading.head: j for j, s in enumerate(ordered)}
    sizes = [sum(len(c) for c in s.reading.content) for s in ordered]
    parents: list[int | None] = []
    for k, scored in enumerate(ordered):
        reading = scored.reading
        holders = [j for j in contents.at(reading.cue[0].start) if j != k]
        parent = min(holders, key=lambda j: (sizes[j], j), default=None)
        host = by_head.get(reading.host) if reading.host is not None else None
        parents.append(host if host is not None and host != k else parent)
    return _without_circles(parents)


def _without_circles(parents: list[int | None]) -> list[int | None]:
    """Two statements that each hold the other's cue are a slip of the parse: the link that closes the circle goes."""
    result = list(parents)
    for k in range(len(result)):
        seen, at = {k}, result[k]
        while at is not None and at not in seen:
            seen.add(at)
            at = result[at]
        if at is not None:
            result[k] = None
    return result
