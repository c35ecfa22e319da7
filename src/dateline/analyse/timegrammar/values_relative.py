"""Values counted from the report's date or from the date told last: yesterday, Friday, last week, two years ago."""

from __future__ import annotations

import math
import re
from datetime import date

from dateline.analyse.timegrammar.calendar import (
    Interval,
    add_days,
    days_of,
    month_value,
    parse_day,
    period,
    shift,
    span_days,
    week_value,
)
from dateline.analyse.timegrammar.hits import Context, Found, Hit
from dateline.analyse.timegrammar.numbers import plain
from dateline.analyse.timegrammar.pointers import mod_of, point, points_into_story, story_day
from dateline.codebook import load_time_words

_UNKNOWN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX", "WE": "XXXX-WXX-WE",
            "E": "XXX", "C": "XX"}  # fmt: skip


def rel_day(hit: Hit, context: Context) -> Found | None:
    """today, yesterday morning, late yesterday."""
    step = hit.value("day")
    day = add_days(context.dct, step) if context.dct and isinstance(step, int) else None
    value = day.isoformat() if day else "XXXX-XX-XX"
    for group in ("part1", "part2"):
        if hit.has(group):
            return _part_of_day(hit, group, value)
    return Found("DATE", value, mod_of(hit))


def _part_of_day(hit: Hit, group: str, day: str) -> Found:
    return Found("TIME", f"{day}T{hit.value(group)}", mod_of(hit))


def tonight(hit: Hit, context: Context) -> Found | None:
    """tonight, overnight."""
    day = context.dct.isoformat() if context.dct else "XXXX-XX-XX"
    eve = add_days(context.dct, -1) if context.dct and hit.word("word") == "overnight" else None
    days = (eve.isoformat(), day) if eve else None
    return Found("TIME", f"{day}TNI", mod_of(hit), days)


def weekday(hit: Hit, context: Context) -> Found | None:
    """Friday, last Friday, Friday night, Friday of next week."""
    number = hit.value("wday")
    if not isinstance(number, int):
        return None
    day = _weekday_day(hit, context, number)
    value = day.isoformat() if day else f"XXXX-WXX-{number}"
    return _part_of_day(hit, "part", value) if hit.has("part") else Found("DATE", value, mod_of(hit))


def _weekday_day(hit: Hit, context: Context, number: int) -> date | None:
    base = context.dct
    if context.narrative or (hit.has("pointer") and points_into_story(hit, "pointer")):
        base = parse_day(story_day(context))
    if base is None:
        return None
    if hit.has("rel") and hit.unit() in ("W", "M", "Y"):
        monday = add_days(base, 7 * point(hit, "rel") - base.weekday())
        return add_days(monday, number - 1) if monday else None
    step = point(hit, "pointer") if hit.has("pointer") else 0
    if step == 0:
        ahead = hit.before().endswith(("until ", "till "))
        return _nearest_weekday(base, number, 1 if ahead else context.direction(hit) or -1)
    gap = (number - base.isoweekday()) * step % 7 or 7
    return add_days(base, step * gap)


def _nearest_weekday(base: date, number: int, direction: int) -> date | None:
    return add_days(base, direction * ((number - base.isoweekday()) * direction % 7))


def daypart(hit: Hit, context: Context) -> Found | None:
    """this morning, last night, that afternoon, late afternoon."""
    base = context.dct
    if context.narrative or (hit.has("pointer") and points_into_story(hit, "pointer")) or hit.has("the"):
        base = parse_day(story_day(context))
    step = point(hit, "pointer") if hit.has("pointer") else 0
    day = add_days(base, step) if base else None
    return _part_of_day(hit, "part", day.isoformat() if day else "XXXX-XX-XX")


def unit_rel(hit: Hit, context: Context) -> Found | None:
    """last week, this year, the following month, the same day, the end of next year, this weekend."""
    unit = hit.unit()
    step = point(hit, "rel")
    base = context.dct
    if _from_story(hit, unit) or context.narrative:
        told = _told(context.reference, unit)
        if told is not None or base is None or (step > 0 and _from_story(hit, unit)):
            base = told  # with nothing told "the following day" is no known one
    value = shift(base, unit, step) if base else ""
    days = _part_till_now(hit, context, value) or _rolling(hit, context, unit)
    return Found("DATE", value or _UNKNOWN.get(unit, "XXXX"), mod_of(hit), days)


def _rolling(hit: Hit, context: Context, unit: str) -> Interval | None:
    """The days of "the past year", which ends with the report, while "last year" is the year before."""
    words = hit.words("rel")
    if context.dct is None or words[0] != "the" or words[-1] not in ("past", "last") or unit not in ("W", "M", "Y"):
        return None
    begin = add_days(context.dct, -(span_days(unit, 1) or 0))
    return (begin.isoformat(), context.dct.isoformat()) if begin else None


def _from_story(hit: Hit, unit: str) -> bool:
    """ "the next day" follows the day told; "the next week" the report."""
    return points_into_story(hit, "rel") and (unit == "D" or hit.words("rel") != ["the", "next"])


def _part_till_now(hit: Hit, context: Context, value: str) -> Interval | None:
    """ "earlier this week" ends with the report's day, "later this week" begins with it."""
    begin, end = days_of(value)
    here = context.dct.isoformat() if context.dct else ""
    words = hit.words("prefix")
    if begin is None or end is None or not begin <= here <= end:
        return None
    return (begin, here) if "earlier" in words else (here, end) if "later" in words else None


def _told(reference: str, unit: str) -> date | None:
    """The date told last, where it is precise enough for the unit."""
    digits = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", reference)
    if not digits:
        return None
    if unit in ("D", "W", "WE") and not digits[3]:
        return None
    if unit in ("M", "Q") and not digits[2]:
        return None
    return parse_day(f"{digits[1]}-{digits[2] or '01'}-{digits[3] or '01'}")


def unit_the(hit: Hit, context: Context) -> Found | None:
    """the day, the week, the end of the month, the fiscal year: the one told last or the report's own."""
    group = "unit" if hit.has("unit") else "unit2"
    unit = hit.unit(group)
    if unit in ("Y", "M") and not mod_of(hit) and re.match(r"^\s(?:that\s)?end(?:ed|ing|s)\b", hit.after()):
        return Found("DURATION", f"P1{unit}")
    base = context.dct
    if context.narrative or unit == "D":
        base = _told(context.reference, unit) or base
    if unit == "WE" and base is not None:
        return Found("DATE", _weekend(base, context.direction(hit)))
    return Found("DATE", (shift(base, unit, 0) if base else "") or _UNKNOWN.get(unit, "XXXX"), mod_of(hit))


def _weekend(base: date, direction: int) -> str:
    """The weekend just over, from a Monday to Friday, unless the tense points ahead."""
    back = 7 if direction <= 0 and base.isoweekday() < 6 else 0
    day = add_days(base, -back)
    return f"{week_value(day)}-WE" if day else ""


def unit_before(hit: Hit, context: Context) -> Found | None:
    """the day before, the year after: from the date told last."""
    unit = hit.unit()
    base = _told(context.reference, unit)
    step = -1 if hit.role("dir") == "BEFORE" else 1
    return Found("DATE", (shift(base, unit, step) if base else "") or _UNKNOWN.get(unit, "XXXX"))


def unit_end(hit: Hit, context: Context) -> Found | None:
    """year-end, the month's end."""
    unit = hit.unit()
    value = shift(context.dct, unit, 0) if context.dct else ""
    return Found("DATE", value or _UNKNOWN.get(unit, "XXXX"), str(hit.value("end") or ""))


def offset(hit: Hit, context: Context) -> Found | None:
    """two years ago, a week earlier, three days later, weeks ago."""
    unit = hit.unit()
    step = 1 if hit.word("dir") in ("later", "hence") or hit.role("dir") == "REF" else -1
    number = _count(hit)
    if number is None:
        return Found("DATE", "PAST_REF") if step < 0 else Found("DATE", "FUTURE_REF", days=(None, None))
    if unit.startswith("T"):
        return _clock_offset(context, unit, step * number)
    ago = hit.role("dir") in ("AGO", "REF", "HENCE")
    base = _offset_base(context, unit, ago=ago, later=hit.word("dir") == "later")
    if base is None and context.narrative and context.reference[:4].isdigit() and unit in ("D", "W", "M"):
        return Found("DATE", context.reference[:4] + _UNKNOWN[unit][4:])
    if base is None and hit.word("dir") == "later":
        return Found("DURATION", period(plain(number), unit))
    if base is None:
        return Found("DATE", "PAST_REF" if step < 0 else "FUTURE_REF")
    if unit == "Y" and number == 1 and step < 0 and context.quarter:
        return Found("DATE", f"{int(context.quarter[:4]) - 1}{context.quarter[4:]}")
    value = _tail(hit, context, unit, step * number) or _whole_or_half(base, unit, step * number)
    return Found("DATE", value or "XXXX", "APPROX" if _is_rough(hit) else "")


def _tail(hit: Hit, context: Context, unit: str, count: float) -> str:
    """a year ago this month, two weeks ago Monday, a year ago today: as precise as the tail; "" without one."""
    if not hit.has("tail") or context.dct is None or count != int(count):
        return ""
    here = context.dct
    months = {"M": 1, "Q": 3, "Y": 12}.get(unit)
    if months is None:
        moved = add_days(here, int(count) * {"D": 1, "W": 7, "2W": 14}.get(unit, 0))
    else:
        moved = parse_day(month_value(here.year, here.month + int(count) * months) + here.isoformat()[7:])
    if moved is None:
        return ""
    if hit.role("tail") in ("WDAY", "WDAYABBR"):
        number = load_time_words().values[hit.role("tail"), hit.word("tail").rstrip(".")]
        near = add_days(moved, (number - moved.isoweekday() + 3) % 7 - 3)
        return near.isoformat() if near else ""
    return shift(moved, "D" if hit.role("tail") == "RELDAY" else hit.unit("tail"), 0)


def _whole_or_half(base: date, unit: str, count: float) -> str:
    if count == int(count):
        return shift(base, unit, int(count))
    return shift(base, "M", math.floor(count * 12)) if unit == "Y" else shift(base, unit, round(count))


def _offset_base(context: Context, unit: str, *, ago: bool, later: bool) -> date | None:
    """The report's day for "ago", the day told last for "earlier" and "later"; "later" than nothing told is unknown."""
    if later:
        return _told(context.reference, unit)
    if context.narrative or not ago:
        return _told(context.reference, unit) or (None if context.narrative else context.dct)
    return context.dct


def _count(hit: Hit) -> float | None:
    if hit.has("num"):
        number = hit.number()
        return number + 0.5 if number is not None and hit.has("half") else number
    if hit.has("few"):
        return 2 if "couple" in hit.words("few") else None
    return 1 if hit.has("a") else None


def _is_rough(hit: Hit) -> bool:
    return hit.has("approx") or hit.text.lower().endswith("so ago")


def _clock_offset(context: Context, unit: str, count: float) -> Found:
    days = span_days(unit, abs(count)) or 0
    day = add_days(context.dct, math.copysign(days, count)) if context.dct else None
    return Found("TIME", f"{day.isoformat() if day else 'XXXX-XX-XX'}TXX:XX")


def ref(hit: Hit, _: Context) -> Found | None:
    """now, currently, recently, soon."""
    return Found("DATE", str(hit.value("ref")))


def ref_future(_: Hit, __: Context) -> Found | None:
    """the future, the near future."""
    return Found("DATE", "FUTURE_REF")


def ref_past(hit: Hit, _: Context) -> Found | None:
    """the past, the present."""
    return Found("DATE", "PRESENT_REF" if hit.word("past") == "present" else "PAST_REF")


def ref_at_present(_: Hit, __: Context) -> Found | None:
    """at present, these days."""
    return Found("DATE", "PRESENT_REF")


def ref_adjective(hit: Hit, _: Context) -> Found | None:
    """current, recent."""
    return Found("DATE", "PRESENT_REF" if hit.word("adjective") == "current" else "PAST_REF")
