"""Who acts and who is acted on, as spans (cameo_ner); defence entities, as spans (re3d).

The two files ask for different labels; the ids say which file an item is from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from bench.sentences import analyse_sentence
from dateline.analyse.sentences import parse
from dateline.model import Report, Span

READS = ("id", "text", "tokens")

_ENTITIES = {
    "PERSON": "Person", "ORG": "Organisation", "GPE": "Location", "LOC": "Location", "FAC": "Location",
    "DATE": "Temporal", "TIME": "Temporal", "MONEY": "Money", "NORP": "Nationality", "CARDINAL": "Quantity",
    "QUANTITY": "Quantity", "PERCENT": "Quantity", "PRODUCT": "MilitaryPlatform", "LAW": "DocumentReference",
}  # fmt: skip


def predict(items: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Typed spans of each sentence."""
    for item in items:
        find = find_entities if item["id"].startswith("re3d") else find_roles
        yield {"id": item["id"], "spans": find(item["id"], item["text"])}


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
    from bench.sentences import analyser

    doc = parse(analyser().nlp, Report(id=item_id, text=text, dct="2010-01-01"))
    named = {(e.start_char, e.end_char): _ENTITIES[e.label_] for e in doc.ents if e.label_ in _ENTITIES}
    return [(s, e, kind) for (s, e), kind in sorted(named.items())]
