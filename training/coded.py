"""Sentences that others have coded: a label for the whole, tags for its words, MEANTIME's modality of its events.

Rows for `data.py`, each with the pieces and features of a sentence written as news writes it, and `held`, true for one
sentence in eight: those with the smallest hash of their letters, so that copies of a sentence in several corpora are
held back together. What is held back is never trained on.

    labels     `types`: the readings that the label allows, 0 for "tells nothing", else PLOVER's roots from 1; the
               marked parties stand in the features
    tags       `sides`, `entities`: a tag a piece (0 outside, 2k + 1 begins, 2k + 2 goes on with the k-th type), or
               nothing where the corpus does not say
    modality   `modalities`: [piece, label] for each event
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spans import QUAD_OF, read_lines, within, written

from dateline.analyse.encoder import ENTITY_TYPES, LONGEST, MODALITIES, SIDES
from dateline.analyse.piece_features import mark_parties
from dateline.codebook import PLOVER_TYPES
from dateline.model import Span

if TYPE_CHECKING:
    from data import TextReader

MERGED = {"YIELD": ("CONCEDE", "RETREAT")}  # PLV's label for two of PLOVER's roots
QUADS = {quad: tuple(r for r, q in QUAD_OF.items() if q == quad) for quad in dict.fromkeys(QUAD_OF.values())}
_HELD = 0.12


def letters(text: str) -> str:
    """What two copies of a sentence share: its letters and digits, in lower case."""
    return "".join(c for c in text.lower() if c.isalnum())


def is_held(text: str) -> bool:
    """True for the sentences that are held back."""
    return int(hashlib.sha256(letters(text).encode()).hexdigest()[:8], 16) < _HELD * 16**8


def types_of(names: Sequence[str]) -> list[int]:
    """PLOVER roots as numbers from 1."""
    return [PLOVER_TYPES.index(n) + 1 for n in names]


def labels(data: Path, reader: TextReader) -> Iterator[dict[str, Any]]:
    """PLV's marked pairs with their root, ConfliBERT's sentences with their quad class, WikiEvents' with their side."""
    folder = data / "events"
    for item in read_lines(folder / "plv_train.jsonl"):
        if item["event"]:
            yield _labelled(item, MERGED.get(item["event"], (item["event"],)), reader)
    for item in read_lines(folder / "cameo_class_train.jsonl"):
        yield _labelled(item, QUADS.get(item["quad"], ()), reader)
    for item in read_lines(folder / "aw_train.jsonl"):
        side = "COOP" if item["codes"]["binary"] == "COOPERATION" else "CONF"
        yield _labelled(item, [t for quad, types in QUADS.items() if quad.endswith(side) for t in types], reader)


def _labelled(item: dict[str, Any], names: Sequence[str], reader: TextReader) -> dict[str, Any]:
    pieces, features = reader(item["text"])
    sides = [[Span(*s)] if (s := item.get(f"{side}_span")) else [] for side in ("source", "target")]
    marked = mark_parties(features, pieces, *sides)
    return {"id": item["id"], "ids": pieces.ids[:LONGEST], "features": marked.tolist()[:LONGEST],
            "types": types_of(names) or [0], "held": is_held(item["text"])}  # fmt: skip


def tags(data: Path, reader: TextReader) -> Iterator[dict[str, Any]]:
    """The parties of an event (ConfliBERT's CAMEO sentences) and defence entities (RE3D), a tag a piece."""
    for name, key, kinds in (("cameo_ner", "sides", SIDES), ("re3d_ner", "entities", ENTITY_TYPES)):
        for item in read_lines(data / "events" / f"{name}_train.jsonl"):
            text, begins = written(item["tokens"])
            pieces, features = reader(text)
            row = [0] * len(pieces.ids)
            for token, tag in enumerate(item["tags"]):
                if tag == "O":
                    continue
                inside = within(pieces, text, begins[token], begins[token] + len(item["tokens"][token]))
                for n, k in enumerate(inside):
                    row[k] = 2 * kinds.index(tag[2:]) + (1 if tag[0] == "B" and n == 0 else 2)
            yield {"id": item["id"], "ids": pieces.ids[:LONGEST], "features": features.tolist()[:LONGEST],
                   "sides": [], "entities": [], key: row[:LONGEST], "held": is_held(text)}  # fmt: skip


def modality(data: Path, reader: TextReader) -> Iterator[dict[str, Any]]:
    """MEANTIME's events with its label of certainty, polarity and time."""
    for item in read_lines(data / "factuality" / "meantime_modality_train.jsonl"):
        text, begins = written(item["tokens"])
        pieces, features = reader(text)
        found = [[k, MODALITIES.index(e["label"])] for e in item["events"]
                 for k in within(pieces, text, begins[e["token"]], begins[e["token"]] + 1)[:1]
                 if k < LONGEST]  # fmt: skip
        if found:
            yield {"id": item["id"], "ids": pieces.ids[:LONGEST], "features": features.tolist()[:LONGEST],
                   "modalities": found, "held": False}  # fmt: skip
