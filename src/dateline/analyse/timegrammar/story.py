"""Is a text news about its own days, or the story of a past time? And which date was told last?"""

from __future__ import annotations

import re
from datetime import date

from dateline.analyse.timegrammar.hits import Found, Hit

_OWN_DAYS = frozenset({"weekday", "rel_day", "tonight", "ref"})
_DATED = frozenset({"month_day", "day_month", "month_year", "year", "month_days", "days_month"})
_FAR_YEARS = 2
_LEAST_DATES = 6


def tells_past_time(hits: list[Hit], dct: date | None) -> bool:
    """True for a narrative: many years named, most of them well before the report, few words like "yesterday".

    The distinction and its use are HeidelTime's (Stroetgen & Gertz 2013: news and narrative documents); there it is
    an argument, here it is read from the text. Bounds set on WikiWars (true) and TimeBank (false).
    """
    if dct is None:
        return False
    years = [h.year() for h in hits if h.rule in _DATED and h.has("year")]
    far = sum(1 for y in years if y is not None and 1000 < y <= dct.year - _FAR_YEARS)
    far += sum(1 for h in hits if h.rule in ("year_era", "years_era"))
    own = sum(1 for h in hits if h.rule in _OWN_DAYS and h.words("ref") != ["now"])
    return far >= _LEAST_DATES and far > 3 * own and far * 2 > len(years)


_ASIDE = frozenset({"quarter_ago", "year_ago", "period_rel", "quarter_of_year", "holiday"})
_NEAR_YEARS = 3
_INTO_STORY = re.compile(r"\b(?:in|during|by|of|until|late|early|mid|year|into|throughout)[\s-](?:the\s)?\d{4}$")


def told(hit: Hit, found: Found, before: str) -> str:
    """The date told last, after one more was found; values that are no calendar date leave it as it is.

    A comparison ("than a year ago") is an aside, and so is a bare year far off, unless a sentence opens with it, or
    one that no preposition puts into the story ("the 1980 campaign", "1955-1957").
    """
    if hit.rule in _ASIDE or (hit.rule == "offset" and hit.role("dir") == "AGO"):
        return before
    if len(found.value) == 4 and before[:4].isdigit() and found.value.isdigit():
        gap = abs(int(found.value) - int(before[:4]))
        opens = hit.before().rstrip().endswith((". in", "\nin", '" in', "” in"))
        if gap == 0 or (gap > _NEAR_YEARS and not opens) or not _INTO_STORY.search(hit.before() + hit.text.lower()):
            return before
    if found.type not in ("DATE", "TIME") or not re.match(r"\d{4}(?!\d)", found.value):
        return before
    return found.value
