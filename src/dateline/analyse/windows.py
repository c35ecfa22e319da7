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
    kept = [(i, s, e) for i, (s, e) in zip(encoding.ids, encoding.offsets, strict=True) if e > s]
    ids, starts, ends = zip(*kept, strict=True) if kept else ((), (), ())
    return Pieces(ids, starts, ends)


def find_windows(text: str, pieces: Pieces, *, limit: int = LIMIT, first: int | None = None) -> list[tuple[int, int]]:
    """Half-open ranges of pieces, in order, covering all of them; each of at most `limit`.

    A window ends at a paragraph or sentence end where one fits, else in mid-sentence. `first` is another limit for
    the first window: training moves the cuts with it from epoch to epoch.
    """
    cuts = find_cuts(text, pieces)
    windows: list[tuple[int, int]] = []
    start, most = 0, first or limit
    while start < len(pieces.ids):
        end = _end(cuts, start, most, len(pieces.ids))
        windows.append((start, end))
        start, most = end, limit
    return windows


def find_cuts(text: str, pieces: Pieces) -> list[int]:
    """The pieces that begin a sentence or paragraph, in order, and the number of pieces."""
    found = {bisect_left(pieces.starts, m.end()) for m in _CUT.finditer(text)}
    return [*sorted(found - {0, len(pieces.ids)}), len(pieces.ids)]


def _end(cuts: Sequence[int], start: int, most: int, total: int) -> int:
    if total - start <= most:
        return total
    last = bisect_left(cuts, start + most + 1) - 1
    return cuts[last] if last >= 0 and cuts[last] > start else start + most
