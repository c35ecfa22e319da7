"""Fit how the graded judgement's regression and the encoder's number are joined, on the development parts.

    python training/calibrate_grades.py ../shared/bench src/dateline/analyse/weights

Runs in the project's own environment, after `export.py` and `calibrate.py`, and adds the entry "grades" to
calibration.json. On each scale two weights and a constant by least squares, and the stretch with the best macro-F1 over
the five bins. The development part is used because regression and encoder have both seen the train part; with four
numbers for some three thousand events the fit hardly flatters, and the correlation across two halves, each fitted on
the other, is printed to show it.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from evaluate import load_scorer
from numpy.typing import NDArray
from spans import read_lines

sys.path.insert(0, str(Path(__file__).parents[1]))
from bench.factuality import View, head_of
from bench.parsing import parse_tokens
from dateline.analyse.encoder import Encoder, load_encoder
from dateline.analyse.factuality import assess
from dateline.analyse.grading import regression
from dateline.analyse.scope import Scope

SCALES = {"news": "uw_dev.jsonl", "web": "uds_dev.jsonl"}
STRETCHES = [1.0 + k / 20 for k in range(15)]
Rows = NDArray[np.float64]  # one event a row: regression, encoder, 1, annotated


def main() -> None:
    """Fit, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("weights", type=Path)
    options = parser.parse_args()
    encoder = load_encoder(options.weights)
    scorer = load_scorer(options.data / "factuality" / "score.py")
    found = {}
    for scale, file in SCALES.items():
        rows = read_rows(read_lines(options.data / "factuality" / file), encoder, scale)
        found[scale] = fit(rows, scorer)
        print(f"{scale}: {found[scale]}  r of the regression {r(rows[:, 0], rows):.3f}, "
              f"encoder {r(rows[:, 1], rows):.3f}, both, across halves {across_halves(rows):.3f}")  # fmt: skip
    path = options.weights / "calibration.json"
    stored = json.loads(path.read_text(encoding="utf8"))
    path.write_text(json.dumps({**stored, "grades": found}, indent=1) + "\n", encoding="utf8")


def read_rows(items: list[dict[str, Any]], encoder: Encoder, scale: str) -> Rows:
    """Both numbers, a one, and the annotated value of every event."""
    rows = []
    for item, doc in parse_tokens(items):
        view = View.of(encoder, doc)
        for event in item["events"]:
            token = doc[head_of(event, doc)]
            value = view.value(token)
            if value is not None:
                rows.append((regression(token, assess(token, Scope())[0], scale), value, 1.0, event["factuality"]))
    return np.array(rows)


def fit(rows: Rows, scorer: Any) -> dict[str, float]:
    """The numbers of `grading.GradeNumbers`."""
    weights = np.linalg.lstsq(rows[:, :3], rows[:, 3], rcond=None)[0]
    centre, joint = float(rows[:, 3].mean()), rows[:, :3] @ weights

    def macro(stretch: float) -> float:
        guess = np.clip(centre + (joint - centre) * stretch, -3.0, 3.0)
        return float(scorer.numbers(list(zip(rows[:, 3], guess, strict=True)))["macroF1"])

    named = dict(zip(("rule", "seen", "bias"), map(float, weights), strict=True))
    return {k: round(v, 4) for k, v in {**named, "centre": centre, "stretch": max(STRETCHES, key=macro)}.items()}


def across_halves(rows: Rows) -> float:
    """The correlation where each half is guessed with what was fitted on the other."""
    guess, odd = np.zeros(len(rows)), np.arange(len(rows)) < len(rows) // 2
    for part in (odd, ~odd):
        guess[part] = rows[part, :3] @ np.linalg.lstsq(rows[~part, :3], rows[~part, 3], rcond=None)[0]
    return r(guess, rows)


def r(guess: NDArray[np.float64], rows: Rows) -> float:
    """Pearson's correlation with the annotation."""
    return float(np.corrcoef(guess, rows[:, 3])[0, 1])


if __name__ == "__main__":
    main()
