"""PolNeAR as windows of word pieces with tags: cues as B/I/O, and for each cue which pieces are its source and content.

A window is one or more whole paragraphs, at most `MAX_PIECES` pieces; a longer paragraph is cut at a sentence end.
Less than one attribution in a hundred runs over a paragraph's end, so little is lost.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from dateline.analyse.sentences import find_blocks
from dateline.model import Span

MAX_PIECES = 254  # with the two marks that open and close a window, 256
OUTSIDE, BEGIN, INSIDE = 0, 1, 2
NONE, SOURCE, CONTENT = 0, 1, 2
UNKNOWN = -100  # PyTorch's label for "leave out of the loss"


@dataclass(frozen=True, slots=True)
class CueRoles:
    """One attribution as pieces of a window: the cue's pieces, and a role for every piece."""

    cue: tuple[int, ...]
    roles: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces of one stretch of a report. `offsets` are code points of the report's text."""

    item: str
    pieces: tuple[int, ...]
    offsets: tuple[Span, ...]
    cues: tuple[int, ...] = ()
    attributions: tuple[CueRoles, ...] = ()


def read_windows(path: Path, tokenizer: Tokenizer, *, flat: bool = True, limit: int | None = None) -> list[Window]:
    """All windows of a data file (of its first `limit` articles) with their tags. `flat`: see `tag_window`."""
    lines = [line for line in path.read_text(encoding="utf8").splitlines() if line.strip()]
    items = (json.loads(line) for line in lines[:limit])
    return [tag_window(w, item, flat=flat) for item in items for w in cut_windows(item["id"], item["text"], tokenizer)]


def cut_windows(item: str, text: str, tokenizer: Tokenizer) -> Iterator[Window]:
    """A text as windows without tags, in order; nothing is left out."""
    pieces: list[int] = []
    offsets: list[Span] = []
    for block in _short_blocks(text, tokenizer):
        encoded = tokenizer.encode(text[block.start : block.end], add_special_tokens=False)
        if pieces and len(pieces) + len(encoded.ids) > MAX_PIECES:
            yield Window(item, tuple(pieces), tuple(offsets))
            pieces, offsets = [], []
        pieces.extend(encoded.ids)
        offsets.extend(Span(block.start + s, block.start + e) for s, e in encoded.offsets)
    if pieces:
        yield Window(item, tuple(pieces), tuple(offsets))


def _short_blocks(text: str, tokenizer: Tokenizer) -> Iterator[Span]:
    """Paragraphs, those longer than a window cut: at the last full stop that fits, else where the window ends."""
    for block in find_blocks(text):
        start = block.start
        while start < block.end:
            offsets = tokenizer.encode(text[start : block.end], add_special_tokens=False).offsets
            if len(offsets) <= MAX_PIECES:
                yield Span(start, block.end)
                break
            limit = start + offsets[MAX_PIECES - 1][1]
            stop = text.rfind(". ", start, limit)
            end = stop + 2 if stop > start else limit
            yield Span(start, end)
            start = end


def tag_window(window: Window, item: dict[str, Any], *, flat: bool = True) -> Window:
    """The window with its tags.

    `flat` is for PolNeAR, which marks no attribution inside the content of another: there the cue's tag is unknown,
    not "outside", so that the encoder is not taught that nested speech is none.
    """
    tags = [OUTSIDE] * len(window.pieces)
    attributions = []
    for attribution in item["attributions"]:
        content = _inside(window, attribution["content"])
        if flat:
            for i in content:
                tags[i] = UNKNOWN if tags[i] == OUTSIDE else tags[i]
    for span in item.get("ignore") or []:
        for i in _inside(window, [span]):
            tags[i] = UNKNOWN
    for attribution in item["attributions"]:
        cue = _inside(window, attribution["cue"])
        if not cue:
            continue
        for k, i in enumerate(cue):
            tags[i] = BEGIN if k == 0 else INSIDE
        attributions.append(CueRoles(cue, _roles(window, attribution)))
    return Window(window.item, window.pieces, window.offsets, tuple(tags), tuple(attributions))


def _roles(window: Window, attribution: dict[str, Any]) -> tuple[int, ...]:
    roles = [NONE] * len(window.pieces)
    for i in _inside(window, attribution["content"]):
        roles[i] = CONTENT
    for i in _inside(window, attribution["source"]):
        roles[i] = SOURCE
    return tuple(roles)


def _inside(window: Window, spans: Iterable[Iterable[int]]) -> tuple[int, ...]:
    """The pieces that lie in any of the spans."""
    pairs = [tuple(s) for s in spans]
    return tuple(
        i for i, o in enumerate(window.offsets) if any(start <= o.start and o.end <= end for start, end in pairs)
    )
