"""The days a time covers: since, until, by, before, after, from ... to, between ... and."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from dateline.analyse.timegrammar.calendar import Interval, days_of
from dateline.analyse.timegrammar.hits import Found
from dateline.model import Timex3

_SIGNAL = re.compile(
    r"\b(?:(?P<since>since(?: at least)?|ever since|starting(?: in| on)?|beginning(?: in| on)?|from)"
    r"|(?P<until>until|till|through|by|up to|no later than)|(?P<before>before|prior to|ahead of)|(?P<after>after))"
    r"\s(?:the\s|at\s|in\s|on\s)?$",
    re.IGNORECASE,
)
_OPENS = re.compile(r"\b(?:from|between|beginning|since)\s(?:the\s|about\s|at\s)?$", re.IGNORECASE)
_TO = re.compile(r"^\s?(?:to|until|till|and|through|[-–—])\s?(?:the\s|in\s|on\s)?$", re.IGNORECASE)
_PHRASE_ENDS = re.compile(
    r"\s*(?:$|[^\w\s'’]|[A-Z]|(?:and|or|but|to|in|at|on|by|for|from|of|with|when|as|that|which|who|the|an?|he|she|it|they"
    r"|we|this|because|if|is|was|are|were|has|had|have|will|would|could|despite|amid|over|against|under)\b)"
)
_DASH = re.compile(r"^\s?[-–]\s?$")


def own_days(found: Found, anchor: str) -> Interval:
    """The days of the value itself; references to now, before and after reach to or from the report's day."""
    day = anchor or None
    if found.value == "PRESENT_REF":
        return day, day
    if found.value == "PAST_REF":
        return None, day
    if found.value == "FUTURE_REF":
        return day, None
    if found.type in ("DURATION", "SET"):
        return None, None
    return days_of(found.value)


def with_bounds(times: list[Timex3], text: str) -> tuple[Timex3, ...]:
    """The times with their stretch opened or joined as the words in front of them say."""
    out = list(times)
    for i, time in enumerate(out):
        if i and _is_stretch(out[i - 1], time, text):
            out[i - 1], out[i] = _stretch(times[i - 1], time)
        else:
            out[i] = _signalled(time, text)
    return tuple(out)


def _is_stretch(first: Timex3, second: Timex3, text: str) -> bool:
    gap = text[first.span.end : second.span.start]
    if not (_dated(first) and _dated(second)) or "" in (first.value, second.value):
        return False
    if _DASH.match(gap):
        return True
    return bool(_TO.match(gap) and _OPENS.search(text[max(0, first.span.start - 20) : first.span.start]))


def _dated(time: Timex3) -> bool:
    return time.type in ("DATE", "TIME") and bool(days_of(time.value)[0])


def _stretch(first: Timex3, second: Timex3) -> tuple[Timex3, Timex3]:
    begin, end = days_of(first.value)[0], days_of(second.value)[1]
    if begin and end and begin > end:
        return first, second
    return replace(first, begin=begin, end=end), replace(second, begin=begin, end=end)


def _signalled(time: Timex3, text: str) -> Timex3:
    signal = _SIGNAL.search(text[max(0, time.span.start - 24) : time.span.start])
    if signal is None or not _dated(time) or time.begin is None:
        return time
    if (signal["before"] or signal["after"]) and not _PHRASE_ENDS.match(text[time.span.end : time.span.end + 24]):
        return time  # "after last week's meeting", "before the May election": some day of it, nobody says which
    if signal["since"]:
        return replace(time, end=None, mod=time.mod or "ON_OR_AFTER")
    if signal["until"]:
        return replace(time, begin=None, mod=time.mod or "ON_OR_BEFORE")
    if signal["before"]:
        last = time.end if time.mod in ("MID", "END") else _beside(time.begin, -1)
        return replace(time, begin=None, end=last, mod=time.mod or "BEFORE")
    return replace(time, begin=_beside(time.end or time.begin, 1), end=None, mod=time.mod or "AFTER")


def _beside(day: str, step: int) -> str:
    ordinal = date.fromisoformat(day).toordinal() + step
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal())).isoformat()
