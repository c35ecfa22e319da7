"""A hundred random claims shown as facts, each with its sentence and the text before it, for somebody to judge.

    python -m bench audit REPORTS.jsonl --out SAMPLE.jsonl

Claims with the status `occurred` or `ongoing`; the same reports and version give the same sample.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from typing import Any

from bench.acceptance import report_of
from dateline.analyse import load_analyser
from dateline.model import Claim, Report
from dateline.present import claim_to_export

READS = ("id", "date", "dct", "title", "outlet", "source", "url", "text")
SAMPLE, SEED = 100, 20261130
BEFORE = 450  # characters in front of the sentence
FACTS = ("occurred", "ongoing")


def predict(items: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The claims drawn, in random order: the claims export with "before", "sentence", "title" and "outlet"."""
    analyser, found = load_analyser(), []
    for item in items:
        report = report_of(item)
        facts = (c for c in analyser(report).claims if c.factuality.status in FACTS)
        found += [beside(c, report) for c in facts]
    yield from random.Random(SEED).sample(found, min(SAMPLE, len(found)))


def beside(claim: Claim, report: Report) -> dict[str, Any]:
    """The exported claim with what a judge reads."""
    start, end = claim.evidence.start, claim.evidence.end
    words = {"before": report.text[max(0, start - BEFORE) : start], "sentence": report.text[start:end]}
    about = {"date": report.dct, "outlet": report.outlet, "title": report.title}
    return {**words, **claim_to_export(claim, report.id, report.text, **about)}
