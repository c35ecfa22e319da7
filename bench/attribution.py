"""Predictions for the attribution scorer: source, cue, content and parent of every statement.

PolNeAR's annotation is flat: what is attributed inside another's content is left out. Its items are known by their
field "publisher"; for them only the outermost statements are given. Chains keep every hop.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dateline.analyse.attribution import AttributionLayer
from dateline.analyse.draft import Draft
from dateline.analyse.encoder import EncoderLayer, packaged_encoder
from dateline.analyse.sentences import ParseLayer, load_parser, parse
from dateline.model import Report, Span, Statement

READS = ("id", "text", "date", "publisher", "title")


def predict(items: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """{"id", "attributions": [{"id", "source", "cue", "content", "nested_in"}]} for each item, in order."""
    nlp, encoder = load_parser(), packaged_encoder()
    layers = (ParseLayer(), EncoderLayer(encoder), AttributionLayer(encoder=encoder))
    for item in items:
        report = Report(item["id"], item["text"], str(item.get("date") or "2022-01-01"))
        draft = Draft(report, parse(nlp, report))
        for layer in layers:
            draft = layer(draft)
        yield {"id": item["id"], "attributions": [attribution(s) for s in shown(draft.statements, item)]}


def shown(statements: Iterable[Statement], item: Mapping[str, Any]) -> Iterator[Statement]:
    """The statements that the annotation of an item has: all, or without those nested in another."""
    return (s for s in statements if "publisher" not in item or s.parent is None)


def attribution(statement: Statement) -> dict[str, Any]:
    """A statement as the scorer reads it."""
    return {
        "id": statement.id,
        "source": _pairs(_as_annotated(statement)),
        "cue": _pairs(statement.cue),
        "content": _pairs(statement.content),
        "nested_in": statement.parent,
    }


def _as_annotated(statement: Statement) -> tuple[Span, ...]:
    """PolNeAR marks the relative pronoun ("officials who say") where dateline keeps the noun behind it."""
    for note in statement.notes:
        if note.startswith("relative "):
            start, end = note.split()[1:]
            return (Span(int(start), int(end)),)
    return statement.source


def _pairs(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[s.start, s.end] for s in spans]
