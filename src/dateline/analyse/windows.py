"""Texts cut into windows for the encoder: wordpieces with their code points, sentences packed up to a limit.

Training and reading use the same windows, so that the encoder sees at work what it was trained on. Consecutive
sentences share a window, because contents run over sentence ends and a pronoun's "he said" belongs to a quotation
before it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dateline.analyse.sentences import find_quotes

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LIMIT = 190  # wordpieces a window, without the two marks at its ends
_CUT = re.compile(r"\n[ \t]*\n\s*|\n|(?<=[.!?])[\"”’')\]]*\s+(?=[A-Z“\"‘'(])")


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text's wordpieces: vocabulary ids, and for each its half-open range of code points in the text."""

    ids: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def find_pieces(tokenizer: Tokenizer, text: str) -> Pieces:
    """The wordpieces of a text. Pieces that stand for no code point are left out."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    ids, offsets = encoding.ids, encoding.offsets
    if any(s >= e for s, e in offsets):
        ids = [i for i, (s, e) in zip(ids, offsets, strict=True) if e > s]
        offsets = [(s, e) for s, e in offsets if e > s]
    starts, ends = zip(*offsets, strict=True) if offsets else ((), ())
    return Pieces(tuple(ids), starts, ends)


def find_windows(text: str, pieces: Pieces, *, limit: int = LIMIT, first: int | None = None) -> list[tuple[int, int]]:
    """Half-open ranges of pieces, in order, covering all of them; each of at most `limit`.

    A window ends at a paragraph or sentence end where one fits, else in mid-sentence. `first` is another limit for
    the first window: training moves the cuts with it from epoch to epoch.
    """
    every = find_cuts(text, pieces)
    cuts = _outside_quotes(every, text, pieces)
    windows: list[tuple[int, int]] = []
    start, most = 0, first or limit
    while start < len(pieces.ids):
        end = _end(cuts, every, start, most)
        windows.append((start, end))
        start, most = end, limit
    return windows


def find_cuts(text: str, pieces: Pieces) -> list[int]:
    """The pieces that begin a sentence or paragraph, in order, and the number of pieces."""
    found = {bisect_left(pieces.starts, m.end()) for m in _CUT.finditer(text)}
    return [*sorted(found - {0, len(pieces.ids)}), len(pieces.ids)]


def _outside_quotes(cuts: Sequence[int], text: str, pieces: Pieces) -> list[int]:
    """The cuts that tear no quotation apart; the end of the text is always one."""
    quotes = find_quotes(text)
    opened = [q.start for q in quotes]
    kept = []
    for cut in cuts[:-1]:
        k = bisect_left(opened, pieces.starts[cut]) - 1
        if k < 0 or quotes[k].end <= pieces.starts[cut]:
            kept.append(cut)
    return [*kept, *cuts[-1:]]


def _end(cuts: Sequence[int], every: Sequence[int], start: int, most: int) -> int:
    """The last of the good cuts within `most` pieces; one inside a quotation, or any piece, where that is short."""
    if every[-1] - start <= most:
        return every[-1]
    for choice, least in ((cuts, most // 3), (every, 0)):
        last = bisect_left(choice, start + most + 1) - 1
        if last >= 0 and choice[last] > start + least:
            return choice[last]
    return start + most
