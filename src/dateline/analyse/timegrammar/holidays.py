"""Holidays whose day moves: Easter (Gregorian computus of Meeus, 1991) and "the nth weekday of a month" (USA)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

_NTH_WEEKDAY = {  # rule -> month, ISO weekday, which one (-1: the last)
    "thanksgiving": (11, 4, 4), "labor": (9, 1, 1), "memorial": (5, 1, -1), "king": (1, 1, 3), "presidents": (2, 1, 3),
    "columbus": (10, 1, 2),
}  # fmt: skip


def holiday_of(rule: str, year: int) -> str:
    """The ISO day of a holiday in a year. `rule` is "MM-DD", "easter", "easter+N", "easter-N" or a rule's name."""
    if rule[:1].isdigit():
        return f"{year:04d}-{rule}"
    if rule.startswith("easter"):
        return (easter(year) + timedelta(days=int(rule[6:] or 0))).isoformat()
    return _nth_weekday(year, *_NTH_WEEKDAY[rule]).isoformat()


def easter(year: int) -> date:
    """Easter Sunday of the western churches."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    if nth < 0:
        last = date(year, month, monthrange(year, month)[1])
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
