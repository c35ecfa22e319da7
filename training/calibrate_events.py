"""Fit how much frames and encoder are believed about events, on the held-out annotated reports.

    python training/calibrate_events.py ../shared/bench src/dateline/analyse/weights

Runs in the project's own environment, after `export.py` and `calibrate.py`, and adds the entries "events" and "status"
to calibration.json: a logistic model each for candidates of the frames and for those only the encoder saw, the least
probability with the best F1 of triggers, how much surer the encoder must be to change a type, from which probability
fillers of parts are kept and added, and the log-linear model of statuses.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from calibrate import fit as fit_logistic
from data import ANNOTATIONS, PARTS, held_out, held_reports, text_of
from scipy.optimize import minimize
from spans import read_lines

from dateline.analyse.attribution import AttributionLayer
from dateline.analyse.candidate import Candidate
from dateline.analyse.claims import ruled_factuality
from dateline.analyse.draft import Draft
from dateline.analyse.encoder import EncoderLayer, load_encoder
from dateline.analyse.encoder_events import Sights
from dateline.analyse.event_join import NUMBERS, UNFITTED, EventNumbers, choose, judge, numbers_of, propose
from dateline.analyse.events import EventsLayer
from dateline.analyse.parties import Parties
from dateline.analyse.pipeline import load_analyser
from dateline.analyse.sentences import load_parser, parse
from dateline.analyse.sources import Voices
from dateline.analyse.status_join import StatusNumbers, decided_by, likeliest, shares_of
from dateline.model import STATUSES, Report, Span

Spans = list[list[int]]
OPERATOR_TRUST = 5.0
BY_ONE_READING = 0.5
NEAR_BEST = 0.01
SHARES = (0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


@dataclass(frozen=True)
class Stretch:
    """A held-out stretch of a report with its annotation and what was proposed for it."""

    draft: Draft
    parties: Parties
    gold: list[dict[str, Any]]
    proposed: list[Candidate]


def main() -> None:
    """Fit, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("weights", type=Path)
    options = parser.parse_args()
    stretches = list(read_stretches(options.data, options.weights))
    print(f"{len(stretches)} held-out reports, {sum(len(s.gold) for s in stretches)} annotated events")
    numbers = replace(UNFITTED, retype=fit_retype(stretches))
    keep, add = fit_parts(stretches, numbers)
    numbers = replace(numbers, keep=keep, add=add)
    numbers = replace(numbers, more=fit_more(stretches, numbers))
    numbers = fit_scores(stretches, numbers)
    numbers = replace(numbers, least=fit_least(stretches, numbers))
    status = fit_status(stretches, numbers)
    write(options.weights / "calibration.json", numbers, status)


def write(path: Path, numbers: EventNumbers, status: StatusNumbers) -> None:
    """Add both entries to the calibration file."""
    stored = json.loads(path.read_text(encoding="utf8"))
    rounded = {k: [round(x, 4) for x in v] if isinstance(v, tuple) else round(v, 4) for k, v in vars_of(numbers)}
    trust = {k: round(v, 4) for k, v in status.trust.items()}
    stored |= {"events": rounded, "status": {"power": round(status.power, 4), "trust": trust}}
    path.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf8")


def vars_of(numbers: EventNumbers) -> Iterator[tuple[str, Any]]:
    """The fields of the numbers."""
    return ((name, getattr(numbers, name)) for name in EventNumbers.__slots__)


def read_stretches(data: Path, weights: Path) -> Iterator[Stretch]:
    """The held-out stretches, each read as a report of its own."""
    rows = [d for path in sorted(ANNOTATIONS.glob("*.jsonl")) for d in read_lines(path)]
    articles = held_out([i["id"] for i in read_lines(data / "attribution" / "polnear_train.jsonl")])
    held = articles | held_reports(d["id"] for d in rows)
    nlp, layers = load_parser(), event_layers(weights)
    for row in rows:
        text = text_of(data, row) if row["id"] in held else None
        if text is None:
            continue
        start, end = row["stretch"]
        report = Report(row["id"], text[start:end], "")
        draft = Draft(report, parse(nlp, report))
        for layer in layers:
            draft = layer(draft)
        gold = [{**e, **{k: moved(e[k], start) for k in ("trigger", *PARTS)}} for e in row["events"]]
        parties, sights = Parties.of(draft), Sights.of(draft)
        if sights is not None:
            yield Stretch(draft, parties, gold, propose(draft.events, parties, sights, draft.doc, least=0.1))


def event_layers(weights: Path) -> list[Any]:
    """dateline's own layers up to the frames' events, with the weights to be calibrated."""
    encoder = load_encoder(weights)
    own = {EncoderLayer: EncoderLayer(encoder), AttributionLayer: AttributionLayer(encoder=encoder),
           EventsLayer: EventsLayer()}  # fmt: skip
    return [own.get(type(layer), layer) for layer in load_analyser(load_parser()).layers[:-1]]


def moved(spans: Spans, start: int) -> Spans:
    """Spans counted from the stretch's start."""
    return [[s - start, e - start] for s, e in spans]


def overlaps(span: Span, spans: Spans) -> bool:
    """True where a span meets one of the annotated ones."""
    return any(span.start < e and s < span.end for s, e in spans)


def pairs(gold: Sequence[dict[str, Any]], found: Sequence[Candidate]) -> list[tuple[dict[str, Any], Candidate]]:
    """Annotated events with the candidates of their triggers, one to one."""
    used: set[int] = set()
    matched = []
    for event in gold:
        hits = [k for k, c in enumerate(found) if k not in used and overlaps(c.event.trigger, event["trigger"])]
        if hits:
            best = max(hits, key=lambda k: (found[k].event.type in event["type"], found[k].event.score, -k))
            used.add(best)
            matched.append((event, found[best]))
    return matched


def fit_retype(stretches: Sequence[Stretch]) -> float:
    """How much likelier the encoder's type must be than that of a frame without conditions to replace it.

    A frame gives a reason that a reader can check, so a change for the worse counts twice one for the better.
    """
    matched = [
        (e, c)
        for s in stretches
        for e, c in pairs(s.gold, s.proposed)
        if c.rule is not None and c.sight and not c.frame.conditional
    ]

    def right(margin: float) -> int:
        return sum(type_at(c, margin) in e["type"] for e, c in matched)

    def gain(margin: float) -> int:
        changes = [(type_at(c, margin) in e["type"]) - (c.event.type in e["type"]) for e, c in matched]
        return sum(changes) + min(0, sum(x for x in changes if x < 0))

    best = max((round(x, 2) for x in np.arange(-0.05, 1.05, 0.1)), key=lambda m: (gain(m), m))
    print(f"types of {len(matched)} framed events: {right(2.0)} right by frames, {right(best)} with margin {best}, "
          f"{right(-1.0)} by the encoder")  # fmt: skip
    return float(best)


def type_at(candidate: Candidate, margin: float) -> str:
    """The type of a candidate under a margin."""
    sight, own = candidate.sight, candidate.event.type
    assert sight is not None
    return sight.type if sight.type_share(sight.type) - sight.type_share(own) > margin else own


def fit_parts(stretches: Sequence[Stretch], numbers: EventNumbers) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """For each part the probabilities from which fillers are kept and added, by F1 of the fillers."""
    matched = [(e, c, s.parties) for s in stretches for e, c in pairs(s.gold, s.proposed)]
    keep, add = [0.0] * len(PARTS), [2.0] * len(PARTS)
    for kind, name in enumerate(PARTS):
        tried: list[tuple[float, float, float]] = []
        for low in (0.0, *SHARES[:8]):
            for high in (*SHARES[3:], 2.0):
                keep[kind], add[kind] = low, high
                trial = replace(numbers, keep=tuple(keep), add=tuple(add))
                tried.append((filler_f1(matched, name, trial), low, high))
        best = max(f for f, _, _ in tried)
        # Of what is about as good, the one that keeps most of grammar's fillers, then the one that fills most gaps.
        keep[kind], add[kind] = min((low, high) for f, low, high in tried if f >= best - NEAR_BEST)
        plain = filler_f1(matched, name, UNFITTED)
        print(f"{name}: F1 of fillers {plain:.3f} by grammar, {best:.3f} with keep {keep[kind]} add {add[kind]}")
    return tuple(keep), tuple(add)


def fit_more(stretches: Sequence[Stretch], numbers: EventNumbers) -> tuple[float, ...]:
    """For each part the probability from which the encoder's fillers are put beside others, by F1 of the fillers."""
    matched = [(e, c, s.parties) for s in stretches for e, c in pairs(s.gold, s.proposed)]
    more = [2.0] * len(PARTS)
    for kind, name in enumerate(PARTS):
        tried = []
        for least in (*SHARES[5:], 0.9, 2.0):
            more[kind] = least
            tried.append((filler_f1(matched, name, replace(numbers, more=tuple(more))), least))
        best, more[kind] = max(tried)
        print(f"{name}: beside others from {more[kind]}, F1 {best:.3f};", [(x, round(f, 3)) for f, x in tried])
    return tuple(more)


def filler_f1(matched: Iterable[tuple[dict[str, Any], Candidate, Parties]], name: str, numbers: EventNumbers) -> float:
    """F1 of one part's fillers over matched events, by overlap of spans.

    A filler where the annotation has none counts half: two readings by the guide differ most in what they leave out
    (those who meet may stand on one side or on both).
    """
    right = found = wanted = 0.0
    for event, candidate, parties in matched:
        spans = fillers(judge(candidate, parties, numbers), name)
        found += len(spans) * (1.0 if event[name] else BY_ONE_READING)
        wanted += len(event[name])
        right += sum(any(overlaps(s, [g]) for s in spans) for g in event[name])
    return 2 * right / max(found + wanted, 1)


def fillers(candidate: Candidate, name: str) -> list[Span]:
    """The spans of what fills a part."""
    event = candidate.event
    if name in ("actor", "recipient"):
        return [p.span for p in (event.actors if name == "actor" else event.recipients) if not p.implied]
    return [p.toponym.span for p in event.places] if name == "place" else [t.span for t in event.things]


def fit_scores(stretches: Sequence[Stretch], numbers: EventNumbers) -> EventNumbers:
    """The logistic models: is a candidate's trigger one that was annotated?"""
    fitted = {}
    for name, framed in (("rule", True), ("alone", False)):
        rows = [
            (numbers_of(judge(c, s.parties, numbers)), any(overlaps(c.event.trigger, e["trigger"]) for e in s.gold))
            for s in stretches for c in s.proposed if (c.rule is not None) == framed and c.sight is not None
        ]  # fmt: skip
        matrix, right = np.array([r for r, _ in rows]), np.array([float(y) for _, y in rows])
        weights = fit_logistic(matrix, right)
        fitted[name] = tuple(float(w) for w in weights)
        print(f"{name}: {len(rows)} candidates, {right.mean():.3f} annotated;",
              {n: round(float(w), 2) for n, w in zip(NUMBERS, weights, strict=True)})  # fmt: skip
    return replace(numbers, **fitted)


def fit_least(stretches: Sequence[Stretch], numbers: EventNumbers) -> float:
    """The lowest probability whose F1 of triggers, smoothed over its neighbours, is about the best.

    The curve is flat there, and what is left out nobody can find again, while a low score can be passed over.
    """
    judged = [(s.gold, [judge(c, s.parties, numbers) for c in s.proposed]) for s in stretches]
    steps = [round(float(x), 3) for x in np.arange(0.1, 0.8, 0.025)]
    curve = []
    for least in steps:
        trial = replace(numbers, least=least)
        kept = [(gold, choose(found, trial)) for gold, found in judged]
        hits = sum(len(pairs(gold, found)) for gold, found in kept)
        total, wanted = sum(len(f) for _, f in kept), sum(len(g) for g, _ in kept)
        curve.append(2 * hits / (total + wanted))
        print(f"least {least:.3f}: precision {hits / total:.3f} recall {hits / wanted:.3f} F1 {curve[-1]:.3f}")
    smoothed = np.convolve(curve, np.ones(3) / 3, mode="valid")
    near = np.flatnonzero(smoothed >= smoothed.max() - NEAR_BEST)
    return steps[int(near[0]) + 1]


def fit_status(stretches: Sequence[Stretch], numbers: EventNumbers) -> StatusNumbers:
    """The log-linear model of statuses, by penalised maximum likelihood.

    What held-out reports hardly show stays near its prior: 0 for a default, `OPERATOR_TRUST` for an operator.
    """
    rows = list(status_rows(stretches, numbers))
    keys = sorted({r.decided for r in rows})
    prior = np.array([0.0 if k in STATUSES else OPERATOR_TRUST for k in keys])
    spread = np.array([1.0 if k in STATUSES else 1.5 for k in keys])
    logs = np.log(np.maximum(np.array([[r.shares[s] for s in STATUSES] for r in rows]), 1e-3))
    right = np.array([[float(s in r.accepted) for s in STATUSES] for r in rows])
    at = np.arange(len(rows)), np.array([STATUSES.index(r.ruled) for r in rows])
    kinds = np.array([keys.index(r.decided) for r in rows])

    def loss(w: np.ndarray) -> float:
        scores = w[0] * logs
        scores[at] += w[1:][kinds]
        share = np.exp(scores - scores.max(1, keepdims=True))
        share /= share.sum(1, keepdims=True)
        return float(-np.log((share * right).sum(1)).sum() + 0.5 * (((w[1:] - prior) / spread) ** 2).sum())

    w = minimize(loss, np.array([1.0, *prior]), method="L-BFGS-B").x
    found = StatusNumbers(float(w[0]), dict(zip(keys, map(float, w[1:]), strict=True)))
    joined = sum(likeliest(r.ruled, r.decided, r.shares, found) in r.accepted for r in rows)
    by_rule = sum(r.ruled in r.accepted for r in rows)
    by_encoder = sum(max(r.shares, key=lambda s: r.shares[s]) in r.accepted for r in rows)
    print(f"status of {len(rows)}: {by_rule} right by scope, {by_encoder} by the encoder, {joined} joined; {found}")
    return found


@dataclass(frozen=True)
class StatusRow:
    """One event's status by the scope analysis, what decided it, the encoder's probabilities, the annotated ones."""

    ruled: str
    decided: str
    shares: dict[str, float]
    accepted: list[str]


def status_rows(stretches: Sequence[Stretch], numbers: EventNumbers) -> Iterator[StatusRow]:
    """A row for each annotated event that was found."""
    for s in stretches:
        voices = Voices.of(s.draft, s.parties)
        for event, candidate in pairs(s.gold, [judge(c, s.parties, numbers) for c in s.proposed]):
            if candidate.sight is not None:
                ruled = ruled_factuality(candidate, voices, s.draft)
                decided = decided_by(ruled, is_verb=candidate.predicate.is_verb)
                yield StatusRow(ruled.status, decided, shares_of(candidate, candidate.sight), event["status"])


if __name__ == "__main__":
    main()
