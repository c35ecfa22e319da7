"""Partial dates as TIMEX3 values, the days they cover, and steps from one to another.

Nothing here is more precise than its words: a month stays ``2022-02``. Weeks are ISO 8601 weeks (Monday to Sunday),
which is also how TempEval-3's corpora count them. Decades are three digits and centuries two, as in TimeBank.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import MAXYEAR, date, timedelta

from dateline.analyse.timegrammar.numbers import plain

SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}  # northern, meteorological
Interval = tuple[str | None, str | None]
_DAY = re.compile(r"^(\d{4})-(\d\d)-(\d\d)(?!\d)")
_WEEK = re.compile(r"^(\d{4})-W(\d\d)(-WE|-\d)?")
_PART = re.compile(r"^(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)$")
_MONTH = re.compile(r"^(\d{4})-(\d\d)$")
_YEARS = re.compile(r"^\d{2,4}$")


def parse_day(text: str | None) -> date | None:
    """The day a date string starts with (``1989-10-30T..``, also ``03-02-2009``); None where there is none."""
    m = re.match(r"(\d{4})-(\d\d)-(\d\d)|(\d\d)-(\d\d)-(\d{4})(?!\d)", text or "")
    if not m:
        return None
    year, month, day = (m[1], m[2], m[3]) if m[1] else (m[6], m[5], m[4])
    return make_day(int(year), int(month), int(day))


def make_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none such."""
    if 1 <= year <= MAXYEAR and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
        return date(year, month, day)
    return None


def add_days(day: date, days: float) -> date | None:
    """The day so many days on; None where that leaves the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def month_value(year: int, month: int) -> str:
    """``YYYY-MM`` for a month that may lie outside 1 to 12."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return f"{year:04d}-{month:02d}"


def week_value(day: date) -> str:
    """The ISO week of a day, ``YYYY-Www``."""
    iso = day.isocalendar()
    return f"{iso.year:04d}-W{iso.week:02d}"


def shift(day: date, unit: str, count: int) -> str:
    """The value `count` units away from a day, as precise as the unit: "two weeks ago" is a week, "a year ago" a year.

    `unit` is an ISO 8601 letter, or Q, E (decade), C (century), L (millennium), WE (weekend), 2W. "" where the result
    leaves the calendar.
    """
    if unit in ("D", "W", "2W", "WE"):
        days = {"D": 1, "W": 7, "2W": 14, "WE": 7}[unit] * count
        moved = add_days(day, days) if abs(days) < 4_000_000 else None
        if moved is None:
            return ""
        return moved.isoformat() if unit == "D" else week_value(moved) + ("-WE" if unit == "WE" else "")
    if unit == "M":
        return _checked(month_value(day.year, day.month + count))
    if unit == "Q":
        quarter = day.year * 4 + (day.month - 1) // 3 + count
        return _checked(f"{quarter // 4:04d}-Q{quarter % 4 + 1}")
    if unit in ("Y", "E", "C", "L"):
        return _checked(f"{day.year + count * {'Y': 1, 'E': 10, 'C': 100, 'L': 1000}[unit]:04d}", unit)
    return ""


def _checked(value: str, unit: str = "") -> str:
    if not re.match(r"[0-2]\d{3}(?!\d)", value) or value.startswith("0000"):
        return ""
    return value[: {"E": 3, "C": 2, "L": 1}.get(unit, len(value))]


def days_of(value: str) -> Interval:
    """First and last day that a DATE or TIME value covers; (None, None) where it names no stretch of the calendar."""
    if m := _DAY.match(value):
        day = make_day(int(m[1]), int(m[2]), int(m[3]))
        return (day.isoformat(), day.isoformat()) if day else (None, None)
    if m := _MONTH.match(value):
        return _months(int(m[1]), int(m[2]), int(m[2]))
    if m := _WEEK.match(value):
        return _week_days(int(m[1]), int(m[2]), m[3] or "")
    if m := _PART.match(value):
        return _months(int(m[1]), *_part_months(m[2]))
    if _YEARS.match(value):
        pad = 4 - len(value)
        if not value.strip("0"):
            return None, None
        first = int(value + "0" * pad)
        return f"{first:04d}-01-01", f"{value}{'9' * pad}-12-31"
    return None, None


def _part_months(part: str) -> tuple[int, int]:
    if part[0] == "Q":
        return int(part[1]) * 3 - 2, int(part[1]) * 3
    if part[0] == "H":
        return int(part[1]) * 6 - 5, int(part[1]) * 6
    return SEASON_MONTHS[part]


def _months(year: int, first: int, last: int) -> Interval:
    end_year, end_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    if not (year >= 1 and end_year <= MAXYEAR and 1 <= first <= 12):
        return None, None
    end = date(end_year, end_month, monthrange(end_year, end_month)[1])
    return date(year, first, 1).isoformat(), end.isoformat()


def _week_days(year: int, week: int, part: str) -> Interval:
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        return None, None
    first, last = {"": (0, 6), "-WE": (5, 6)}.get(part) or (int(part[1:]) - 1, int(part[1:]) - 1)
    begin, end = add_days(monday, first), add_days(monday, last)
    return (begin.isoformat(), end.isoformat()) if begin and end else (None, None)


def span_days(unit: str, count: float) -> float | None:
    """About how many days `count` units take, whole days for hours; None for what is too long to count."""
    if unit.startswith("T"):
        return 0 if unit != "TH" else count // 24
    size = {"D": 1, "W": 7, "2W": 14, "WE": 7, "M": 30.44, "Q": 91.3, "Y": 365.25, "E": 3652.5, "C": 36525, "L": 365250}
    return round(count * size[unit]) if unit in size and count < 10_000 else None


def period(number: str, unit: str) -> str:
    """``P2W``, ``PT3H``, ``PXY``; a fortnight is two weeks, a weekend ``P1WE``.

    Decades and centuries are counted in years, as most annotators of the TempEval corpora do; "decades" is ``PXY``.
    """
    years = {"E": 10, "C": 100, "L": 1000}.get(unit, 0)
    if years and number != "X":
        return f"P{plain(float(number) * years)}Y"
    if unit == "E":
        return "PXY"
    if unit == "2W":
        return f"P{plain(float(number) * 2)}W" if number != "X" else "PXW"
    if unit.startswith("T"):
        return f"PT{number}{unit[1]}"
    return f"P{number}{unit}"
