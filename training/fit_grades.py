"""Fit the graded judgement of `dateline.analyse.grading` and write its weights.

    python training/fit_grades.py ../shared/bench/factuality

Reads `uw_train.jsonl` (scale "news") and `uds_train.jsonl` (scale "web") and writes the codebook's `grades.yaml`: a
ridge regression with penalty 10 over features that occur 20 times. The stretch was set on the dev parts (macro-F1 over
the five bins). The file holds figures only, no text. Run it again whenever the scope analysis changes.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

import numpy as np

from bench.factuality import head_of
from bench.parsing import parse_tokens
from dateline.analyse.factuality import assess
from dateline.analyse.grading import features
from dateline.analyse.scope import Scope

SCALES = {"news": ("uw_train.jsonl", 1.4), "web": ("uds_train.jsonl", 1.3)}
PENALTY, LEAST = 10.0, 20
OUT = Path(__file__).parent.parent / "src" / "dateline" / "codebook" / "data" / "grades.yaml"
Row = tuple[float, list[str]]


def main() -> None:
    """Fit every scale and write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    data = parser.parse_args().data
    parts = [render(name, read_rows(data / file), stretch) for name, (file, stretch) in SCALES.items()]
    OUT.write_text(
        "# Written by training/fit_grades.py; see analyse/grading.py for what the features mean.\n" + "".join(parts)
    )


def read_rows(path: Path) -> list[Row]:
    """The gold value and the features of every event of a file."""
    rows: list[Row] = []
    for item, doc in parse_tokens(json.loads(line) for line in path.open(encoding="utf8")):
        for event in item["events"]:
            token = doc[head_of(event, doc)]
            rows.append((event["factuality"], list(features(token, assess(token, Scope())[0]))))
    return rows


def render(name: str, rows: list[Row], stretch: float) -> str:
    """One scale as YAML."""
    counts = Counter(f for _, seen in rows for f in seen)
    known = sorted(f for f, n in counts.items() if n >= LEAST)
    weights, intercept = fit(rows, {f: i for i, f in enumerate(known)})
    centre = sum(value for value, _ in rows) / len(rows)
    lines = [
        f"{name}:",
        f"  intercept: {intercept:.3f}",
        f"  centre: {centre:.3f}",
        f"  stretch: {stretch}",
        "  features:",
    ]
    kept = [(f, w) for f, w in zip(known, weights, strict=True) if abs(w) >= 0.005]
    return "\n".join([*lines, *(f"    {json.dumps(f)}: {w:.3f}" for f, w in kept)]) + "\n"


def fit(rows: list[Row], index: dict[str, int]) -> tuple[list[float], float]:
    """Ridge regression with an unpenalised intercept: the weights in the order of `index`, and the intercept."""
    seen = np.zeros((len(rows), len(index) + 1), np.float32)
    seen[:, -1] = 1
    for i, (_, found) in enumerate(rows):
        for feature in found:
            if feature in index:
                seen[i, index[feature]] = 1
    gold = np.array([value for value, _ in rows], np.float32)
    penalty = PENALTY * np.eye(len(index) + 1)
    penalty[-1, -1] = 0
    solved = np.linalg.solve(seen.T @ seen + penalty, seen.T @ gold)
    return [float(w) for w in solved[:-1]], float(solved[-1])


if __name__ == "__main__":
    main()
