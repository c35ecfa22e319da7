"""Stand-alone date strings to ISO days, strictly: a day is read or refused, never guessed.

Own grammar rather than dateparser, which turns words such as "we" or "last week" into a day. Numeric dates with the
year last are refused where day and month could change places (03/04/2022), unless one of the two is over 12 or both
are the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dateline.errors import NoDateError

EARLIEST = 1800
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_ZONE = r"(?:Z|[A-Z]{2,5}|[+-]\d\d:?\d\d)?(?:[+-]\d\d:?\d\d)?"
_CLOCK = rf"(?:[T ,]+(?:at )?\d{{1,2}}[:.]\d\d(?:[:.]\d\d)?(?:[.,]\d+)?\s*(?:[ap]\.?m\.?)?\s*{_ZONE})?"
_YEAR_FIRST = re.compile(rf"^(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_CLOCK}$", re.IGNORECASE)
_COMPACT = re.compile(r"^(\d{4})(\d\d)(\d\d)(?:T?\d{4,6}Z?)?$")
_YEAR_LAST = re.compile(rf"^(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}){_CLOCK}$", re.IGNORECASE)
_END_CLOCK = re.compile(_CLOCK + "$", re.IGNORECASE)
_PARTIAL = re.compile(rf"^(?:\d{{4}}(?:[-/.]\d{{1,2}})?|{MONTH}\.?,?\s+\d{{4}})$", re.IGNORECASE)
_NO_GUESS = "Write the date as YYYY-MM-DD."


@dataclass(frozen=True, slots=True)
class FoundDate:
    """Words that are said to be the report's date, and where they stood."""

    words: str
    basis: str


def parse_day(words: str) -> str:
    """The ISO day that a stand-alone date string names.

    Raises:
        NoDateError: it names no day, an impossible one, or could mean two.
    """
    text = " ".join(words.split()).strip(" ,;")
    for read in (_read_year_first, _read_year_last, _read_spelled):
        parts = read(text)
        if parts is not None:
            return _iso(*parts, words)
    if _PARTIAL.match(text):
        raise NoDateError(f"the date {_short(words)} names no day", hint=_NO_GUESS)
    raise NoDateError(f"{_short(words)} is not a date", hint=_NO_GUESS)


def is_day(words: str) -> bool:
    """True where the words are one complete date and nothing else."""
    try:
        parse_day(words)
    except NoDateError:
        return False
    return True


def check_day(day: str, today: str) -> str:
    """The day again, where a report can have been written on it.

    Raises:
        NoDateError: it lies after `today` (where given) or before 1800.
    """
    if int(day[:4]) < EARLIEST:
        raise NoDateError(f"the date {day} lies before {EARLIEST}", hint="Check the date.")
    if today and day > today:
        raise NoDateError(f"the date {day} lies in the future (today is {today})", hint="Check the date.")
    return day


def days_between(one: str, other: str) -> int:
    """Days between two ISO days, never negative."""
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


def nearest_year(words: str, day: str) -> str | None:
    """The ISO day for words without a year ("Feb 2") that lies nearest to `day`; None where they are no date."""
    year = int(day[:4])
    days = [parse_day(f"{words} {y}") for y in (year - 1, year, year + 1) if is_day(f"{words} {y}")]
    return min(days, key=lambda d: days_between(d, day), default=None)


def _read_year_first(text: str) -> tuple[int, int, int] | None:
    match = _YEAR_FIRST.match(text)
    if match:
        return int(match[1]), int(match[3]), int(match[4])
    match = _COMPACT.match(text)
    return (int(match[1]), int(match[2]), int(match[3])) if match else None


def _read_year_last(text: str) -> tuple[int, int, int] | None:
    match = _YEAR_LAST.match(text)
    if not match:
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if first <= 12 and second <= 12 and first != second:
        raise NoDateError(f"{_short(text)} could be day/month or month/day", hint=_NO_GUESS)
    return (year, first, second) if second > 12 else (year, second, first)


def _read_spelled(text: str) -> tuple[int, int, int] | None:
    """Day, month by name and four-digit year in any order, with weekday, ordinal ending and clock time allowed."""
    clock = _END_CLOCK.search(text)
    words = re.findall(r"[^\s,]+", text[: clock.start()] if clock else text)
    found: dict[str, int] = {}
    for word in words:
        kind, value = _part(word.rstrip("."))
        if kind == "filler":
            continue
        if not kind or kind in found:
            return None
        found[kind] = value
    return (found["year"], found["month"], found["day"]) if {"year", "month", "day"} <= found.keys() else None


def _part(word: str) -> tuple[str, int]:
    """What one word of a date is: ("day", 2), ("month", 2), ("year", 2022), ("filler", 0) or ("", 0)."""
    low = word.lower()
    if low in ("of", "the", "on") or _is_name_of(low, _DAYS):
        return "filler", 0
    for number, name in enumerate(_MONTHS, 1):
        if _is_name_of(low, (name,)):
            return "month", number
    if re.fullmatch(r"\d{4}", word):
        return "year", int(word)
    match = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?", low)
    return ("day", int(match[1])) if match else ("", 0)


def _is_name_of(word: str, names: tuple[str, ...]) -> bool:
    """A full name or its usual short form: three letters, four for "sept", "tues", "thur", "june", "july"."""
    return any(word == n or (word in (n[:3], n[:4], n[:5]) and 3 <= len(word) < len(n)) for n in names)


def _iso(year: int, month: int, day: int, words: str) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError as error:
        raise NoDateError(f"{_short(words)} is no day of the calendar", hint=_NO_GUESS) from error


def _short(words: str) -> str:
    return repr(words if len(words) <= 60 else words[:57] + "...")
