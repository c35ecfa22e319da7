"""Reports to the claims export that the acceptance scorer reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dateline.analyse import load_analyser
from dateline.model import Report
from dateline.present import claim_to_export

READS = ("id", "date", "dct", "title", "outlet", "source", "text")


def predict(items: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """One exported claim a row."""
    analyser = load_analyser()
    for item in items:
        report = report_of(item)
        for claim in analyser(report).claims:
            yield claim_to_export(claim, report.id, report.text)


def report_of(item: dict[str, Any]) -> Report:
    """The report of an item, whatever names its corpus has for date and outlet."""
    return Report(
        id=str(item["id"]),
        text=item["text"],
        dct=item.get("date") or item.get("dct") or "",
        title=item.get("title") or "",
        outlet=item.get("outlet") or item.get("source") or "",
        url=item.get("url") or "",
    )
