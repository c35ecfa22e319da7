"""The whole analysis against the parser alone, in one run, with peak memory.

    python -m bench speed [REPORTS.jsonl]

Without a file the example reports are read over and over. Each round parses the same reports alone and then analyses
them whole; the ratio is taken round by round, so that a machine whose speed drifts does not bend it.
"""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

from bench.__main__ import read_items
from dateline.analyse import load_analyser
from dateline.analyse.sentences import parse
from dateline.model import Report

ROUNDS, LEAST_WORDS = 3, 20_000
EXAMPLES = Path(__file__).parent.parent / "tests" / "golden"


def main(data: Path | None) -> int:
    """Print words a second of both, their ratio and the peak memory; 0."""
    reports = _reports(data or EXAMPLES)
    words = sum(len(r.text.split()) for r in reports)
    analyser = load_analyser()
    analyser(reports[0])
    rounds = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        for report in reports:
            parse(analyser.nlp, report)
        parsed = time.perf_counter()
        claims = sum(len(a.claims) for a in analyser.each(reports))
        done = time.perf_counter()
        rounds.append((parsed - started, done - parsed))
    ratios = sorted(whole / alone for alone, whole in rounds)
    alone, whole = min(a for a, _ in rounds), min(w for _, w in rounds)
    print(f"reports {len(reports)}  words {words}  claims {claims}")
    print(f"parser alone   {words / alone:8.0f} words/s")
    print(f"whole analysis {words / whole:8.0f} words/s")
    print(f"ratio whole/parser: median {ratios[len(ratios) // 2]:.2f}  (min {ratios[0]:.2f}, max {ratios[-1]:.2f})")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB", file=sys.stdout)
    return 0


def _reports(data: Path) -> list[Report]:
    items = [i for i in read_items(data) if i.get("text")]
    reports = [Report(id=str(i.get("id")), text=i["text"], dct=i.get("date") or "2022-01-01") for i in items]
    words = sum(len(r.text.split()) for r in reports)
    return reports * max(1, LEAST_WORDS // max(words, 1))
