"""Fit who is understood where a sentence does not say, on stretches where annotators said who is meant.

    python training/calibrate_understood.py ../shared/bench src/dateline/analyse/weights

Runs in the project's own environment, after `calibrate_events.py`, whose numbers the events are made with, and adds the
entry "understood" to calibration.json: the weights of a conditional logit model for actors and one for recipients, and
the probability from which a party is filled in: the least one where `WORTH` of those filled in are right by five-fold
cross-validation with the gaps of a report together. Prints what it does there; the weights are then fitted on all.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from data import ANNOTATIONS
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from spans import read_lines

from dateline.analyse.actor_words import lexicon, split_words
from dateline.analyse.bare_phrases import resolve_phrase
from dateline.analyse.claims import ClaimsLayer, told_events
from dateline.analyse.draft import Draft
from dateline.analyse.foes import settle_foes
from dateline.analyse.pipeline import Analyser, load_analyser
from dateline.analyse.scene import ROLES, Party, Scene, side_of
from dateline.analyse.sentences import parse
from dateline.analyse.told import Told
from dateline.analyse.understood import dot, gap_of
from dateline.model import Report, Span

ANSWERS = ANNOTATIONS / "understood" / "parties.jsonl"
BEHIND = 2000  # characters behind the last event asked about that are read too
RIDGE = 1.0
WORTH = 0.65
FOLDS = 5
_ACTING = re.compile(
    r"\b(?:troops|forces?|soldiers|army|military|navy|police|government|authorities|ministry|court)s?$", re.I
)
READS = ("date", "dct", "title", "outlet", "source", "url")


@dataclass(frozen=True)
class Gap:
    """One gap: features of each candidate and, last, of nobody; which of them are right; the side of each."""

    role: str
    report: str
    features: list[Mapping[str, float]]
    right: list[bool]
    sides: list[str]
    answered: bool  # False where annotators found nobody in particular


def main() -> None:
    """Fit, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("weights", type=Path)
    options = parser.parse_args()
    gaps = list(read_gaps(options.data, read_lines(ANSWERS)))
    stored: dict[str, Any] = {"weights": {}, "least": {}}
    for role in ROLES:
        mine = [g for g in gaps if g.role == role]
        print(f"{role}: {len(mine)} gaps")
        stored["least"][role] = fit_least(mine)
        stored["weights"][role] = {k: round(v, 3) for k, v in sorted(fit(mine).items()) if abs(v) >= 0.001}
    path = options.weights / "calibration.json"
    numbers = json.loads(path.read_text(encoding="utf8"))
    path.write_text(json.dumps(numbers | {"understood": stored}, indent=1) + "\n", encoding="utf8")


# Gaps with their features


def read_gaps(data: Path, answers: Iterable[dict[str, Any]]) -> Iterator[Gap]:
    """The gaps that dateline leaves in the events annotators were asked about."""
    by_report: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for answer in answers:
        by_report[(answer["file"], answer["id"])].append(answer)
    analyser = load_analyser()
    items = {f: {str(i["id"]): i for i in read_lines(data / f)} for f in sorted({f for f, _ in by_report})}
    for (file, name), mine in by_report.items():
        item = items[file].get(name)
        if item is not None:
            yield from gaps_of(item, name, mine, analyser)


def gaps_of(item: dict[str, Any], name: str, answers: Sequence[dict[str, Any]], analyser: Analyser) -> Iterator[Gap]:
    """The gaps in one report."""
    end = max(a["trigger"][-1][1] for a in answers) + BEHIND
    report = Report(
        name, item["text"][:end], item.get("date") or item.get("dct") or "", title=item.get("title") or "",
        outlet=item.get("outlet") or item.get("source") or "", url=item.get("url") or "",
    )  # fmt: skip
    draft = Draft(report, parse(analyser.nlp, report))
    for layer in analyser.layers:
        if not isinstance(layer, ClaimsLayer):
            draft = layer(draft)
    told = list(told_events(draft))
    scene = Scene(draft, told)
    told = scene.told = settle_foes(told, scene)  # as at work
    for answer in answers:
        at = index_of(answer["trigger"], told)
        for role in ROLES if at is not None else ():
            gap = gap_of(told[at], role)
            if gap and role in answer:
                yield gap_at(scene, at, role, gap, answer[role], name)


def index_of(trigger: list[list[int]], told: Sequence[Told]) -> int | None:
    """Which of the events has a trigger."""
    return next((k for k, t in enumerate(told) if any(t.event.trigger.overlaps(Span(s, e)) for s, e in trigger)), None)


def gap_at(scene: Scene, at: int, role: str, kind: str, answer: Any, name: str) -> Gap:
    """One gap with its answer."""
    gap = scene.gap(at, role, kind)
    found = gap.candidates()
    answered = not isinstance(answer, str)
    keys, sides = meant(answer, scene, at) if answered else (set(), set())
    right = [p.key in keys or (p.side in sides and p.side != p.key) for p in found]
    features = [*map(gap.features, found), gap.nobody()]
    return Gap(role, name, features, [*right, not answered], [p.side for p in found], answered)


def meant(answer: Iterable[Any], scene: Scene, at: int) -> tuple[set[str], set[str]]:
    """The keys and the sides of the parties that an answer names."""
    report = scene.draft.report
    keys: set[str] = set()
    sides: set[str] = set()
    for one in answer:
        if one == "@outlet":
            sides.add(scene.home)
        elif one == "@speaker":
            sides |= {side_of(s.actor) for s in scene.told[at].sources[-1:]}
        else:
            words, span = _words(one, report)
            actor = resolve_phrase(words, "", report.dct or None)
            sides |= {side_of(actor), *_countries(words)}
            keys |= {p.key for p in scene.parties.values() if _is_named(p, span, words)}
            sides |= {scene.parties[k].side for k in keys}
    return keys, sides - {""}


def _words(one: list[Any], report: Report) -> tuple[str, Span | None]:
    if one[0] == "title":
        return report.title[one[1] : one[2]], None
    return report.text[one[0] : one[1]], Span(one[0], one[1])


def _countries(words: str) -> set[str]:
    """The country whose forces, officials or bodies the words name; nobody else acts for one."""
    if not _ACTING.search(words):
        return set()
    return {h.entry.code for h in lexicon().find(split_words(words), words)}


def _is_named(party: Party, span: Span | None, words: str) -> bool:
    if span is not None and any(s.overlaps(span) for s in party.spans):
        return True
    return party.name.casefold() == words.casefold()


# The model


def fit(gaps: Sequence[Gap]) -> dict[str, float]:
    """Weights by feature, by penalised maximum likelihood; a gap whose party is no candidate tells nothing."""
    kept = [g for g in gaps if any(g.right)]
    names = sorted({n for g in kept for f in g.features for n in f})
    index = {n: k for k, n in enumerate(names)}
    rows = [f for g in kept for f in g.features]
    lengths = [len(f) for f in rows]
    matrix = csr_matrix(
        ([v for f in rows for v in f.values()], [index[n] for f in rows for n in f], np.cumsum([0, *lengths])),
        shape=(len(rows), len(names)),
    )
    first = np.cumsum([0, *(len(g.features) for g in kept)])[:-1]
    owner = np.repeat(np.arange(len(kept)), [len(g.features) for g in kept])
    right = np.array([r for g in kept for r in g.right], dtype=float)

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ w
        scores -= np.maximum.reduceat(scores, first)[owner]
        powers = np.exp(scores)
        share = powers / np.add.reduceat(powers, first)[owner]
        hit = np.add.reduceat(share * right, first)
        value = -np.log(np.maximum(hit, 1e-12)).sum() + 0.5 * RIDGE * (w @ w)
        slope = share - share * right / np.maximum(hit, 1e-12)[owner]
        return float(value), matrix.T @ slope + RIDGE * w

    w = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    return dict(zip(names, map(float, w), strict=True))


def chosen(gap: Gap, weights: Mapping[str, float]) -> tuple[float, bool]:
    """The probability of the likeliest side, and whether the party shown for it is right."""
    scores = np.array([dot(f, weights) for f in gap.features])
    share = np.exp(scores - scores.max())
    share /= share.sum()
    sides: dict[str, float] = defaultdict(float)
    for side, x in zip(gap.sides, share, strict=False):
        sides[side] += float(x)
    if not sides:
        return 0.0, False
    best = max(sides, key=lambda s: sides[s])
    k = max((k for k, s in enumerate(gap.sides) if s == best), key=lambda k: share[k])
    return sides[best], gap.right[k]


def fit_least(gaps: Sequence[Gap]) -> float:
    """The least probability from which `WORTH` of those filled in are right, each fold by the others' fit."""
    fold = {name: k % FOLDS for k, name in enumerate(sorted({g.report for g in gaps}))}
    rows: list[tuple[float, bool]] = []
    for k in range(FOLDS):
        weights = fit([g for g in gaps if fold[g.report] != k])
        rows += [chosen(g, weights) for g in gaps if fold[g.report] == k]
    wanted, best = sum(g.answered for g in gaps), 1.0
    for least in (round(float(x), 2) for x in np.arange(0.95, 0.2, -0.01)):
        kept = [right for share, right in rows if share >= least]
        share = sum(kept) / max(len(kept), 1)
        if round(least * 100) % 5 == 0:
            print(f"  from {least:.2f}: {len(kept)} of {len(gaps)} filled ({wanted} have somebody), {share:.3f} right")
        if share >= WORTH and kept:
            best = least
    return best


if __name__ == "__main__":
    main()
