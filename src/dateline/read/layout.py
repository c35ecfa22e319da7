"""Lines of a page back to paragraphs: running heads off, hard line ends joined, words put together again."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

_PAGE_NUMBER = re.compile(r"^\W*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*$", re.IGNORECASE)
_BROKEN_WORD = re.compile(r"([^\W\d_]+)[-‐\xad]$")
_BULLET = re.compile(r"^(?:[-•*▪●–—]\s|\d{1,2}[.)]\s|\([a-z0-9]\)\s)")
_SENTENCE_END = re.compile(r"[.!?:][\"”’)\]]*$")
# Prefixes that keep their hyphen in English: "anti-" at a line's end is more often anti-tank than a broken word
_PREFIXES = frozenset(
    re.findall(
        r"\w+",
        "anti self non ex co pro multi air long short mid semi vice cross counter pre post ultra all half high low well"
        " north south east west two three four five six seven eight nine ten surface ground sea land cease far so then",
    )
)
_SHORT_LINE = 0.8  # of the usual width: a full stop on such a line ends its paragraph


def join_pages(pages: list[str]) -> str:
    """The paragraphs of some pages as one text, parted by empty lines."""
    lines = [line.strip() for page in _without_heads([p.split("\n") for p in pages]) for line in page]
    return "\n\n".join(_paragraphs(lines))


def _without_heads(pages: list[list[str]]) -> list[list[str]]:
    """The pages' lines without page numbers and without first and last lines that at least three pages share."""
    pages = [[line for line in page if not _PAGE_NUMBER.match(line)] for page in pages]
    edges = Counter(_edge(line) for page in pages for line in _edges(page))
    return [[line for line in page if not (edges[_edge(line)] >= 3 and line in _edges(page))] for page in pages]


def _edges(page: list[str]) -> list[str]:
    full = [line for line in page if line.strip()]
    return list(dict.fromkeys((*full[:2], *full[-2:]))) if len(full) > 4 else []


def _edge(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip())


def _paragraphs(lines: list[str]) -> list[str]:
    width = _usual_width(lines)
    whole = Counter(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", " ".join(lines).lower()))
    found: list[str] = []
    for before, line in pairwise(["", *lines]):
        if not line:
            continue
        if not found or _starts_paragraph(before, line, width):
            found.append(line)
        else:
            found[-1] = _join(found[-1], line, whole)
    return found


def _usual_width(lines: list[str]) -> int:
    lengths = sorted(len(line) for line in lines if line)
    return lengths[int(0.8 * (len(lengths) - 1))] if lengths else 0


def _starts_paragraph(before: str, line: str, width: int) -> bool:
    if not before or _BULLET.match(line):
        return True
    if len(before) >= _SHORT_LINE * width:
        return False
    return bool(_SENTENCE_END.search(before)) or (len(before) < 0.6 * width and line[:1].isupper())


def _join(text: str, line: str, whole: Counter[str]) -> str:
    match = _BROKEN_WORD.search(text)
    if not match or not line[:1].islower():
        return f"{text} {line}" if not match else text + line
    rest = re.match(r"[^\W\d_]+", line)
    first, second = match[1].lower(), rest.group().lower() if rest else ""
    keeps = whole[f"{first}-{second}"] or (first in _PREFIXES and not whole[first + second])
    return (text if keeps else text[:-1]) + line
