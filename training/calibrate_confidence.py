"""Fit how probable it is that a claim's type, status and actors are all right, on claims that readers judged.

    python training/calibrate_confidence.py ../shared/bench src/dateline/analyse/weights

Runs in the project's own environment, after the other calibrations, whose numbers the claims are made with. Adds the
entry "confidence" to calibration.json: the weights of a logistic model. The judged claims are in
`annotations/judged/claims.jsonl`; those that are no longer made as they were judged are left out.
Prints how far it may be believed, by cross-validation with the reports of a fold together: of each tenth of the claims
the mean confidence and the share that is right, the area under the ROC curve beside that of the plain score, and what a
reader who keeps the surest claims is left with.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from data import ANNOTATIONS, text_of
from scipy.optimize import minimize
from spans import read_lines

from dateline.analyse.claims import ClaimsLayer, each_told
from dateline.analyse.confidence import NUMBERS, RISING
from dateline.analyse.draft import Draft
from dateline.analyse.pipeline import Analyser, load_analyser
from dateline.analyse.sentences import parse
from dateline.model import Claim, Report

JUDGED = ("claims", "deep")
READ = 25_000  # characters of each report that were read for the judges
RIDGE = 4.0
FOLDS = 8
AT = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
TENTHS = 10
RIGHT = "R"


@dataclass(frozen=True)
class Rows:
    """The judged claims, one a row: numbers (n, len(NUMBERS)), plain scores, whether right, whose fold."""

    matrix: np.ndarray
    scores: np.ndarray
    right: np.ndarray
    folds: np.ndarray


def main() -> None:
    """Fit, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("weights", type=Path)
    options = parser.parse_args()
    path = options.weights / "calibration.json"
    stored = json.loads(path.read_text(encoding="utf8"))
    stored.pop("confidence", None)  # another version's numbers may be others, and do not load
    path.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf8")
    judged = [row for name in JUDGED for row in read_lines(ANNOTATIONS / "judged" / f"{name}.jsonl")]
    rows = collect(options.data, judged)
    print(f"{len(rows.right)} of {len(judged)} judged claims are made as they were judged; "
          f"{rows.right.mean():.3f} right in type, status and actors")  # fmt: skip
    show(rows, across(rows))
    weights = fit(rows.matrix, rows.right)
    entry = {name: round(float(w), 4) for name, w in zip(NUMBERS, weights, strict=True)}
    print(entry)
    path.write_text(json.dumps(stored | {"confidence": entry}, indent=1) + "\n", encoding="utf8")


def collect(data: Path, judged: Sequence[dict[str, Any]]) -> Rows:
    """The numbers and verdicts of the claims that are still made."""
    by_report: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in judged:
        by_report[(row["file"], row["id"])].append(row)
    items = {f: {str(i["id"]): i for i in read_lines(data / f)} for f in sorted({f for f, _ in by_report})}
    analyser, found = load_analyser(), []
    for k, ((file, name), mine) in enumerate(sorted(by_report.items())):
        if text_of(data, mine[0]) is None:
            continue
        found += [(*row, k % FOLDS) for row in matched(report_of(items[file][name]), mine, analyser)]
    matrix, scores, right, folds = zip(*found, strict=True)
    return Rows(np.array(matrix), np.array(scores), np.array(right, dtype=float), np.array(folds))


def report_of(item: dict[str, Any]) -> Report:
    """The part of a report that claims were drawn from, with what is known of it."""
    return Report(
        str(item["id"]), item["text"][:READ], item.get("date") or item.get("dct") or "",
        title=item.get("title") or "", outlet=item.get("outlet") or item.get("source") or "", url=item.get("url") or "",
    )  # fmt: skip


def matched(
    report: Report, judged: Iterable[dict[str, Any]], analyser: Analyser
) -> Iterator[tuple[tuple[float, ...], float, bool]]:
    """For each judged claim of a report that is made as it was: its numbers, its score, and whether all is right."""
    draft, last = Draft(report, parse(analyser.nlp, report)), analyser.layers[-1]
    assert isinstance(last, ClaimsLayer)
    for layer in analyser.layers[:-1]:
        draft = layer(draft)
    made = {key_of(c): (c, numbers) for c, numbers in each_told(draft, last.fit, last.understood)}
    for row in judged:
        claim, numbers = made.get((row["trigger"][0], row["type"], row["status"], row["actors"]), (None, None))
        if claim is not None and numbers is not None:
            yield numbers, claim.score, all(row["verdict"][part] == RIGHT for part in ("type", "actor", "status"))


def key_of(claim: Claim) -> tuple[int, str, str, str]:
    """By what a claim is known again: its trigger's place, type, status, and a hash of its actors' names."""
    names = "|".join(sorted(a.name for a in claim.event.actors))
    digest = hashlib.sha256(names.encode()).hexdigest()[:12]
    return claim.event.trigger.start, claim.event.type, claim.factuality.status, digest


def fit(matrix: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Weights of the logistic model, by penalised maximum likelihood; those of `RISING` at 0 or above."""
    ridge = RIDGE * np.array([name != "bias" for name in NUMBERS], dtype=float)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = matrix @ w
        value = np.logaddexp(0.0, z).sum() - right @ z + 0.5 * (ridge * w) @ w
        return float(value), matrix.T @ (probability(matrix, w) - right) + ridge * w

    bounds = [(0.0, None) if name in RISING else (None, None) for name in NUMBERS]
    return np.asarray(minimize(loss, np.zeros(len(NUMBERS)), jac=True, method="L-BFGS-B", bounds=bounds).x)


def probability(matrix: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The model's probability of each row."""
    return 1.0 / (1.0 + np.exp(-(matrix @ weights)))


def across(rows: Rows) -> np.ndarray:
    """The confidence of each claim by a model fitted on the other folds."""
    found = np.zeros(len(rows.right))
    for fold in range(FOLDS):
        inside = rows.folds == fold
        found[inside] = probability(rows.matrix[inside], fit(rows.matrix[~inside], rows.right[~inside]))
    return found


def show(rows: Rows, confidence: np.ndarray) -> None:
    """Print reliability, ranking and what is left at a limit."""
    right, order = rows.right, np.argsort(confidence, kind="stable")
    print("tenths by confidence, each fold by the others' fit: claims, mean confidence, share right")
    for part in np.array_split(order, TENTHS):
        print(f"  {len(part):5d}  {confidence[part].mean():.3f}  {right[part].mean():.3f}")
    print(f"area under the curve: confidence {auc(confidence, right):.3f}, score {auc(rows.scores, right):.3f}")
    for least in AT:
        kept = confidence >= least
        share = right[kept].mean() if kept.any() else float("nan")
        print(f"confidence {least} and above: {kept.sum()} of {len(right)} claims, {share:.3f} right")


def auc(values: np.ndarray, right: np.ndarray) -> float:
    """The probability that a right claim has the higher value than a wrong one, ties counted half."""
    good, bad = values[right > 0], np.sort(values[right == 0])
    below, upto = np.searchsorted(bad, good, "left"), np.searchsorted(bad, good, "right")
    return float((below + upto).mean() / 2 / len(bad))


if __name__ == "__main__":
    main()
