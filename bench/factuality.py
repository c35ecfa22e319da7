"""Given events to their factuality, by the scope analysis and the encoder.

The corpora ask for the author's view; the chains for the view of the source nearest the event, which is the innermost
statement that holds it. Values are the graded judgement of `dateline.analyse.grading`: the web scale for UDS, the news
scale for the others; labels come from the status, MEANTIME's from the encoder's head for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from bench.parsing import parse_tokens
from dateline.analyse.draft import Draft
from dateline.analyse.encoder import MODALITIES, Coded, Encoder, packaged_encoder
from dateline.analyse.factuality import assess
from dateline.analyse.grading import GradeNumbers, Seen, grade
from dateline.analyse.parties import Parties
from dateline.analyse.pipeline import load_analyser
from dateline.analyse.scope import Scope
from dateline.analyse.scores import Scores, pieces_in
from dateline.analyse.sentences import find_quotes, parse
from dateline.analyse.sources import Voices, scope_of
from dateline.model import Factuality, Report, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

READS = ("id", "tokens", "events")
_GIVEN = ("token", "end", "corpus")

_MODALITY = {
    "occurred": "happened", "ongoing": "happened", "planned": "future", "likely": "possible", "possible": "possible",
    "unlikely": "denied", "denied": "denied", "conditional": "possible", "proposed": "unknown", "unclear": "unknown",
}  # fmt: skip
_MODALITY_BY_OPERATOR = {("conditional", "condition"): "unknown", ("conditional", "time clause"): "unknown"}
# How often each is in the train part: rare labels count like common ones, so half of the log prior is taken off.
_PRIOR = np.log(np.array([1124, 176, 81, 34, 86]) / 1501)
_CHAINS = {
    "occurred": "happened", "ongoing": "underway", "planned": "planned", "likely": "possible", "possible": "possible",
    "unlikely": "unlikely", "denied": "denied", "conditional": "possible", "proposed": "planned", "unclear": "unknown",
}  # fmt: skip
# Where the chains' labels are finer than the statuses: by status and the kind of an operator that made it.
_CHAINS_BY_OPERATOR = {
    ("denied", "counterfactual"): "counterfactual", ("conditional", "threat"): "planned",
    ("unlikely", "evidence"): "unknown",
}  # fmt: skip


def clean(item: dict[str, Any]) -> dict[str, Any]:
    """The item with nothing of its events but where they stand."""
    return {**item, "events": [{k: e[k] for k in _GIVEN if k in e} for e in item["events"]]}


def predict(items: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """A value from -3 to 3 for every given event, and the label of the corpora that have labels."""
    items = list(items)
    if any(e.get("corpus") == "chains" for item in items for e in item["events"]):
        yield from _nearest_source(items)
        return
    encoder = packaged_encoder()
    for item, doc in parse_tokens(items):
        view = View.of(encoder, doc)
        yield {"id": item["id"], "events": [_judge(doc[head_of(e, doc)], e, view) for e in item["events"]]}


@dataclass(frozen=True)
class View:
    """What the encoder says of the words of a sentence; nothing without weights, or before they are calibrated."""

    scores: Scores | None
    fit: dict[str, GradeNumbers]
    coded: Coded | None = None

    @classmethod
    def of(cls, encoder: Encoder | None, doc: Doc) -> View:
        """The encoder's view of a parsed sentence."""
        if encoder is None:
            return cls(None, {})
        quotes = find_quotes(doc.text)
        scores = Scores.of(encoder.read(doc, doc.text, quotes))
        fit = {k: GradeNumbers(**v) for k, v in encoder.calibration.get("grades", {}).items()}
        return cls(scores, fit, encoder.code(doc, doc.text, quotes))

    def modality(self, token: Token, ruled: str) -> str:
        """MEANTIME's label of a word: the encoder's, with one nat for the label that the scope analysis gives."""
        if self.coded is None:
            return ruled
        inside = np.flatnonzero((self.coded.starts <= token.idx) & (self.coded.ends > token.idx))
        if not len(inside):
            return ruled
        logs = np.log(np.maximum(self.coded.modality[inside[0]], 1e-6)) - 0.5 * _PRIOR
        logs[MODALITIES.index(ruled)] += 1.0
        return MODALITIES[int(logs.argmax())]

    def value(self, token: Token) -> float | None:
        """The encoder's number for a word, -3 to 3."""
        window = self.scores.at(token.idx) if self.scores is not None else None
        inside = pieces_in(window, (Span(token.idx, token.idx + len(token)),)) if window is not None else []
        return float(window.factuality[inside[0]]) if window is not None and inside else None

    def seen(self, token: Token) -> Seen | None:
        """The same with what was fitted for it."""
        value = self.value(token)
        return Seen(value, self.fit) if value is not None and self.fit else None


def _nearest_source(items: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The events as the source nearest to each sees them: through the statements the analysis finds."""
    analyser = load_analyser()
    for item in items:
        report = Report(id=str(item["id"]), text=" ".join(item["tokens"]), dct="2022-01-01")
        draft = Draft(report, parse(analyser.nlp, report))
        for layer in analyser.layers:
            draft = layer(draft)
        yield {"id": item["id"], "events": [_as_told(e, item["tokens"], draft) for e in item["events"]]}


def _as_told(event: dict[str, Any], tokens: list[str], draft: Draft) -> dict[str, Any]:
    start = sum(len(t) + 1 for t in tokens[: event["token"]])
    trigger = Span(start, start + len(tokens[event["token"]]))
    span = draft.doc.char_span(trigger.start, trigger.end, alignment_mode="expand")
    scope = scope_of(Voices.of(draft, Parties.of(draft)).chain(trigger))
    token = span.root if span is not None else draft.doc[event["token"]]
    found, _ = assess(token, scope)
    if any(o.kind == "belief" for o in found.operators):  # what somebody believes is so in that one's view
        found, _ = assess(token, Scope(scope.content, (), scope.direct))
    return {**event, "factuality": found.value, "label": _label(found, _CHAINS_BY_OPERATOR, _CHAINS)}


def _label(found: Factuality, by_operator: dict[tuple[str, str], str], by_status: dict[str, str]) -> str:
    """The label of a corpus for what was found: by an operator where that settles it, else by the status."""
    finer = (by_operator.get((found.status, o.kind)) for o in found.operators)
    return next((label for label in finer if label is not None), by_status[found.status])


def head_of(event: dict[str, Any], doc: Any) -> int:
    """The token of an event; for a whole clause or several words, the one the others hang on."""
    end = event.get("end")
    if not end or end <= event["token"] + 1:
        return int(event["token"])
    return int(doc[event["token"] : end].root.i)


def _judge(token: Token, event: dict[str, Any], view: View) -> dict[str, Any]:
    found, _ = assess(token, Scope())
    scale = "web" if str(event.get("corpus", "")).startswith("UDS") else "news"
    label = view.modality(token, _label(found, _MODALITY_BY_OPERATOR, _MODALITY))
    return {**event, "factuality": grade(token, found, scale=scale, seen=view.seen(token)), "label": label}
