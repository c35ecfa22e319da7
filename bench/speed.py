"""The whole analysis against the parser alone, in one run, with peak memory.

    python -m bench speed [REPORTS.jsonl]

Without a file the example reports are read over and over. Each round parses the same reports alone, then analyses them
whole one by one, and then with one report read ahead (`Analyser.each`, which uses a second core for the encoder); the
ratios are taken round by round, so that a machine whose speed drifts does not bend them.
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

from bench.__main__ import read_items
from dateline.analyse import Analyser, load_analyser
from dateline.analyse.sentences import parse
from dateline.model import Report
from dateline.run import InProcess

ROUNDS, LEAST_WORDS = 3, 20_000
EXAMPLES = Path(__file__).parent.parent / "tests" / "golden"


def main(data: Path | None) -> int:
    """Print words a second, ratios and the peak memory; 0."""
    reports = _reports(data or EXAMPLES)
    words = sum(len(r.text.split()) for r in reports)
    analyser = load_analyser()
    claims = sum(len(analyser(r).claims) for r in reports)
    rounds = [_round(analyser, reports) for _ in range(ROUNDS)]
    print(f"reports {len(reports)}  words {words}  claims {claims}")
    for name, times in zip(("parser alone", "one by one", "reading ahead"), zip(*rounds, strict=True), strict=True):
        ratios = sorted(t / r[0] for t, r in zip(times, rounds, strict=True))
        print(f"{name:14s} {words / min(times):8.0f} words/s   times the parser: median "
              f"{ratios[len(ratios) // 2]:.2f}  (min {ratios[0]:.2f}, max {ratios[-1]:.2f})")  # fmt: skip
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB", file=sys.stdout)
    return 0


def _round(analyser: Analyser, reports: list[Report]) -> tuple[float, float, float]:
    """Seconds for the parser alone, the whole analysis one by one, and the same with one report read ahead."""
    started = time.perf_counter()
    for report in reports:
        parse(analyser.nlp, report)
    parsed = time.perf_counter()
    for report in reports:
        analyser(report)
    alone = time.perf_counter()
    for _ in InProcess(lambda: analyser).map(reports):
        pass
    return parsed - started, alone - parsed, time.perf_counter() - alone


def _reports(data: Path) -> list[Report]:
    items = [i for i in read_items(data) if i.get("text")]
    reports = [Report(id=str(i.get("id")), text=i["text"], dct=i.get("date") or "2022-01-01") for i in items]
    words = sum(len(r.text.split()) for r in reports)
    return reports * max(1, LEAST_WORDS // max(words, 1))
