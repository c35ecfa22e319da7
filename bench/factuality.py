"""Given events to their factuality, by the scope analysis alone (the author's view, as the corpora ask)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from bench.parsing import parse_tokens
from dateline.analyse.factuality import Scope, assess

if TYPE_CHECKING:
    from spacy.tokens import Token

READS = ("id", "tokens", "events")
_GIVEN = ("token", "end", "corpus")

_MODALITY = {
    "occurred": "happened", "ongoing": "happened", "planned": "future", "likely": "possible", "possible": "possible",
    "unlikely": "possible", "denied": "denied", "conditional": "possible", "proposed": "future", "unclear": "unknown",
}  # fmt: skip
_CHAINS = {
    "occurred": "happened", "ongoing": "underway", "planned": "planned", "likely": "possible", "possible": "possible",
    "unlikely": "unlikely", "denied": "denied", "conditional": "possible", "proposed": "planned", "unclear": "unknown",
}  # fmt: skip


def clean(item: dict[str, Any]) -> dict[str, Any]:
    """The item with nothing of its events but where they stand."""
    return {**item, "events": [{k: e[k] for k in _GIVEN if k in e} for e in item["events"]]}


def predict(items: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """A value from -3 to 3 for every given event, and the label of the corpora that have labels."""
    for item, doc in parse_tokens(items):
        yield {"id": item["id"], "events": [_judge(doc[_head(e, doc)], e) for e in item["events"]]}


def _head(event: dict[str, Any], doc: Any) -> int:
    """The token of an event; for a whole clause or several words, the one the others hang on."""
    end = event.get("end")
    if not end or end <= event["token"] + 1:
        return int(event["token"])
    return int(doc[event["token"] : end].root.i)


def _judge(token: Token, event: dict[str, Any]) -> dict[str, Any]:
    found, _ = assess(token, Scope())
    labels = _CHAINS if event.get("corpus") == "chains" else _MODALITY
    return {**event, "factuality": found.value, "label": labels[found.status]}
