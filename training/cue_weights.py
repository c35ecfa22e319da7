"""Counts and weights of the attribution rules, from PolNeAR's train part: cue_counts.yaml and cue_weights.yaml.

    python training/cue_weights.py ../shared/bench/attribution/polnear_train.jsonl

A reading is right where annotators marked its cue with the same source and content (each Dice 0.5 over letters and
digits, as the scorer has it). Readings inside the content of a marked attribution are left out: PolNeAR is flat, so
nothing is known about them. Needs numpy and scipy; takes about five minutes on one core, nearly all of it parsing.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse as sp
from scipy.optimize import minimize

from dateline.analyse.quotations import all_quotes
from dateline.analyse.readings import Reading, find_readings
from dateline.analyse.sentences import find_quotes, find_sentences, load_parser, parse
from dateline.analyse.weighing import features, logit
from dateline.codebook import load_cues
from dateline.model import Report

DATA = Path(__file__).parents[1] / "src/dateline/codebook/data"
FOLDS = 5  # a cue's record is counted on the other folds, so that the weights do not trust rare cues too much
PRIOR_STRENGTH = 3.0
LEAST_SEEN = 40  # properties seen less often get no weight
RIDGE = 2.0


@dataclass(frozen=True, slots=True)
class Example:
    """A reading of the train part: its cue, its properties, and whether annotators marked it."""

    fold: int
    lemma: str
    pos: str
    family: str
    pattern: str
    properties: tuple[str, ...]
    right: bool


def main() -> None:
    """Count, fit and write both files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    items = [json.loads(line) for line in parser.parse_args().data.read_text(encoding="utf8").splitlines()]
    examples = list(read_examples(items))
    counts, priors = count(examples)
    (DATA / "cue_counts.yaml").write_text(counts_yaml(counts, priors), encoding="utf8")
    (DATA / "cue_weights.yaml").write_text(weights_yaml(fit(examples)), encoding="utf8")


def read_examples(items: Iterable[dict[str, Any]]) -> Iterator[Example]:
    """Every reading whose truth is known."""
    nlp, cues = load_parser(), load_cues()
    for n, item in enumerate(items):
        text = item["text"]
        doc = parse(nlp, Report(item["id"], text, item["date"]))
        quotes = all_quotes(text, find_quotes(text))
        gold = [{role: letters(text, a[role]) for role in ("source", "cue", "content")} for a in item["attributions"]]
        hidden = frozenset().union(letters(text, item.get("ignore") or []), *(g["content"] for g in gold))
        for reading in find_readings(doc, text, find_sentences(doc, text), quotes, cues):
            at = reading.cue[0].start if reading.pattern == "label" else doc[reading.head].idx
            cue = cues.get(reading.lemma, reading.pos)
            if at in hidden or cue is None:
                continue
            properties = tuple(features(reading, doc, text, quotes, cue.family))
            yield Example(n % FOLDS, reading.lemma, reading.pos, cue.family, reading.pattern, properties,
                          is_marked(reading, at, text, gold))  # fmt: skip


def is_marked(reading: Reading, at: int, text: str, gold: Sequence[dict[str, frozenset[int]]]) -> bool:
    """True where annotators marked this source, cue and content."""
    spans = (reading.relative,) if reading.relative is not None else reading.source
    source = letters(text, [(s.start, s.end) for s in spans])
    content = letters(text, [(s.start, s.end) for s in reading.content])
    return any(
        (at in g["cue"] or reading.pattern == "label")
        and bool(source) == bool(g["source"])
        and dice(source, g["source"]) >= 0.5
        and dice(content, g["content"]) >= 0.5
        for g in gold
    )


def letters(text: str, spans: Iterable[Sequence[int]]) -> frozenset[int]:
    """The places of letters and digits in spans."""
    return frozenset(i for s, e in spans for i in range(s, min(e, len(text))) if text[i].isalnum())


def dice(a: frozenset[int], b: frozenset[int]) -> float:
    """Twice what they share over what they have."""
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


Counts = dict[tuple[str, str, str], list[int]]
Priors = dict[tuple[str, str, str], float]


def count(examples: Iterable[Example]) -> tuple[Counts, Priors]:
    """[right, seen] of each cue in each pattern, and the share right of each family in each pattern."""
    counts: Counts = defaultdict(lambda: [0, 0])
    families: Counts = defaultdict(lambda: [0, 0])
    for e in examples:
        for table, key in ((counts, (e.lemma, e.pos, e.pattern)), (families, (e.pos, e.family, e.pattern))):
            table[key][0] += e.right
            table[key][1] += 1
    return counts, {k: (right + 0.5) / (seen + 5) for k, (right, seen) in families.items()}


def records(examples: Sequence[Example]) -> np.ndarray:
    """The log odds of each example's cue in its pattern, counted on the other folds."""
    found = np.zeros(len(examples))
    for fold in range(FOLDS):
        counts, priors = count(e for e in examples if e.fold != fold)
        for i, e in enumerate(examples):
            if e.fold == fold:
                right, seen = counts.get((e.lemma, e.pos, e.pattern), [0, 0])
                prior = priors.get((e.pos, e.family, e.pattern), 0.0)
                found[i] = logit((right + PRIOR_STRENGTH * prior) / (seen + PRIOR_STRENGTH))
    return found


def fit(examples: Sequence[Example]) -> dict[str, float]:
    """Weights of a ridge logistic regression: bias, record and the properties."""
    seen = Counter(p for e in examples for p in e.properties)
    names = sorted(p for p, n in seen.items() if n >= LEAST_SEEN)
    column = {p: i for i, p in enumerate(names)}
    cells = [(i, column[p]) for i, e in enumerate(examples) for p in e.properties if p in column]
    shape = (len(examples), len(names))
    table = sp.csr_matrix((np.ones(len(cells)), tuple(zip(*cells, strict=True))), shape=shape)
    extra = np.column_stack([records(examples), np.ones(len(examples))])
    x = sp.hstack([table, sp.csr_matrix(extra)]).tocsr()
    y = np.array([float(e.right) for e in examples])
    ridge = np.full(x.shape[1], RIDGE)
    ridge[-2:] = 0.0

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ w
        p = 1 / (1 + np.exp(-z))
        return float(np.sum(np.logaddexp(0, z) - y * z) + 0.5 * np.sum(ridge * w * w)), x.T @ (p - y) + ridge * w

    w = minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    weights = {p: float(w[i]) for p, i in column.items() if abs(w[i]) >= 0.03}
    return {"bias": float(w[-1]), "record": float(w[-2]), **weights}


def counts_yaml(counts: Counts, priors: Priors) -> str:
    """The text of cue_counts.yaml."""
    by_cue: dict[str, list[str]] = defaultdict(list)
    for (lemma, pos, pattern), (right, seen) in sorted(counts.items()):
        by_cue[f"{lemma}/{pos}"].append(f"{pattern}: [{right}, {seen}]")
    head = (
        "# How often a word in a pattern attributed: [right, seen] in the train part of PolNeAR 1.0.0\n"
        "# (Newell, Margolin and Ruths, LREC 2018). Made by training/cue_weights.py; figures only.\n"
    )
    shares = "".join(f"  {'/'.join(k)}: {v:.3f}\n" for k, v in sorted(priors.items()))
    rows = "".join(f'  "{k}": {{{", ".join(v)}}}\n' for k, v in sorted(by_cue.items()))
    return f"{head}priors:\n{shares}counts:\n{rows}"


def weights_yaml(weights: dict[str, float]) -> str:
    """The text of cue_weights.yaml."""
    head = (
        "# Weights of the logistic model in analyse/weighing.py, fitted on the train part of PolNeAR 1.0.0 by\n"
        "# training/cue_weights.py (record: the log odds of a cue in its pattern, from cue_counts.yaml).\n"
    )
    return head + "".join(f'"{k}": {v:.3f}\n' for k, v in sorted(weights.items()))


if __name__ == "__main__":
    main()
