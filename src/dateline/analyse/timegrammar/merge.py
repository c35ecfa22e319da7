"""Neighbours that make one time: "5 p.m. EST, Nov. 9", "the morning of 31 January", "April and June 1955"."""

from __future__ import annotations

import re
from dataclasses import replace

from dateline.analyse.timegrammar.calendar import parse_day
from dateline.analyse.timegrammar.hits import Hit
from dateline.model import Span, Timex3

_ONE_TIME = re.compile(r"^(?:,?\s|\sof\s|,?\son\s|\sof\sthe\s)$", re.IGNORECASE)
_LIST = re.compile(r"^(?:,|\sand|\sor|\sto|\suntil|\sthrough|\s?[-–]|\sor\sin|\sand\sin)\s?$", re.IGNORECASE)
_WITHOUT_YEAR = frozenset({"month", "month_day", "day_month", "season"})
_WITH_YEAR = frozenset({"month_year", "month_day", "day_month"})


def year_behind(hits: list[Hit], i: int) -> int | None:
    """The year of the next date, where hit `i` is a date without one that is coordinated with it."""
    hit = hits[i]
    if hit.rule not in _WITHOUT_YEAR or hit.has("year") or hit.has("rel") or i + 1 >= len(hits):
        return None
    ahead = hits[i + 1]
    if ahead.rule not in _WITH_YEAR | {"season"} or not _LIST.match(hit.tokens.text[hit.end : ahead.start]):
        return None
    year = ahead.year() if ahead.has("year") else None
    if year is None or year < 100:
        return None
    if "season" in (hit.rule, ahead.rule):
        return year
    return year if hit.month() <= ahead.month() else year - 1


def next_dated(hits: list[Hit], i: int) -> str:
    """The next month told with its year, ``YYYY-MM``, among the dozen hits behind hit `i`; "" where there is none."""
    for ahead in hits[i + 1 : i + 13]:
        year = ahead.year() if ahead.rule in _WITH_YEAR and ahead.has("year") else None
        if year is not None and year >= 1000:
            return f"{year:04d}-{ahead.month():02d}"
    return ""


def merge_clock_and_day(times: list[Timex3], text: str) -> list[Timex3]:
    """A clock time or part of a day joined with the day it stands before; one behind a day takes over its date."""
    merged: list[Timex3] = []
    for time in times:
        last = merged[-1] if merged else None
        gap = text[last.span.end : time.span.start] if last else ""
        if last and _is_time(last) and time.type == "DATE" and parse_day(time.value) and _ONE_TIME.match(gap):
            merged[-1] = _joined(last, time)
        elif (
            last
            and _is_time(time)
            and time.method == "clock"
            and parse_day(last.value)
            and len(gap) < 40
            and "." not in gap
        ):
            merged.append(_on_day(time, last))
        else:
            merged.append(time)
    return merged


def _is_time(time: Timex3) -> bool:
    return time.type == "TIME" and time.method in ("clock", "daypart")


def _on_day(time: Timex3, day: Timex3) -> Timex3:
    value = day.value[:10] + time.value[time.value.index("T") :]
    return replace(time, value=value, begin=day.value[:10], end=day.value[:10])


def _joined(time: Timex3, day: Timex3) -> Timex3:
    placed = _on_day(time, day)
    return replace(placed, span=Span(time.span.start, day.span.end), mod=time.mod or day.mod, anchor=day.anchor)
