"""Of competing readings the better one: one content a cue, one cue a verb chain, and nothing below a score."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.analyse.readings import Reading
from dateline.analyse.span_index import SpanIndex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from dateline.codebook import Cues

_NESTING = ("speech", "evidence", "thought")
_FIRST_PERSON = frozenset({"i", "we", "you"})


@dataclass(frozen=True, slots=True)
class Limits:
    """From which score on a reading is kept: at the top level, and inside the content of another.

    `top` is half the F1 that the rules reach on PolNeAR (train part), which is where F1 peaks; `nested` is stricter,
    because PolNeAR has no nested attributions to count.
    """

    top: float = 0.36
    nested: float = 0.5


@dataclass(frozen=True, slots=True)
class Scored:
    """A reading with its score (0 to 1, the share of such readings that annotators marked)."""

    reading: Reading
    score: float


def select(scored: Sequence[Scored], doc: Doc, text: str, cues: Cues, limits: Limits) -> list[Scored]:
    """The readings worth keeping, in reading order of their cues."""
    kept = _one_a_chain(_one_a_head([s for s in scored if s.score >= limits.top or is_aside(s, cues)]), doc)
    holders = SpanIndex((c, s) for s in kept for c in s.reading.content)
    return [s for s in kept if _passes(s, holders, text, limits, cues)]


def is_aside(scored: Scored, cues: Cues) -> bool:
    """ "as Moscow alleges": annotators seldom mark it, but it tells who else says so."""
    cue = cues.get(scored.reading.lemma, scored.reading.pos)
    named = scored.reading.pattern == "as-clause" and scored.reading.source
    return bool(named) and cue is not None and cue.family == "speech"


def _one_a_head(scored: Sequence[Scored]) -> list[Scored]:
    by_head: dict[tuple[int, str], list[Scored]] = defaultdict(list)
    for s in scored:
        by_head[s.reading.head, s.reading.pos].append(s)
    return [max(group, key=_rank) for group in by_head.values()]


def _rank(scored: Scored) -> tuple[float, int]:
    """The surer reading; of equally sure ones the longer content."""
    return (round(scored.score, 2), sum(len(c) for c in scored.reading.content))


def _one_a_chain(scored: Sequence[Scored], doc: Doc) -> list[Scored]:
    """ "declined to say": the reading of "say" stands for the chain, that of "decline" goes."""
    inner = {doc[s.reading.head].head.i for s in scored if s.reading.governor}
    inner |= {doc[s.reading.head].head.i for s in scored if s.reading.pos == "noun" and _lent(s.reading, doc)}
    return [s for s in scored if s.reading.head not in inner]


def _lent(reading: Reading, doc: Doc) -> bool:
    """ "expressed concern that": the noun's cue takes in its verb, and its content is the tighter one."""
    verb = doc[reading.head].head
    return any(c.start <= verb.idx < c.end for c in reading.cue)


def _passes(scored: Scored, holders: SpanIndex[Scored], text: str, limits: Limits, cues: Cues) -> bool:
    if all(o is scored for o in holders.at(scored.reading.cue[0].start)):
        return True
    cue = cues.get(scored.reading.lemma, scored.reading.pos)
    if cue is None or cue.family not in _NESTING:
        return False
    if scored.reading.pattern == "as-clause":
        return True
    words = " ".join(text[s.start : s.end] for s in scored.reading.source).lower()
    return scored.score >= limits.nested and words not in _FIRST_PERSON
