"""Words that point: last, this, next, the previous, that same; and early, mid, late, the end of."""

from __future__ import annotations

import re

from dateline.analyse.timegrammar.hits import Context, Hit
from dateline.codebook import load_time_words

_STEPS = {"LAST": -1, "PAST": -1, "PREV": -1, "NEXT": 1, "COMING": 1}
_FROM_STORY = frozenset({"previous", "prior", "preceding", "following", "ensuing", "subsequent", "succeeding"})


def point(hit: Hit, group: str) -> int:
    """-1 for last, 1 for next, 0 for this and that."""
    return next((_STEPS[r] for r in reversed(hit.roles(group)) if r in _STEPS), 0)


def points_into_story(hit: Hit, group: str) -> bool:
    """True where the words point from the date told last, not from the report's: "the following year", "that day"."""
    if any(r in ("THAT", "SAME") for r in hit.roles(group)):
        return True
    words = hit.words(group)
    return bool(_FROM_STORY.intersection(words)) or words == ["the", "next"]


def pointed_year(hit: Hit, context: Context) -> int | None:
    """The year of "last year", "that year", "next year"."""
    told = context.reference[:4]
    base = int(told) if told.isdigit() else None
    if (context.dct is not None and not (points_into_story(hit, "rel") or context.narrative)) or (
        base is None and context.dct is not None
    ):
        base = context.dct.year
    return base + point(hit, "rel") if base is not None else None


def mod_of(hit: Hit) -> str:
    """START, MID or END of the hit's "early", "mid-" or "the end of"; "" where it has none."""
    for group in ("prefix", "prefix2"):
        for word, role in zip(hit.words(group), hit.roles(group), strict=True):
            if role in ("PART", "ENDPOINT"):
                return str(load_time_words().values[role, word])
    return ""


def story_day(context: Context) -> str:
    """The day told last, or the report's."""
    if re.match(r"\d{4}-\d\d-\d\d", context.reference):
        return context.reference[:10]
    return context.dct.isoformat() if context.dct else ""
