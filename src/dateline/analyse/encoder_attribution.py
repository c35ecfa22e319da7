"""Attribution by the encoder: spans and links from its scores, joined with the readings of the rules.

The encoder proposes attributions (`encoder_spans`), grammar proposes readings (`readings`). Where both found a cue, two
candidates compete: the encoder's spans with what the rules know of the cue (its lemma, negation, governor), and the
rules' own spans. A calibrated model weighs them all; the best candidate of each cue stays. The encoder learnt from flat
annotation, so that statements inside the content of another are left to the rules (`selection`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from dateline.analyse.encoder_features import Parts, features_of, overlap
from dateline.analyse.encoder_spans import Seen, find_seen
from dateline.analyse.frame import cue_lemma
from dateline.analyse.phrases import content_spans, merge, source_tokens, trim
from dateline.analyse.readings import Reading, governor_of, to_quote_ends
from dateline.analyse.scores import Scores
from dateline.analyse.selection import Scored, is_aside
from dateline.analyse.span_index import SpanIndex
from dateline.analyse.syntax import negation_of
from dateline.model import Span

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.tokens import Doc, Token

    from dateline.analyse.draft import Draft
    from dateline.analyse.encoder import Encoder
    from dateline.codebook import Cues

T = TypeVar("T")
_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj", "ADV": "adv", "ADP": "prep"}
SURE_NOUN = 0.4  # the rules' score from which on such a noun is kept; who-what F1 on PolNeAR dev is the same without
PREFER_RULES = 0.1  # the rules' spans follow the parse that later layers read: they win unless clearly worse


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A reading with its features; `rule` is the score of the rules, None where only the encoder saw it."""

    reading: Reading
    features: NDArray[np.float64]
    rule: float | None
    by_rules: bool


def join(encoder: Encoder, ruled: Sequence[Scored], draft: Draft, cues: Cues) -> list[Scored]:
    """The readings to select from: the best for each cue with its probability, and the rules' for what lies inside."""
    weights = np.array(encoder.calibration["weights"])
    candidates = find_candidates(ruled, draft)
    top = best_of(candidates, weights, float(encoder.calibration["least"]))
    contents = SpanIndex((c, s) for s in top for c in s.reading.content)
    inner = {id(s) for s in top if any(o is not s for o in contents.at(s.reading.cue[0].start))}
    ruled_cues = SpanIndex((c, True) for s in ruled for c in s.reading.cue)
    outer = [s for s in top if id(s) not in inner or not any(ruled_cues.overlaps(c) for c in s.reading.cue)]
    taken = SpanIndex((c, True) for s in outer for c in s.reading.cue)
    rest = [s for s in ruled if not any(taken.overlaps(c) for c in s.reading.cue)]
    return [*outer, *(s for s in rest if contents.at(s.reading.cue[0].start) or is_aside(s, cues) or _tells(s, cues))]


def _tells(scored: Scored, cues: Cues) -> bool:
    """A named source's noun of telling that the rules are fairly sure of ("a rebuke from the envoy that ...").

    Annotators of news mark few of them, and so does the encoder; but what follows is that source's, not the author's.
    """
    cue = cues.get(scored.reading.lemma, scored.reading.pos)
    noun = scored.reading.pos == "noun" and bool(scored.reading.source)
    return noun and scored.score >= SURE_NOUN and cue is not None and cue.family == "speech"


def find_candidates(ruled: Sequence[Scored], draft: Draft) -> list[Candidate]:
    """All candidates of a report, in reading order of their cues."""
    windows, doc, text, quotes = draft.scores, draft.doc, draft.report.text, draft.quotes
    if not windows:
        return []
    scores = Scores.of(windows)
    seen = [t for t in (tidy(s, doc, text, quotes) for s in find_seen(windows, text)) if t.content and t.cue]
    readings, sights = _by_place((s, s.reading.cue) for s in ruled), _by_place((s, s.cue) for s in seen)
    found = [c for s in seen for c in _of_seen(s, _nearest(s, readings), scores, doc, text)]
    for scored in ruled:
        r = scored.reading
        other = max(_there(sights, r.cue), key=lambda s: s.cue_score, default=None)
        features = features_of(
            scores,
            _parts(r),
            rule=scored.score,
            by_rules=True,
            other=Parts(other.source, other.cue, other.content) if other is not None else None,
        )
        found.append(Candidate(r, features, scored.score, True))
    return found


def tidy(seen: Seen, doc: Doc, text: str, quotes: Sequence[Span]) -> Seen:
    """The spans without punctuation at their edges; a content that ends inside a quotation takes in the rest of it.

    A source that breaks off inside a name ("Mr" of "Mr. Ann-Lee") goes on to its end.
    """
    source = tuple(_to_name(t, doc) for t in (trim(s, text) for s in seen.source) if len(t) > 0)
    content = [t for t in (trim(s, text) for s in seen.content) if len(t) > 0]
    holes = [*source, *seen.cue]
    content = [p for c in content for p in to_quote_ends(c, holes, quotes, text)]
    return replace(seen, source=source, content=merge(content, text))


def _to_name(span: Span, doc: Doc) -> Span:
    """The span as far as the name that its last word is a part of."""
    words = _tokens(doc, span)
    last = words[-1] if words else None
    while (
        last is not None and last.dep_ == "compound" and last.pos_ == last.head.pos_ == "PROPN" and last.i < last.head.i
    ):
        last = last.head
    return Span(span.start, max(span.end, last.idx + len(last))) if last is not None else span


def _by_place(pairs: Iterable[tuple[T, Sequence[Span]]]) -> dict[int, list[T]]:
    """Values by each code point of their cues, which are short."""
    found: dict[int, list[T]] = defaultdict(list)
    for value, spans in pairs:
        for place in _places(spans):
            found[place].append(value)
    return found


def _places(spans: Sequence[Span]) -> Iterator[int]:
    return (i for s in spans for i in range(s.start, s.end))


def _there(index: dict[int, list[T]], spans: Sequence[Span]) -> list[T]:
    """The values that share a code point with the spans, each once."""
    return list({id(v): v for i in _places(spans) for v in index.get(i, ())}.values())


def _nearest(seen: Seen, readings: dict[int, list[Scored]]) -> Scored | None:
    """The rules' reading of the same cue; of several the one whose content fits best."""
    near = _there(readings, seen.cue)
    return max(near, key=lambda s: (overlap(s.reading.content, seen.content), s.score), default=None)


def _meets(a: Sequence[Span], b: Sequence[Span]) -> bool:
    return any(s.overlaps(t) for s in a for t in b)


def _parts(reading: Reading) -> Parts:
    """The spans as annotators mark them: the relative pronoun, not the noun behind it."""
    source = (reading.relative,) if reading.relative is not None else reading.source
    return Parts(source, reading.cue, reading.content)


def _of_seen(seen: Seen, near: Scored | None, scores: Scores, doc: Doc, text: str) -> Iterator[Candidate]:
    reading = _from_rules(seen, near.reading) if near is not None else _from_parse(seen, doc, text)
    if reading is None:
        return
    rule = near.score if near is not None else None
    other = _parts(near.reading) if near is not None else None
    mine = Parts(seen.source, seen.cue, seen.content)
    features = features_of(scores, mine, rule=rule, other=other, by_rules=False)
    yield Candidate(reading, features, rule, by_rules=False)


def _from_rules(seen: Seen, near: Reading) -> Reading:
    """What the rules know of the cue, with the encoder's spans."""
    if near.relative is not None and _meets((near.relative,), seen.source):
        return replace(near, cue=seen.cue, content=seen.content)
    same = overlap(near.source, seen.source) > 0
    return replace(near, source=seen.source, cue=seen.cue, content=seen.content, relative=None,
                   anchor=near.anchor if same else None)  # fmt: skip


def _from_parse(seen: Seen, doc: Doc, text: str) -> Reading | None:
    """A reading of a cue that the rules passed over: its head word, lemma and negation from the parse."""
    words = [t for s in seen.cue for t in _tokens(doc, s)]
    if not words:
        return None
    head = _head_of(words)
    source, relative = _behind_pronoun(seen.source, doc, text)
    return Reading(
        head.i, cue_lemma(head), _POS.get(head.pos_, "mark"), "encoder", source, seen.cue, seen.content,
        relative=relative, negated=negation_of(head) is not None,
        governor=governor_of(doc, head.i, [t.i for t in words]),
    )  # fmt: skip


def _head_of(words: Sequence[Token]) -> Token:
    """The last full verb of the cue, else the word that governs the others."""
    verbs = [t for t in words if t.pos_ == "VERB"]
    return verbs[-1] if verbs else min(words, key=lambda t: (sum(1 for _ in t.ancestors), t.i))


def _behind_pronoun(source: tuple[Span, ...], doc: Doc, text: str) -> tuple[tuple[Span, ...], Span | None]:
    """For "who" the noun that its clause belongs to, and the pronoun's place."""
    words = [t for s in source for t in _tokens(doc, s)]
    if len(words) != 1 or words[0].tag_ not in ("WP", "WDT"):
        return source, None
    clause = next((a for a in words[0].ancestors if a.dep_ == "relcl"), None)
    if clause is None:
        return source, None
    start = min(t.i for t in clause.subtree)
    noun = content_spans([i for i in source_tokens(clause.head) if i < start], doc, text)
    return (noun, source[0]) if noun else (source, None)


def _tokens(doc: Doc, span: Span) -> list[Token]:
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    return list(found) if found is not None else []


def best_of(candidates: Sequence[Candidate], weights: NDArray[np.float64], least: float) -> list[Scored]:
    """The most probable candidates whose cues do not meet, from `least` on, in reading order."""
    weighed = [(probability(c.features, weights), c) for c in candidates]
    order = sorted(range(len(weighed)), key=lambda k: (-(weighed[k][0] + PREFER_RULES * weighed[k][1].by_rules), k))
    taken: set[int] = set()
    kept: list[tuple[int, Scored]] = []
    for k in order:
        share, candidate = weighed[k]
        if share < least or any(i in taken for i in _places(candidate.reading.cue)):
            continue
        taken.update(_places(candidate.reading.cue))
        kept.append((k, Scored(candidate.reading, share)))
    return [s for _, s in sorted(kept, key=lambda pair: pair[1].reading.cue[0].start)]


def probability(features: NDArray[np.float64], weights: NDArray[np.float64]) -> float:
    """The calibrated probability that annotators marked such an attribution."""
    return float(1.0 / (1.0 + np.exp(-float(features @ weights))))
