"""Who acts and who is acted on, as spans (cameo_ner); defence entities, as spans (re3d).

The two files ask for different labels; the ids say which file an item is from. The encoder's heads for such tags
decide; without weights the parties of claims and the parser's names do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from bench.sentences import analyse_sentence, analyser, coded
from bench.tagging import likeliest_tags
from bench.writing import written
from dateline.analyse.encoder import ENTITY_TYPES, SIDES, Coded
from dateline.analyse.sentences import parse
from dateline.model import Report, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

READS = ("id", "text", "tokens")

# Of the sentences of ConfliBERT's train part that are trained on, the share with so many sources, targets and
# reciprocal parties: they were chosen to tell of one event.
_SIDES_KNOWN = {
    (1, 1, 0): 0.701, (1, 0, 0): 0.164, (1, 2, 0): 0.043, (0, 0, 1): 0.034, (0, 0, 2): 0.027, (2, 1, 0): 0.015,
    (0, 1, 0): 0.013,
}  # fmt: skip
_LOOSE = ("ADP", "DET", "CCONJ", "PUNCT", "PART", "SCONJ")
_DESCRIBING = ("compound", "amod", "nmod", "nummod")
_FAR = 4  # words
_ENTITIES = {
    "PERSON": "Person", "ORG": "Organisation", "GPE": "Location", "LOC": "Location", "FAC": "Location",
    "DATE": "Temporal", "TIME": "Temporal", "MONEY": "Money", "NORP": "Nationality", "CARDINAL": "Quantity",
    "QUANTITY": "Quantity", "PERCENT": "Quantity", "PRODUCT": "MilitaryPlatform", "LAW": "DocumentReference",
}  # fmt: skip


def predict(items: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Typed spans of each sentence."""
    for item in items:
        entities = item["id"].startswith("re3d")
        found = find_tagged(item["tokens"], entities=entities)
        if found is None:
            found = (find_entities if entities else find_roles)(item["id"], item["text"])
        yield {"id": item["id"], "spans": found}


def find_tagged(tokens: list[str], *, entities: bool) -> list[tuple[int, int, str]] | None:
    """Spans of the tokens joined by blanks, as the encoder tags them; None without weights.

    Of all ways to tag the tokens the likeliest is taken in which only what has begun goes on; of the parties, with what
    is known of how many a sentence has.
    """
    text, begins = written(tokens)
    seen = coded(text)
    if seen is None:
        return None
    shares = seen.entities if entities else seen.sides
    kinds = ENTITY_TYPES if entities else SIDES
    rows = np.stack([_row(seen, shares, b, b + len(t)) for t, b in zip(tokens, begins, strict=True)])
    found: list[tuple[int, int, str]] = []
    previous = -1
    for k, tag in enumerate(likeliest_tags(rows, None if entities else _SIDES_KNOWN)):
        kind = (tag - 1) // 2 if tag else -1
        if kind >= 0 and kind == previous and tag % 2 == 0:
            found[-1] = (found[-1][0], k + 1, kinds[kind])
        elif kind >= 0:
            found.append((k, k + 1, kinds[kind]))
        previous = kind
    places = [0, *accumulate(len(t) + 1 for t in tokens)]
    if not entities:  # RE3D marks the words that describe others too
        found = whole_phrases(found, tokens, text, begins)
    return [(places[i], places[j] - 1, kind) for i, j, kind in found]


def whole_phrases(
    found: list[tuple[int, int, str]], tokens: list[str], text: str, begins: list[int]
) -> list[tuple[int, int, str]]:
    """Token spans without a function word at either end, and to the noun that their last word only describes.

    Tags are decided word by word, so that a phrase may break off inside: "US President" before a name, "the people of".
    """
    doc = parse(analyser().nlp, Report(id="s", text=text, dct="2010-01-01"))
    spans = (doc.char_span(b, b + len(t), alignment_mode="expand") for b, t in zip(begins, tokens, strict=True))
    words = [span[-1] if span is not None and len(span) else None for span in spans]
    index = {w.i: k for k, w in enumerate(words) if w is not None}
    whole: list[tuple[int, int, str]] = []
    for first, end, kind in found:
        start, last = first, end - 1
        while last >= start and _is_loose(words[last], tokens[last]):
            last -= 1
        while start <= last and _is_loose(words[start], tokens[start], opening=True):
            start += 1
        if start > last:
            continue
        word = words[last]
        while word is not None and word.dep_ in _DESCRIBING and word.i < word.head.i <= word.i + _FAR:
            word = word.head
        whole.append((start, max(last, index.get(word.i, last) if word is not None else last) + 1, kind))
    return [s for k, s in enumerate(whole) if k == 0 or s[0] >= whole[k - 1][1]]


def _is_loose(word: Token | None, written_as: str, *, opening: bool = False) -> bool:
    """True for what no phrase begins, or ends, with."""
    if word is None or written_as in (")", "]", "%"):
        return False
    return word.pos_ in _LOOSE and not (opening and word.pos_ == "DET")


def _row(seen: Coded, shares: NDArray[np.float32], start: int, end: int) -> NDArray[np.float32]:
    """The probabilities of a token's tags: those of its first wordpiece; outside where it was not read."""
    inside = np.flatnonzero((seen.starts < end) & (seen.ends > start))
    row: NDArray[np.float32] = shares[inside[0]] if len(inside) else np.eye(shares.shape[1], dtype=np.float32)[0]
    return row


def find_roles(item_id: str, text: str) -> list[tuple[int, int, str]]:
    """Source (S), target (T) and reciprocal (R) spans of the sentence's events."""
    analysis = analyse_sentence(item_id, text)
    found: dict[Span, str] = {}
    for claim in analysis.claims:
        event = claim.event
        mutual = event.type in ("CONSULT", "COOPERATE", "AGREE") and len(event.actors) > 1 and not event.recipients
        for party in event.actors:
            found.setdefault(party.span, "R" if mutual else "S")
        for party in event.recipients:
            found.setdefault(party.span, "T")
    return [(s.start, s.end, kind) for s, kind in sorted(found.items())]


def find_entities(item_id: str, text: str) -> list[tuple[int, int, str]]:
    """Entities under RE3D's names."""
    doc = parse(analyser().nlp, Report(id=item_id, text=text, dct="2010-01-01"))
    named = {(e.start_char, e.end_char): _ENTITIES[e.label_] for e in doc.ents if e.label_ in _ENTITIES}
    return [(s, e, kind) for (s, e), kind in sorted(named.items())]
