"""Short quotations from a report that keep the words that matter in sight."""

from __future__ import annotations

import re

_BLANKS = re.compile(r"\s+")
ELLIPSIS = "…"


def excerpt(words: str, width: int, keep: tuple[int, int] | None = None) -> tuple[str, tuple[int, int] | None]:
    """At most `width` characters of `words`, cut at blanks where that loses little, with the words to keep in it.

    Args:
        words: a sentence or clause; line ends and runs of blanks become one blank.
        width: in characters, at least 12.
        keep: half-open offsets into `words` of what must stay visible, such as the trigger.

    Returns:
        The excerpt, and where the kept words stand in it (None where nothing was to be kept).
    """
    flat, kept = _flatten(words, keep)
    if len(flat) <= width:
        return flat, kept
    start, end = _window(flat, width, kept or (0, 0))
    head, tail = ELLIPSIS if start else "", ELLIPSIS if end < len(flat) else ""
    shown = head + flat[start:end].strip() + tail
    if kept is None:
        return shown, None
    shift = len(head) - start - (len(flat[start:end]) - len(flat[start:end].lstrip()))
    return shown, (kept[0] + shift, min(kept[1] + shift, len(shown)))


def _flatten(words: str, keep: tuple[int, int] | None) -> tuple[str, tuple[int, int] | None]:
    flat = _BLANKS.sub(" ", words).strip()
    if keep is None:
        return flat, None
    before = len(_BLANKS.sub(" ", words[: keep[0]]).lstrip())
    return flat, (before, before + len(_BLANKS.sub(" ", words[keep[0] : keep[1]]).rstrip()))


def _window(flat: str, width: int, kept: tuple[int, int]) -> tuple[int, int]:
    """Where to cut: from the start if the kept words fit there, else with a third of the width before them."""
    room = width - 2
    if kept[1] + 1 < room:
        return 0, _back_to_blank(flat, room + 1, kept[1])
    start = max(0, min(kept[0] - room // 3, len(flat) - room))
    start = _on_to_blank(flat, start, kept[0])
    end = min(len(flat), start + room)
    return start, end if end == len(flat) else _back_to_blank(flat, end, min(kept[1], end))


def _back_to_blank(flat: str, end: int, least: int) -> int:
    blank = flat.rfind(" ", max(least, end - 15), end + 1)
    return blank if blank > 0 else end


def _on_to_blank(flat: str, start: int, most: int) -> int:
    blank = flat.find(" ", start, min(most, start + 15))
    return blank + 1 if start and blank >= 0 else start
