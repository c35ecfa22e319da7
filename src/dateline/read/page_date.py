"""The date that stands on a line of its own near the top of a printed page or a document."""

from __future__ import annotations

import re

from dateline.read.dates import FoundDate, is_day

_LINES, _WORDS = 15, 14
_LABEL = re.compile(
    r"^(?:date|dated|published(?: on)?|issued(?: on)?|released(?: on)?|as of|for (?:immediate )?release)\s*[:,]?\s+",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*(?:\||•|·|–|—| - |;)\s*")


def find_page_date(page: str) -> FoundDate | None:
    """The first complete date among the top lines: a line of its own, or a part of one set off by a bar or dash."""
    lines = [line.strip() for line in page.split("\n") if line.strip()]
    for line in lines[:_LINES]:
        for part in [line, *_PARTS.split(line)] if len(line.split()) <= _WORDS else []:
            words = date_words(part)
            if words:
                return FoundDate(words, "first page")
    return None


def date_words(line: str) -> str:
    """The date where the line is one and nothing else but a label ("Published on 2 February 2022"), else ""."""
    words = _LABEL.sub("", line.strip(" .,;:()\t"))
    return words if is_day(words) else ""
