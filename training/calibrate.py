"""Fit how much encoder and rules are believed: weights of the candidates' numbers, on the held-out train articles.

    python training/calibrate.py ../shared/bench src/dateline/analyse/weights --name NAME

Runs in the project's own environment, after `export.py`. Parses the held-out articles, lists their candidates, and
fits a logistic model of "annotators marked such a source and content at this cue"; then takes the limit with the best
F1, on average over who-what, sources, cues and contents. The rules' own weights were fitted on these articles too (they
belong to the train part): with one weight for a score made of a hundred, that matters little. Writes calibration.json.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from data import held_out
from scipy.optimize import minimize
from spans import read_lines

from dateline.analyse.draft import Draft
from dateline.analyse.encoder import EncoderLayer, load_encoder
from dateline.analyse.encoder_attribution import Candidate, best_of, find_candidates
from dateline.analyse.encoder_features import NUMBERS, SITUATIONS
from dateline.analyse.quotations import all_quotes
from dateline.analyse.readings import Reading, find_readings
from dateline.analyse.selection import Scored
from dateline.analyse.sentences import ParseLayer, load_parser, parse
from dateline.analyse.weighing import weigh
from dateline.codebook import load_cues
from dateline.model import Report

RIDGE = 1.0
NEAR_BEST = 0.002
ROLES = ("source", "cue", "content")
Article = tuple[dict[str, Any], list[Candidate], list[int]]


def main() -> None:
    """Fit, choose the limit, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--name", required=True)
    options = parser.parse_args()
    target = options.weights / "calibration.json"
    if not target.exists():
        target.write_text(json.dumps({"name": options.name}), encoding="utf8")
    items = read_lines(options.data / "attribution" / "polnear_train.jsonl")
    held = held_out([i["id"] for i in items])
    articles = list(read_articles([i for i in items if i["id"] in held], options.weights))
    matrix = np.array([c.features for _, cs, _ in articles for c in cs])
    right = np.array([r >= 0 for _, _, rs in articles for r in rs], dtype=float)
    weights = fit(matrix, right)
    least, f1 = limit(articles, weights)
    print(f"{len(right)} candidates, {right.mean():.3f} right; limit {least:.3f} gives a mean F1 of {f1:.3f}")
    for situation, row in zip(SITUATIONS, weights.reshape(len(SITUATIONS), -1), strict=True):
        print(f"{situation:22}", {n: round(float(w), 2) for n, w in zip(NUMBERS, row, strict=True)})
    reliability(matrix, right, weights)
    numbers = {"name": options.name, "weights": [round(float(w), 4) for w in weights], "least": least}
    target.write_text(json.dumps(numbers, indent=1) + "\n", encoding="utf8")


def read_articles(items: Sequence[dict[str, Any]], folder: Path) -> Iterator[Article]:
    """Each article's candidates, and for each the number of the gold attribution it is right about, or -1."""
    nlp, cues, sentences, scores = load_parser(), load_cues(), ParseLayer(), EncoderLayer(load_encoder(folder))
    for item in items:
        text = item["text"]
        report = Report(item["id"], text, "2022-01-01")
        draft = scores(sentences(Draft(report, parse(nlp, report))))
        draft = replace(draft, quotes=all_quotes(text, draft.quotes))
        readings = find_readings(draft.doc, text, draft.sentences, draft.quotes, cues)
        ruled = [Scored(r, weigh(r, draft.doc, text, draft.quotes, cues)) for r in readings]
        candidates = [c for c in find_candidates(ruled, draft) if not ignored(c, item)]
        gold = [{p: places(text, a[p]) for p in ROLES} for a in item["attributions"]]
        yield item, candidates, [match(c, gold, text) for c in candidates]


def ignored(candidate: Candidate, item: dict[str, Any]) -> bool:
    """True in passages that the annotators set aside."""
    at = candidate.reading.cue[0].start
    return any(s <= at < e for s, e in item.get("ignore") or [])


def places(text: str, spans: Sequence[Sequence[int]]) -> frozenset[int]:
    """The letters and digits in spans."""
    return frozenset(i for s, e in spans for i in range(s, e) if text[i].isalnum())


def match(candidate: Candidate, gold: Sequence[dict[str, frozenset[int]]], text: str) -> int:
    """The gold attribution whose cue meets the candidate's and whose source and content each overlap by half."""
    mine = [places(text, spans_of(candidate.reading, role)) for role in ROLES]
    for k, g in enumerate(gold):
        if mine[1] & g["cue"] and dice(mine[0], g["source"]) >= 0.5 and dice(mine[2], g["content"]) >= 0.5:
            return k
    return -1


def dice(a: frozenset[int], b: frozenset[int]) -> float:
    """Dice overlap; 1 where both are empty."""
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


def fit(matrix: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Weights of the logistic model, by penalised maximum likelihood."""

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = matrix @ w
        value = np.logaddexp(0.0, z).sum() - right @ z + 0.5 * RIDGE * (w @ w)
        return float(value), matrix.T @ (1.0 / (1.0 + np.exp(-z)) - right) + RIDGE * w

    return np.asarray(minimize(loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B").x)


def limit(articles: Sequence[Article], weights: np.ndarray) -> tuple[float, float]:
    """The least probability with the best F1, smoothed over its neighbours, and that F1."""
    steps = [round(float(x), 3) for x in np.arange(0.1, 0.6, 0.025)]
    curve = np.array([f1_at(articles, weights, least) for least in steps])
    smoothed = np.convolve(curve, np.ones(5) / 5, mode="valid")
    # Of limits about as good, the lowest: the curve is flat, and a low confidence can be passed over by who reads on.
    best = int(np.flatnonzero(smoothed >= smoothed.max() - NEAR_BEST)[0]) + 2
    return steps[best], float(curve[best])


def f1_at(articles: Sequence[Article], weights: np.ndarray, least: float) -> float:
    """The mean F1 of what is kept from a probability on: of who-what, and of each role's spans alone."""
    counts = np.zeros((1 + len(ROLES), 3))
    for item, candidates, matches in articles:
        kept = [s.reading for s in best_of(candidates, weights, least)]
        where = {id(c.reading): m for c, m in zip(candidates, matches, strict=True)}
        counts[0] += len({where[id(r)] for r in kept} - {-1}), len(kept), len(item["attributions"])
        for row, role in enumerate(ROLES, 1):
            mine = {places(item["text"], spans) for r in kept if (spans := spans_of(r, role))}
            gold = {places(item["text"], a[role]) for a in item["attributions"] if a[role]}
            counts[row] += sum(any(dice(m, g) >= 0.5 for g in gold) for m in mine), len(mine), len(gold)
    return float((2 * counts[:, 0] / (counts[:, 1] + counts[:, 2])).mean())


def spans_of(reading: Reading, role: str) -> list[tuple[int, int]]:
    """A role's spans, as annotators mark them: of a relative clause the pronoun."""
    relative = role == "source" and reading.relative is not None
    spans = (reading.relative,) if relative else getattr(reading, role)
    return [(s.start, s.end) for s in spans]


def reliability(matrix: np.ndarray, right: np.ndarray, weights: np.ndarray) -> None:
    """Print how often candidates of each probability are right."""
    share = 1.0 / (1.0 + np.exp(-(matrix @ weights)))
    for low in np.arange(0.0, 1.0, 0.1):
        inside = (share >= low) & (share < low + 0.1)
        if inside.any():
            print(f"{low:.1f}-{low + 0.1:.1f}: {inside.sum():5d} candidates, {right[inside].mean():.2f} right")


if __name__ == "__main__":
    main()
