"""Fit how probable it is that a claim's type, status and actors are all right, on the held-out annotated reports.

    python training/calibrate_confidence.py ../shared/bench src/dateline/analyse/weights

Runs in the project's own environment, after `calibrate_events.py`, whose numbers the claims are made with, and adds the
entry "confidence" to calibration.json: the weights of a logistic model. Prints how far it may be believed, by two-fold
cross-validation with the reports of a fold together: of each tenth of the claims the mean confidence and the share that
is right, the area under the ROC curve beside that of the plain score, and what a reader who keeps the surest claims is
left with. The numbers of `calibrate_events.py` come from the same reports; that they are few keeps the flattery small.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from calibrate import RIDGE
from calibrate_events import Stretch, overlaps, pairs, read_stretches
from scipy.optimize import minimize

from dateline.analyse.claims import each_told
from dateline.analyse.confidence import NUMBERS, RISING, is_unsettled
from dateline.analyse.event_join import EventNumbers
from dateline.analyse.events import EventsLayer
from dateline.analyse.status_join import StatusNumbers
from dateline.model import Claim

SHARES_RIGHT = (0.5, 0.6, 0.7)
AT = (0.3, 0.4, 0.5, 0.6, 0.7)
TENTHS = 10


@dataclass(frozen=True)
class Rows:
    """The claims of all stretches, one a row: numbers (n, len(NUMBERS)), plain scores, whether right, whose fold."""

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
    events, status = EventNumbers.of(stored["events"]), StatusNumbers(**stored["status"])
    rows = collect(list(read_stretches(options.data, options.weights)), events, status)
    print(f"{len(rows.right)} claims, {rows.right.mean():.3f} right in type, status and actors")
    show(rows, across(rows))
    weights = fit(rows.matrix, rows.right)
    entry = {name: round(float(w), 4) for name, w in zip(NUMBERS, weights, strict=True)}
    print("weights:", entry)
    path.write_text(json.dumps(stored | {"confidence": entry}, indent=1) + "\n", encoding="utf8")


def collect(stretches: Sequence[Stretch], events: EventNumbers, status: StatusNumbers) -> Rows:
    """The claims that dateline makes of the stretches, each time that one is told."""
    found = [
        (numbers, claim.score, right, k % 2)
        for k, stretch in enumerate(sorted(stretches, key=lambda s: s.draft.report.id))
        for claim, numbers, right in judged(stretch, events, status)
    ]
    matrix, scores, right, folds = zip(*found, strict=True)
    return Rows(np.array(matrix), np.array(scores), np.array(right, dtype=float), np.array(folds))


def judged(
    stretch: Stretch, events: EventNumbers, status: StatusNumbers
) -> Iterator[tuple[Claim, tuple[float, ...], bool]]:
    """Each claim that the encoder had a part in, with its numbers and whether it is right."""
    told = list(each_told(EventsLayer(events)(stretch.draft), status))
    gold = {claim.id: event for event, claim in pairs(stretch.gold, [claim for claim, _ in told])}  # type: ignore[arg-type]
    for claim, numbers in told:
        if numbers is not None:
            yield claim, numbers, claim.id in gold and is_right(claim, gold[claim.id])


def is_right(claim: Claim, event: dict[str, Any]) -> bool:
    """True where type and status are among those accepted and the actors are those annotated, with nobody unsettled."""
    if any(is_unsettled(a) for a in claim.event.actors):
        return False
    if claim.event.type not in event["type"] or claim.factuality.status not in event["status"]:
        return False
    if not event["actor"] and "actor" in event.get("implied", ()):
        return True  # another sentence names who it is: there is no span to compare with
    met = all(any(overlaps(a.span, [g]) for a in claim.event.actors) for g in event["actor"])
    return met and all(a.implied or overlaps(a.span, event["actor"]) for a in claim.event.actors)


def fit(matrix: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Weights of the logistic model, by penalised maximum likelihood; those of `RISING` at 0 or above."""

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        z = matrix @ w
        value = np.logaddexp(0.0, z).sum() - right @ z + 0.5 * RIDGE * (w @ w)
        return float(value), matrix.T @ (probability(matrix, w) - right) + RIDGE * w

    bounds = [(0.0, None) if name in RISING else (None, None) for name in NUMBERS]
    return np.asarray(minimize(loss, np.zeros(len(NUMBERS)), jac=True, method="L-BFGS-B", bounds=bounds).x)


def probability(matrix: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The model's probability of each row."""
    return 1.0 / (1.0 + np.exp(-(matrix @ weights)))


def across(rows: Rows) -> np.ndarray:
    """The confidence of each claim by a model fitted on the other fold."""
    found = np.zeros(len(rows.right))
    for fold in (0, 1):
        inside = rows.folds == fold
        found[inside] = probability(rows.matrix[inside], fit(rows.matrix[~inside], rows.right[~inside]))
    return found


def show(rows: Rows, confidence: np.ndarray) -> None:
    """Print reliability, ranking and what is left at a limit."""
    right, order = rows.right, np.argsort(confidence, kind="stable")
    print("tenths by confidence, each fold by the other's fit: claims, mean confidence, share right")
    for part in np.array_split(order, TENTHS):
        print(f"  {len(part):5d}  {confidence[part].mean():.3f}  {right[part].mean():.3f}")
    print(f"area under the curve: confidence {auc(confidence, right):.3f}, score {auc(rows.scores, right):.3f}")
    for least in AT:
        kept = confidence >= least
        share = right[kept].mean() if kept.any() else float("nan")
        print(f"confidence {least} and above: {kept.sum()} of {len(right)} claims, {share:.3f} right")
    for share in SHARES_RIGHT:
        for name, values in (("confidence", confidence), ("score", rows.scores)):
            print(f"for {share} right:", kept_at(values, right, share, name))


def kept_at(values: np.ndarray, right: np.ndarray, share: float, name: str) -> str:
    """How low a limit may be for this share of the kept claims to be right, in words."""
    for least in np.unique(np.round(values, 3)):
        kept = values >= least
        if kept.any() and right[kept].mean() >= share:
            return f"{name} from {least:.3f}, which keeps {kept.sum()} of {len(right)} claims"
    return f"no limit of {name} reaches it"


def auc(values: np.ndarray, right: np.ndarray) -> float:
    """The probability that a right claim has the higher value than a wrong one, ties counted half."""
    good, bad = values[right > 0], np.sort(values[right == 0])
    below, upto = np.searchsorted(bad, good, "left"), np.searchsorted(bad, good, "right")
    return float((below + upto).mean() / 2 / len(bad))


if __name__ == "__main__":
    main()
